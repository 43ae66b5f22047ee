/** Roll-up summary fields that have no column: computed by a subquery over the children. */
import type { FieldSchema } from '../../schema/model.ts';
import { notImplemented } from '../../runtime/exceptions.ts';
import type { Source } from './source.ts';

type Summary = NonNullable<FieldSchema['summary']>;

/** SQL of the field's value; sums and counts of no children are 0, as the platform has it. */
export function summarySql(source: Source, field: FieldSchema, summary: Summary): string {
  const { statement } = source;
  const { store, schema } = statement.engine;
  const child = schema.object(summary.childObject, schema.namespace);
  const foreignKey = child?.field(localName(summary.foreignKey), schema.namespace);
  const summed =
    summary.childField === null ? undefined : child?.field(localName(summary.childField), schema.namespace);
  if (child === undefined || foreignKey === undefined || (summary.operation !== 'count' && summed === undefined))
    notImplemented(`roll-up summary ${source.object.name}.${field.name}: it sums up what the org does not have`);
  if (summed !== undefined && !store.isStored(summed))
    notImplemented(`roll-up summary ${source.object.name}.${field.name} over a calculated field`);
  const alias = statement.newAlias();
  const value = summed === undefined ? '*' : rescaled(`${alias}.${store.column(summed)}`, summed, field);
  const deleted = child.fields.get('isdeleted');
  const alive = deleted !== undefined && store.isStored(deleted) ? ` AND ${alias}.${store.column(deleted)} = 0` : '';
  const where = `${alias}.${store.column(foreignKey)} = ${source.id()}${alive}`;
  return `(SELECT ${aggregate(summary.operation, value)} FROM ${store.table(child)} AS ${alias} WHERE ${where})`;
}

function aggregate(operation: Summary['operation'], value: string): string {
  if (operation === 'count') return 'COUNT(*)';
  if (operation === 'sum') return `COALESCE(SUM(${value}), 0)`;
  return `${operation === 'min' ? 'MIN' : 'MAX'}(${value})`;
}

/** The child's number at the scale of the summary field. */
function rescaled(column: string, from: FieldSchema, to: FieldSchema): string {
  const shift = to.scale - from.scale;
  if (shift === 0) return column;
  return shift > 0 ? `${column} * ${10 ** shift}` : `CAST(ROUND(${column} / ${10 ** -shift}.0) AS INTEGER)`;
}

/** Metadata names it `Object.Field` or `Field`. */
function localName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
