/**
 * Apex Decimal: an unscaled integer times a power of ten, with the arithmetic of java.math.BigDecimal.
 * Small values keep their unscaled part as a safe JavaScript integer; larger ones as a BigInt.
 * Source: Decimal Class, https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_decimal.htm
 */
import { throwApex } from '../exceptions.ts';
import { roundedQuotient, type RoundingModeName } from './rounding.ts';

/** Digits of a quotient: the platform divides with 33 significant digits, HALF_UP. */
const divisionPrecision = 33;

const maxSafe = Number.MAX_SAFE_INTEGER;

export class Decimal {
  /** Digits after the decimal point; negative for multiples of powers of ten. */
  readonly scale: number;
  readonly #unscaled: number | bigint;

  private constructor(unscaled: number | bigint, scale: number) {
    this.#unscaled = unscaled;
    this.scale = scale;
  }

  static readonly zero: Decimal = new Decimal(0, 0);

  /**
   * Reads `12.50`, `-1E-7`. The scale is the number of digits as written.
   * @throws System.TypeException "Invalid decimal: x"
   */
  static parse(text: string): Decimal {
    const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
    if (match === null || (match[2] === '' && (match[3] ?? '') === ''))
      throwApex('System.TypeException', `Invalid decimal: ${text}`);
    const fraction = match[3] ?? '';
    const digits = BigInt((match[2] ?? '') + fraction);
    return Decimal.of(match[1] === '-' ? -digits : digits, fraction.length - Number(match[4] ?? 0));
  }

  /** The number `n` × 10^-scale. */
  static fromInteger(n: number | bigint, scale = 0): Decimal {
    return typeof n === 'number' ? new Decimal(n, scale) : Decimal.of(n, scale);
  }

  /** The decimal that prints as the Double does (1.0 has scale 1). */
  static fromDouble(n: number): Decimal {
    if (!Number.isFinite(n)) throwApex('System.TypeException', `Invalid decimal: ${n}`);
    if (Number.isSafeInteger(n)) return Decimal.of(BigInt(n) * 10n, 1);
    return Decimal.parse(String(n));
  }

  private static of(unscaled: bigint, scale: number): Decimal {
    const small = unscaled <= maxSafe && unscaled >= -maxSafe;
    return new Decimal(small ? Number(unscaled) : unscaled, scale);
  }

  unscaled(): bigint {
    return BigInt(this.#unscaled);
  }

  add(other: Decimal): Decimal {
    const a = this.#unscaled;
    const b = other.#unscaled;
    if (this.scale === other.scale && typeof a === 'number' && typeof b === 'number') {
      const sum = a + b;
      if (Number.isSafeInteger(sum)) return new Decimal(sum, this.scale);
    }
    const scale = Math.max(this.scale, other.scale);
    return Decimal.of(this.unscaledAt(scale) + other.unscaledAt(scale), scale);
  }

  subtract(other: Decimal): Decimal {
    return this.add(other.negate());
  }

  multiply(other: Decimal): Decimal {
    const a = this.#unscaled;
    const b = other.#unscaled;
    const scale = this.scale + other.scale;
    if (typeof a === 'number' && typeof b === 'number') {
      const product = a * b;
      if (Number.isSafeInteger(product)) return new Decimal(product + 0, scale);
    }
    return Decimal.of(BigInt(a) * BigInt(b), scale);
  }

  /**
   * Without a scale: as the `/` operator. With one: rounded to it by `mode`.
   * @throws System.MathException "Divide by 0"
   */
  divide(other: Decimal, scale?: number, mode: RoundingModeName = 'HALF_UP'): Decimal {
    if (other.isZero()) throwApex('System.MathException', 'Divide by 0');
    return scale === undefined ? this.quotient(other) : this.quotientAt(other, scale, mode);
  }

  negate(): Decimal {
    const n = this.#unscaled;
    return new Decimal(typeof n === 'number' ? 0 - n : -n, this.scale);
  }

  abs(): Decimal {
    return this.signum() < 0 ? this.negate() : this;
  }

  signum(): -1 | 0 | 1 {
    return this.#unscaled < 0 ? -1 : this.#unscaled > 0 ? 1 : 0;
  }

  isZero(): boolean {
    return this.#unscaled === 0;
  }

  compareTo(other: Decimal): number {
    const a = this.#unscaled;
    const b = other.#unscaled;
    if (this.scale === other.scale) return a < b ? -1 : a > b ? 1 : 0;
    const scale = Math.max(this.scale, other.scale);
    const left = this.unscaledAt(scale);
    const right = other.unscaledAt(scale);
    return left < right ? -1 : left > right ? 1 : 0;
  }

  /** Numeric equality: 1.0 equals 1.00. */
  equals(other: Decimal): boolean {
    return this.compareTo(other) === 0;
  }

  /** @throws System.MathException when mode is UNNECESSARY and digits would be lost */
  setScale(scale: number, mode: RoundingModeName = 'HALF_EVEN'): Decimal {
    if (scale === this.scale) return this;
    if (scale > this.scale) return Decimal.of(this.unscaledAt(scale), scale);
    return Decimal.of(roundedQuotient(this.unscaled(), 10n ** BigInt(this.scale - scale), mode), scale);
  }

  /** Rounded to `digits` significant digits. */
  roundTo(digits: number, mode: RoundingModeName): Decimal {
    const surplus = this.precision() - digits;
    if (digits === 0 || surplus <= 0) return this;
    const rounded = this.setScale(this.scale - surplus, mode);
    return rounded.precision() > digits ? rounded.setScale(rounded.scale - 1, mode) : rounded;
  }

  /** Number of digits of the unscaled value; 1 for zero. */
  precision(): number {
    const n = this.unscaled();
    return (n < 0n ? -n : n).toString().length;
  }

  stripTrailingZeros(): Decimal {
    if (this.isZero()) return Decimal.zero;
    return this.stripped(Number.NEGATIVE_INFINITY);
  }

  toNumber(): number {
    return Number(this.toString());
  }

  /** Truncates toward zero. */
  toBigInt(): bigint {
    if (this.scale <= 0) return this.unscaledAt(0);
    return this.unscaled() / 10n ** BigInt(this.scale);
  }

  /** Scientific notation for a negative scale and for very small numbers, as BigDecimal prints. */
  toString(): string {
    const digits = this.digits();
    const exponent = digits.length - 1 - this.scale;
    if (this.scale >= 0 && exponent >= -6) return this.toPlainString();
    const mantissa = digits.length === 1 ? digits : `${digits[0]}.${digits.slice(1)}`;
    const power = exponent === 0 ? '' : `E${exponent > 0 ? '+' : ''}${exponent}`;
    return this.sign() + mantissa + power;
  }

  toPlainString(): string {
    const digits = this.digits();
    if (this.scale === 0) return this.sign() + digits;
    if (this.scale < 0) return this.isZero() ? '0' : this.sign() + digits + '0'.repeat(-this.scale);
    const padded = digits.padStart(this.scale + 1, '0');
    const point = padded.length - this.scale;
    return `${this.sign()}${padded.slice(0, point)}.${padded.slice(point)}`;
  }

  /** Rounds once: first finds how many places give 33 significant digits, then divides with them. */
  private quotient(other: Decimal): Decimal {
    const preferred = Math.max(this.scale - other.scale, 0);
    if (this.isZero()) return Decimal.of(0n, preferred);
    const magnitudeOfResult = this.precision() - this.scale - (other.precision() - other.scale);
    const places = Math.max(divisionPrecision - magnitudeOfResult, 0);
    const result = this.quotientAt(other, places, 'HALF_UP');
    const surplus = result.precision() - divisionPrecision;
    const rounded = surplus > 0 ? this.quotientAt(other, places - surplus, 'HALF_UP') : result;
    return rounded.stripped(preferred);
  }

  private quotientAt(other: Decimal, scale: number, mode: RoundingModeName): Decimal {
    const shift = scale - this.scale + other.scale;
    const numerator = shift >= 0 ? this.unscaled() * 10n ** BigInt(shift) : this.unscaled();
    const denominator = shift >= 0 ? other.unscaled() : other.unscaled() * 10n ** BigInt(-shift);
    return Decimal.of(roundedQuotient(numerator, denominator, mode), scale);
  }

  /** Without trailing zeros, but with no smaller scale than `least`. */
  private stripped(least: number): Decimal {
    let unscaled = this.unscaled();
    let scale = this.scale;
    while (scale > least && unscaled !== 0n && unscaled % 10n === 0n) {
      unscaled /= 10n;
      scale--;
    }
    return Decimal.of(unscaled, scale);
  }

  /** The unscaled value at a scale that is not smaller than this one's. */
  private unscaledAt(scale: number): bigint {
    return scale === this.scale ? this.unscaled() : this.unscaled() * 10n ** BigInt(scale - this.scale);
  }

  private digits(): string {
    const text = this.#unscaled.toString();
    return text.startsWith('-') ? text.slice(1) : text;
  }

  private sign(): string {
    return this.#unscaled < 0 ? '-' : '';
  }
}
