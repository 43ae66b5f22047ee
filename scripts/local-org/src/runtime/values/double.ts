/**
 * Apex Double. Where the static type is Double it is a plain number; widened to Object it is boxed, so that it differs
 * from an Integer.
 */
export class DoubleBox {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  toString(): string {
    return doubleText(this.value);
  }
}

export function boxDouble(value: number | null): DoubleBox | null {
  return value === null ? null : new DoubleBox(value);
}

/** As java.lang.Double.toString: at least one digit after the point, scientific outside of 10^-3 … 10^7. */
export function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-3 && magnitude < 1e7) return withFraction(plain(value));
  const [mantissa, exponent] = value.toExponential().split('e');
  return `${withFraction(mantissa!)}E${Number(exponent)}`;
}

function plain(value: number): string {
  return String(value);
}

function withFraction(text: string): string {
  return text.includes('.') ? text : `${text}.0`;
}
