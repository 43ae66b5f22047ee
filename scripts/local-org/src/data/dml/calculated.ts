/** Formula fields of records in triggers. Queries calculate theirs themselves. */
import type { SObjectValue } from '../../runtime/index.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { DmlParts } from './parts.ts';

const formulasOf = new WeakMap<ObjectSchema, readonly FieldSchema[]>();

/** Sets the formula fields of a record from its other fields. */
export function calculate(record: SObjectValue, parts: DmlParts): void {
  const { object } = record;
  let fields = formulasOf.get(object);
  if (fields === undefined)
    formulasOf.set(object, (fields = [...object.fields.values()].filter((field) => field.formula !== null)));
  for (const field of fields) record.setField(field.name.toLowerCase(), parts.formula.formulaOf(field, record));
}
