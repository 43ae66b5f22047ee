/** Assignment elements. Source: Salesforce Help, "Flow Operators in Assignment Elements". */
import { decimalOf } from '../../library/Invocable/values.ts';
import { ApexDate, ApexDatetime, ApexList, Decimal, apexStrictEquals, notImplemented } from '../../runtime/index.ts';
import type { AssignmentElement, FlowVariable, ReferencePath } from '../../schema/flows/model.ts';
import { apexTypeOf, copied, fittedItem, textOf } from './data-types.ts';
import type { Interview } from './interview.ts';
import type { Resources } from './resources.ts';

export function runAssignment(element: AssignmentElement, interview: Interview, resources: Resources): void {
  for (const { target, operator, value } of element.items) {
    const given = resources.value(value, interview);
    resources.assign(target, resultOf(target, operator, given, interview, resources), interview);
  }
}

/** What the target is set to. */
function resultOf(
  target: ReferencePath,
  operator: string,
  given: unknown,
  interview: Interview,
  resources: Resources,
): unknown {
  if (operator === 'Assign') return given;
  if (operator === 'AssignCount') return countOf(given);
  const before = currentValue(target, interview, resources);
  const variable = target.length === 1 ? interview.scope.flow.variables.get(target[0]?.toLowerCase() ?? '') : undefined;
  if (variable?.type.isCollection === true) return collection(variable, operator, before, given);
  switch (operator) {
    case 'Add':
      return sum(before, given, variable);
    case 'Subtract':
      return difference(before, given);
    case 'AddItem':
      return [textOf(before), textOf(given)].filter((text) => text !== '').join(';');
    default:
      return notImplemented(`flow assignment operator ${operator}`);
  }
}

/** A record that is not there yet has no values. */
function currentValue(target: ReferencePath, interview: Interview, resources: Resources): unknown {
  const owner = target.length > 1 ? resources.read(target.slice(0, 1), interview) : true;
  return owner === null ? null : resources.read(target, interview);
}

function countOf(given: unknown): number {
  return given instanceof ApexList ? given.items.length : given === null ? 0 : 1;
}

function sum(before: unknown, given: unknown, variable: FlowVariable | undefined): unknown {
  const isText = typeof before === 'string' || ['String', 'Picklist'].includes(variable?.type.name ?? '');
  if (isText) return textOf(before) + textOf(given);
  const number = decimalOf(given);
  if (before instanceof ApexDate) return before.addDays(number === null ? 0 : Math.trunc(number.toNumber()));
  if (before instanceof ApexDatetime) return new ApexDatetime(before.ms + (number?.toNumber() ?? 0) * 86_400_000);
  if (number === null && typeof given === 'string') return textOf(before) + given;
  return (decimalOf(before) ?? Decimal.zero).add(number ?? Decimal.zero);
}

function difference(before: unknown, given: unknown): unknown {
  const number = decimalOf(given) ?? Decimal.zero;
  if (before instanceof ApexDate) return before.addDays(-Math.trunc(number.toNumber()));
  if (before instanceof ApexDatetime) return new ApexDatetime(before.ms - number.toNumber() * 86_400_000);
  return (decimalOf(before) ?? Decimal.zero).subtract(number);
}

function collection(variable: FlowVariable, operator: string, before: unknown, given: unknown): ApexList {
  const items = before instanceof ApexList ? before.items : [];
  const more = (given instanceof ApexList ? given.items : [given]).map((item) =>
    fittedItem(copied(item), variable.type, variable.name),
  );
  return new ApexList(apexTypeOf(variable.type), changed(operator, items, more, given));
}

function changed(operator: string, items: readonly unknown[], more: readonly unknown[], given: unknown): unknown[] {
  switch (operator) {
    case 'Add':
      return [...items, ...more];
    case 'AddAtStart':
      return [...more, ...items];
    case 'RemoveAll':
      return items.filter((item) => !isAmong(item, more));
    case 'RemoveFirst':
      return withoutFirst(items, more);
    case 'RemoveUncommon':
      return items.filter((item) => isAmong(item, more));
    case 'RemovePosition':
      return items.filter((_item, i) => i + 1 !== decimalOf(given)?.toNumber());
    case 'RemoveBeforeFirst':
      return items.slice(Math.max(0, indexOfFirst(items, more)));
    case 'RemoveAfterFirst':
      return indexOfFirst(items, more) < 0 ? [...items] : items.slice(0, indexOfFirst(items, more) + 1);
    default:
      return notImplemented(`flow assignment operator ${operator}`);
  }
}

function withoutFirst(items: readonly unknown[], more: readonly unknown[]): unknown[] {
  const left = [...items];
  for (const item of more) {
    const found = left.findIndex((each) => apexStrictEquals(each, item));
    if (found >= 0) left.splice(found, 1);
  }
  return left;
}

function indexOfFirst(items: readonly unknown[], more: readonly unknown[]): number {
  return items.findIndex((item) => isAmong(item, more));
}

function isAmong(item: unknown, items: readonly unknown[]): boolean {
  return items.some((each) => apexStrictEquals(each, item));
}
