/** Options of all commands that say what the org is like. */
import type { ShapeSource } from '../schema/org-shape.ts';

export const shapeOptions = {
  'definition-file': { type: 'string' },
  currency: { type: 'string', multiple: true },
} as const;

interface ShapeValues {
  readonly 'definition-file'?: string | undefined;
  readonly currency?: string[] | undefined;
}

/** `--definition-file f` and `--currency EUR=0.92`. @throws Error for a currency without a rate */
export function shapeSource({ 'definition-file': definitionFile, currency = [] }: ShapeValues): ShapeSource {
  const currencies = currency.map((text): [string, number] => {
    const [isoCode = '', rate] = text.split('=');
    if (rate === undefined) throw new Error(`--currency ${text} has no rate: write ${text}=1.5`);
    return [isoCode, Number(rate)];
  });
  return {
    ...(definitionFile === undefined ? {} : { definitionFile }),
    currencies: Object.fromEntries(currencies),
  };
}
