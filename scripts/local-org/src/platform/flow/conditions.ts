/** Conditions of decisions. Source: Salesforce Help, "Flow Operators in Decision, Wait, and Collection Filter Elements". */
import { decimalOf } from '../../library/Invocable/values.ts';
import {
  ApexDate,
  ApexDatetime,
  ApexId,
  ApexList,
  Decimal,
  apexStrictEquals,
  currentFrame,
  notImplemented,
  zonedInstant,
} from '../../runtime/index.ts';
import type { FlowCondition } from '../../schema/flows/model.ts';
import type { Interview } from './interview.ts';
import { textOf } from './data-types.ts';
import { combine } from '../../schema/condition-logic.ts';
import type { Resources } from './resources.ts';

export function holds(
  logic: string,
  conditions: readonly FlowCondition[],
  interview: Interview,
  resources: Resources,
): boolean {
  return combine(logic, conditions.length, (i) => isTrue(conditions[i] as FlowCondition, interview, resources));
}

function isTrue({ left, operator, right }: FlowCondition, interview: Interview, resources: Resources): boolean {
  if (operator === 'WasVisited') return interview.scope.passed.has(left[0]?.toLowerCase() ?? '');
  const value = resources.read(left, interview);
  return test(value, operator, resources.value(right, interview));
}

function test(left: unknown, operator: string, right: unknown): boolean {
  switch (operator) {
    case 'EqualTo':
      return same(left, right);
    case 'NotEqualTo':
      return !same(left, right);
    case 'GreaterThan':
      return ordered(left, right, (order) => order > 0);
    case 'GreaterThanOrEqualTo':
      return ordered(left, right, (order) => order >= 0);
    case 'LessThan':
      return ordered(left, right, (order) => order < 0);
    case 'LessThanOrEqualTo':
      return ordered(left, right, (order) => order <= 0);
    case 'Contains':
      return left instanceof ApexList ? isAmong(right, left) : textOf(left).includes(textOf(right));
    case 'StartsWith':
      return textOf(left).startsWith(textOf(right));
    case 'EndsWith':
      return textOf(left).endsWith(textOf(right));
    case 'IsNull':
      return (left === null) === isWanted(right);
    case 'IsBlank':
      return (left === null || textOf(left).trim() === '') === isWanted(right);
    case 'IsEmpty':
      return (left === null || (left instanceof ApexList && left.items.length === 0)) === isWanted(right);
    case 'In':
      return isAmong(left, right);
    case 'NotIn':
      return !isAmong(left, right);
    default:
      return notImplemented(`flow condition operator ${operator}`);
  }
}

/** `Is Null` takes True or False. */
function isWanted(right: unknown): boolean {
  return right === true || right === 'true';
}

function isAmong(item: unknown, list: unknown): boolean {
  return list instanceof ApexList && list.items.some((each) => same(each, item));
}

function same(left: unknown, right: unknown): boolean {
  // A checkbox that is not set counts as false.
  if (typeof left === 'boolean' || typeof right === 'boolean') return truth(left) === truth(right);
  if (left === null || right === null) return left === right;
  const [a, b] = alike(left, right);
  if (a instanceof Decimal && b instanceof Decimal) return a.compareTo(b) === 0;
  return apexStrictEquals(a, b);
}

function truth(value: unknown): boolean {
  return value === true || value === 'true';
}

function ordered(left: unknown, right: unknown, test: (order: number) => boolean): boolean {
  if (left === null || right === null) return false;
  const [a, b] = alike(left, right);
  if (a instanceof Decimal && b instanceof Decimal) return test(a.compareTo(b));
  if (a instanceof ApexDate && b instanceof ApexDate) return test(a.compareTo(b));
  if (a instanceof ApexDatetime && b instanceof ApexDatetime) return test(a.compareTo(b));
  const [x, y] = [textOf(a), textOf(b)];
  return test(x < y ? -1 : x > y ? 1 : 0);
}

/** Both sides in one form. */
function alike(left: unknown, right: unknown): [unknown, unknown] {
  const [a, b] = [numberOf(left, right), numberOf(right, left)];
  if (a !== null && b !== null) return [a, b];
  if (left instanceof ApexDatetime && right instanceof ApexDate) return [left, midnight(right)];
  if (left instanceof ApexDate && right instanceof ApexDatetime) return [midnight(left), right];
  return [plainText(left), plainText(right)];
}

/** A number, or a text that is compared with one. */
function numberOf(value: unknown, other: unknown): Decimal | null {
  if (typeof value === 'string' && decimalOf(other) !== null && /^[-+]?\d+(\.\d+)?$/.test(value.trim()))
    return Decimal.parse(value.trim());
  return decimalOf(value);
}

function plainText(value: unknown): unknown {
  return value instanceof ApexId ? value.value : value;
}

/** The beginning of a day where the user is. */
function midnight(date: ApexDate): ApexDatetime {
  const { year, month, day } = date;
  const { timeZone } = currentFrame().user;
  return new ApexDatetime(zonedInstant({ year, month, day, hour: 0, minute: 0, second: 0, millisecond: 0 }, timeZone));
}
