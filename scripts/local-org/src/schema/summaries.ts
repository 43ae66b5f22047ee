/** Types of roll-up summaries: a count is a whole number, everything else has the type of what it sums up. */
import type { ObjectParts } from './build.ts';
import { childName, makeField, nameChildren } from './build.ts';
import type { FieldSchema } from './model.ts';

export function settleSummaries(parts: readonly ObjectParts[]): ObjectParts[] {
  const byName = new Map(parts.map((part) => [part.name.toLowerCase(), part]));
  return parts.map((part) => {
    if (![...part.fields.values()].some((field) => field.summary !== null)) return part;
    return { ...part, fields: new Map([...part.fields].map(([key, field]) => [key, settled(field, byName)])) };
  });
}

function settled(field: FieldSchema, objects: ReadonlyMap<string, ObjectParts>): FieldSchema {
  const { summary } = field;
  if (summary === null) return field;
  const child = objects.get(summary.childObject.toLowerCase());
  const summed = summary.childField === null ? undefined : child?.fields.get(summary.childField.toLowerCase());
  const type =
    summed === undefined ? ({ type: 'DOUBLE', scale: 0 } as const) : { type: summed.type, scale: summed.scale };
  return nameChildren(makeField({ ...field, ...type, precision: 18 }), childName(field));
}
