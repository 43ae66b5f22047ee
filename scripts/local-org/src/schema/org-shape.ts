/**
 * What an org is like beside its metadata: a scratch org definition's features, and the currencies of an org that has several.
 * Source: Salesforce DX Developer Guide, "Scratch Org Features"; Salesforce Help, "Manage Multiple Currencies".
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A currency that is active. */
export interface Currency {
  /** `EUR`. */
  readonly isoCode: string;
  /** How much of it one unit of the corporate currency is. */
  readonly rate: number;
  readonly decimals: number;
  readonly isCorporate: boolean;
}

export interface OrgShape {
  /** Of an org with several currencies; none: the org has one, which needs no rates. */
  readonly currencies: readonly Currency[];
}

/** An org of one currency. */
export const plainShape: OrgShape = { currencies: [] };

/** The only currency, or the corporate one. */
export const corporateCurrency = 'USD';

const definitionSchema = z.looseObject({ features: z.array(z.string()).optional() });

/** What is said of an org. */
export interface ShapeSource {
  /** A scratch org definition. */
  readonly definitionFile?: string;
  /** Rates of further currencies by their ISO codes: `{ EUR: 0.92 }`. Such an org has several currencies. */
  readonly currencies?: Readonly<Record<string, number>>;
}

/** @throws Error for a file that cannot be read, and for currencies that cannot be */
export function readOrgShape({ definitionFile, currencies = {} }: ShapeSource): OrgShape {
  const features = definitionFile === undefined ? [] : featuresOf(definitionFile);
  const further = Object.entries(currencies);
  if (further.length === 0 && !features.includes('multicurrency')) return plainShape;
  const corporate = { isoCode: corporateCurrency, rate: 1, decimals: decimalsOf(corporateCurrency), isCorporate: true };
  return { currencies: [corporate, ...further.map(([isoCode, rate]) => currency(isoCode, rate))] };
}

function currency(isoCode: string, rate: number): Currency {
  if (!Intl.supportedValuesOf('currency').includes(isoCode) || isoCode === corporateCurrency)
    throw new Error(`${isoCode} is no further currency: give an ISO code other than ${corporateCurrency}.`);
  if (!(Number.isFinite(rate) && rate > 0)) throw new Error(`The rate of ${isoCode} is a number above zero: ${rate}.`);
  return { isoCode, rate, decimals: decimalsOf(isoCode), isCorporate: false };
}

function decimalsOf(isoCode: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency: isoCode }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** In lower case, without what they are counted by (`Name:5`). */
function featuresOf(file: string): string[] {
  try {
    const { features = [] } = definitionSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return features.map((name) => name.toLowerCase().replace(/:.*/, ''));
  } catch (error) {
    throw new Error(
      `${file} is no definition of a scratch org: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
}
