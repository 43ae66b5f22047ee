/** What several currencies add to the objects of an org. Source: Object Reference, "CurrencyIsoCode" of the objects; "CurrencyType". */
import type { ObjectParts } from './build.ts';
import { makeField } from './build.ts';
import type { FieldSchema } from './model.ts';
import type { Currency } from './org-shape.ts';

/** Objects of records, but without a currency. */
const without: ReadonlySet<string> = new Set(['Attachment', 'Note', 'ContentDocument', 'ContentDocumentLink']);

/** Objects that only an org with several currencies has. */
const multiCurrencyOnly: ReadonlySet<string> = new Set(['currencytype', 'datedconversionrate']);

export function withCurrencies(parts: readonly ObjectParts[], currencies: readonly Currency[]): ObjectParts[] {
  if (currencies.length === 0) return parts.filter(({ name }) => !multiCurrencyOnly.has(name.toLowerCase()));
  return parts.map((part) => {
    const added = hasCurrency(part) ? [isoCode('CurrencyIsoCode', 'Currency ISO Code', currencies)] : [];
    if (part.name === 'User') added.push(isoCode('DefaultCurrencyIsoCode', 'Default Currency ISO Code', currencies));
    if (added.length === 0) return part;
    return {
      ...part,
      fields: new Map([...part.fields, ...added.map((field) => [field.name.toLowerCase(), field] as const)]),
    };
  });
}

function hasCurrency({ name, kind, setup = false, createable = true, fields }: ObjectParts): boolean {
  if (name === 'User') return true;
  if (setup || !createable || without.has(name) || !fields.has('createddate')) return false;
  return kind === 'standard' || kind === 'custom' || kind === 'setting';
}

function isoCode(name: string, label: string, currencies: readonly Currency[]): FieldSchema {
  return makeField({
    name,
    type: 'PICKLIST',
    label,
    restrictedPicklist: true,
    nillable: false,
    defaultedOnCreate: true,
    // The default is the user's, not one of the picklist.
    picklist: currencies.map((one) => ({ value: one.isoCode, label: one.isoCode, active: true, isDefault: false })),
  });
}
