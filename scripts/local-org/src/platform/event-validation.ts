/**
 * The attribute checks at publishing: required, length, precision, size of the message.
 * Source: Platform Events Developer Guide, "Considerations for Defining and Publishing Platform Events" and "Limits".
 */
import type { FieldSchema } from '../schema/model.ts';
import type { DmlError } from '../runtime/ports.ts';
import type { SObjectValue } from '../runtime/index.ts';
import { Decimal } from '../runtime/index.ts';

/** A message may have one megabyte. */
const maximumBytes = 1_048_576;

/** The reasons why an event cannot be published; empty when it can. Blank text counts as no value. */
export function checkEvent(event: SObjectValue): DmlError[] {
  if (!event.object.createable) {
    const message = `entity type cannot be inserted: ${event.object.label}`;
    return [{ statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message, fields: [] }];
  }
  const errors: DmlError[] = [];
  const missing: string[] = [];
  let bytes = 0;
  for (const field of event.object.fields.values()) {
    const value = event.getField(field.name.toLowerCase());
    if (value === '') event.setField(field.name.toLowerCase(), null);
    if (value === null || value === '') {
      if (field.custom && field.required) missing.push(field.name);
      continue;
    }
    bytes += typeof value === 'string' ? Buffer.byteLength(value) : 8;
    const problem = checkValue(field, value);
    if (problem !== null) errors.push(problem);
  }
  if (missing.length > 0) {
    errors.unshift({
      statusCode: 'REQUIRED_FIELD_MISSING',
      message: `Required fields are missing: [${missing.join(', ')}]`,
      fields: missing,
    });
  }
  if (bytes > maximumBytes) {
    errors.push({
      statusCode: 'LIMIT_EXCEEDED',
      message: `The event message of ${bytes} bytes is larger than ${maximumBytes} bytes.`,
      fields: [],
    });
  }
  return errors;
}

function checkValue(field: FieldSchema, value: unknown): DmlError | null {
  if (typeof value === 'string' && field.length > 0 && value.length > field.length) {
    return {
      statusCode: 'STRING_TOO_LONG',
      message: `${field.label}: data value too large (max length=${field.length})`,
      fields: [field.name],
    };
  }
  if (value instanceof Decimal && field.precision > 0) {
    const integerDigits = value.setScale(0, 'DOWN').abs().unscaled().toString().length;
    if (integerDigits > field.precision - field.scale) {
      return {
        statusCode: 'NUMBER_OUTSIDE_VALID_RANGE',
        message: `${field.label}: value outside of valid range on numeric field`,
        fields: [field.name],
      };
    }
  }
  return null;
}
