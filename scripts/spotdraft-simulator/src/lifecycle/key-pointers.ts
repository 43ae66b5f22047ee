import { Refusal } from '../errors.ts';
import type { KeyPointer } from '../model/contract.ts';
import type { ContractType, FieldKind, MetadataField } from '../model/workspace.ts';
import type { Store } from '../state/store.ts';

/** SpotDraft publishes no list of `data_type`; these are the names of its samples and their like. */
const dataTypes: Readonly<Record<FieldKind, string>> = {
  text: 'string',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
  choice: 'enum',
  choices: 'array',
  currency: 'currency',
  duration: 'duration',
  address: 'address',
};

/**
 * Makes the value of a metadata field.
 *
 * @throws Refusal 400 when the type has no such field or the value has not the field's shape
 */
export function newKeyPointer(store: Store, type: ContractType, name: string, value: unknown): KeyPointer {
  const field = type.fields.find((candidate) => candidate.name === name);
  if (field === undefined) {
    const known = type.fields.map((candidate) => candidate.name).join(', ');
    throw new Refusal(400, `${type.name} has no metadata field ${name}. It has: ${known}.`);
  }
  requireShape(field, value);
  return { id: store.next('keyPointer'), label: field.label, fieldName: name, value, dataType: dataTypes[field.kind] };
}

/** Refuses a value SpotDraft could not hold in the field; the empty string empties any field. */
export function requireShape(field: MetadataField, value: unknown): void {
  if (value === '' || shapes[field.kind].fits(value, field)) return;
  throw new Refusal(400, `Metadata field ${field.name} takes ${shapes[field.kind].description}.`);
}

interface Shape {
  readonly description: string;
  fits(value: unknown, field: MetadataField): boolean;
}

const shapes: Readonly<Record<FieldKind, Shape>> = {
  text: { description: 'a text', fits: (value) => typeof value === 'string' },
  number: { description: 'a number', fits: (value) => typeof value === 'number' },
  boolean: { description: 'true or false', fits: (value) => typeof value === 'boolean' },
  date: { description: 'a date as YYYY-MM-DD', fits: isDate },
  choice: { description: 'one of its options', fits: isOption },
  choices: {
    description: 'a list of its options',
    fits: (value, field) => Array.isArray(value) && value.every((member) => isOption(member, field)),
  },
  currency: { description: '{"type":"USD","value":12000}', fits: (value) => isAmount(value, /^[A-Z]{3}$/) },
  duration: {
    description: '{"type":"DAYS|MONTHS|YEARS","value":6}, with "days" if known',
    fits: (value) => isAmount(value, /^(DAYS|MONTHS|YEARS)$/),
  },
  address: {
    description: 'an address with line_one, city and country',
    fits: (value) =>
      isObject(value) && ['line_one', 'city', 'country'].every((part) => typeof value[part] === 'string'),
  },
};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

function isOption(value: unknown, field: MetadataField): boolean {
  return (field.options ?? []).some((option) => option.value === value);
}

function isAmount(value: unknown, unit: RegExp): boolean {
  return (
    isObject(value) &&
    typeof value['value'] === 'number' &&
    typeof value['type'] === 'string' &&
    unit.test(value['type'])
  );
}
