/** Fields and functions of SOQL. */
import type { DateFieldNameContext, FieldNameContext, SoqlFunctionContext } from '@apexdevtools/apex-parser';
import type { FieldPath, SelectItem } from './soql-ast.ts';
import { at, optional } from './adapter.ts';

export function pathOf(context: FieldNameContext): FieldPath {
  return context.soqlId_list().map((id) => id.getText());
}

export function fieldItem(context: FieldNameContext, alias: string | null): SelectItem {
  return { kind: 'field', path: pathOf(context), alias, position: at(context) };
}

export function functionItem(context: SoqlFunctionContext, alias: string | null): SelectItem {
  return {
    kind: 'function',
    name: context.start.text.toUpperCase(),
    arguments: argumentsOf(context),
    alias,
    position: at(context),
  };
}

function argumentsOf(context: SoqlFunctionContext): SelectItem[] {
  const nested = optional(context.soqlFunction());
  if (nested !== null) return [functionItem(nested, null)];
  const date = optional(context.dateFieldName());
  if (date !== null) return [dateItem(date)];
  const group = optional(context.soqlFieldsParameter());
  if (group !== null) return [text(group.getText(), context)];
  const field = optional(context.fieldName());
  if (field !== null) return [fieldItem(field, null)];
  const places = context.locationValue_list().map((place) => text(place.getText(), context));
  const unit = optional(context.StringLiteral());
  return unit === null ? places : [...places, text(unit.getText(), context)];
}

function dateItem(context: DateFieldNameContext): SelectItem {
  const inner = fieldItem(context.fieldName(), null);
  if (optional(context.CONVERT_TIMEZONE()) === null) return inner;
  return { kind: 'function', name: 'CONVERTTIMEZONE', arguments: [inner], alias: null, position: at(context) };
}

/** Arguments that are no fields keep their text: `ALL`, `GEOLOCATION(1,2)`, `'mi'`. */
function text(value: string, context: SoqlFunctionContext): SelectItem {
  return { kind: 'field', path: [value], alias: null, position: at(context) };
}
