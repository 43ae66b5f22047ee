/** Compound fields: several fields read as one. Source: Object Reference, "Compound Fields". */
import type { FieldSchema, ObjectSchema } from './model.ts';

/** Parts of addresses as the API names them; those of state and country picklists where the object has them. */
export const addressParts = [
  'city',
  'country',
  'countryCode',
  'geocodeAccuracy',
  'latitude',
  'longitude',
  'postalCode',
  'state',
  'stateCode',
  'street',
] as const;

export type AddressPart = (typeof addressParts)[number];

const nameParts: ReadonlySet<string> = new Set(['Salutation', 'FirstName', 'MiddleName', 'LastName', 'Suffix']);

/** The fields that make up a compound address of an object. */
export function partsOfAddress(object: ObjectSchema, compound: FieldSchema): Map<AddressPart, FieldSchema> {
  const prefix = compound.name.slice(0, -'Address'.length).toLowerCase();
  const parts = new Map<AddressPart, FieldSchema>();
  for (const part of addressParts) {
    const field = object.fields.get(`${prefix}${part.toLowerCase()}`);
    if (field !== undefined) parts.set(part, field);
  }
  return parts;
}

/** The address that a field is part of. */
export function addressOf(object: ObjectSchema, field: FieldSchema): FieldSchema | null {
  const part = addressParts.find((candidate) => field.name.toLowerCase().endsWith(candidate.toLowerCase()));
  if (part === undefined || field.custom) return null;
  for (const candidate of object.fields.values())
    if (candidate.type === 'ADDRESS' && [...partsOfAddress(object, candidate).values()].includes(field))
      return candidate;
  return null;
}

/** The address, or the name of a person, that a field is part of. */
export function compoundOf(object: ObjectSchema, field: FieldSchema): FieldSchema | null {
  const isPerson = object.fields.has('lastname') && nameParts.has(field.name);
  return (isPerson ? object.fields.get('name') : addressOf(object, field)) ?? null;
}
