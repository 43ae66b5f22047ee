/** Formula fields and compound addresses of records in triggers. Queries calculate theirs themselves. */
import { AddressValue } from '../../runtime/index.ts';
import type { SObjectValue } from '../../runtime/index.ts';
import { partsOfAddress } from '../../schema/compound.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { DmlParts } from './parts.ts';

const formulasOf = new WeakMap<ObjectSchema, readonly FieldSchema[]>();

/** Sets the formula fields and addresses of a record from its other fields. */
export function calculate(record: SObjectValue, parts: DmlParts): void {
  const { object } = record;
  let fields = formulasOf.get(object);
  if (fields === undefined)
    formulasOf.set(
      object,
      (fields = [...object.fields.values()].filter((field) => field.formula !== null || field.type === 'ADDRESS')),
    );
  for (const field of fields)
    record.setField(
      field.name.toLowerCase(),
      field.type === 'ADDRESS' ? addressIn(record, field) : parts.formula.formulaOf(field, record),
    );
}

function addressIn(record: SObjectValue, field: FieldSchema): AddressValue | null {
  const parts = [...partsOfAddress(record.object, field)];
  return AddressValue.of(new Map(parts.map(([name, part]) => [name, record.getField(part.name.toLowerCase())])));
}
