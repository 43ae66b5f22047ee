/** What the body of a record that was not saved tells. Source: User Interface API Developer Guide, "Record Exception Error". */
import type { DmlError } from '../../runtime/ports.ts';
import { compoundOf } from '../../schema/compound.ts';
import type { ObjectSchema } from '../../schema/model.ts';
import { ApiError } from '../messages.ts';
import type { UiRequest } from './request.ts';
import { themeInfo } from './themes.ts';

/** Codes that say the user may not do it. */
const forbidden: ReadonlySet<string> = new Set([
  'INSUFFICIENT_ACCESS_OR_READONLY',
  'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
]);

/** @param done what was tried: `update`, `create` … */
export function recordError(
  ui: UiRequest,
  object: ObjectSchema,
  errors: readonly DmlError[],
  done: 'create' | 'update' | 'delete',
): ApiError {
  const general: Record<string, unknown>[] = [];
  const fieldErrors: Record<string, Record<string, unknown>[]> = {};
  for (const error of errors) {
    if (error.fields.length === 0) general.push(entry(ui, object, error, null));
    for (const name of error.fields) {
      const field = object.field(name);
      const key = field === undefined ? name : (compoundOf(object, field)?.name ?? field.name);
      (fieldErrors[key] ??= []).push(entry(ui, object, error, name));
    }
  }
  const status = errors.some(({ statusCode }) => forbidden.has(statusCode)) ? 403 : 400;
  const message = `An error occurred while trying to ${done} the record. Please try again.`;
  return new ApiError(status, 'INVALID_INPUT', message, [], {
    statusCode: status,
    enhancedErrorType: 'RecordError',
    output: { errors: general, fieldErrors },
  });
}

function entry(
  ui: UiRequest,
  object: ObjectSchema,
  error: DmlError,
  fieldName: string | null,
): Record<string, unknown> {
  const field = fieldName === null ? undefined : object.field(fieldName);
  const compound = field === undefined ? null : compoundOf(object, field);
  return {
    constituentField: compound === null ? null : (field?.name ?? null),
    duplicateRecordError: duplicates(ui, error),
    errorCode: error.statusCode,
    field: compound?.name ?? field?.name ?? fieldName,
    fieldLabel: compound?.label ?? field?.label ?? null,
    message: error.message,
  };
}

/** Source: "Duplicate Record Error", "Match Result". */
function duplicates(ui: UiRequest, { duplicates: found }: DmlError): Record<string, unknown> | null {
  if (found === undefined) return null;
  return {
    allowSave: found.allowSave,
    matchResults: found.matches.map((match) => {
      const object = ui.context.schema.object(match.object);
      return {
        apiName: match.object,
        matchRecordIds: match.records.flatMap(({ record }) => record.id?.value ?? []),
        themeInfo: object === undefined ? null : themeInfo(ui, object),
      };
    }),
  };
}
