/** How filters compare. Source: Metadata API Developer Guide, "FilterOperation". */
const operations = [
  'equals',
  'notEqual',
  'lessThan',
  'greaterThan',
  'lessOrEqual',
  'greaterOrEqual',
  'contains',
  'notContain',
  'startsWith',
  'includes',
  'excludes',
] as const;

export type FilterOperation = (typeof operations)[number];

/** @throws Error beginning with `place` for an operation that is not there */
export function filterOperation(name: string, place: string): FilterOperation {
  const operation = operations.find((candidate) => candidate === name);
  if (operation === undefined) throw new Error(`${place}: filters with the operation ${name} are not implemented`);
  return operation;
}
