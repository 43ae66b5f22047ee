/** Evaluates formulas. Blank numbers count as zero or blank as the caller says. */
import { ApexDate, ApexDatetime, ApexId, Decimal, DoubleBox, notImplemented } from '../../runtime/index.ts';
import { functions } from './functions.ts';
import type { Formula } from './parse.ts';

export type FormulaValue = null | string | boolean | Decimal | ApexDate | ApexDatetime;

export interface FormulaScope {
  /** A field's value, or that of `$User.…` and its kin. */
  field(path: readonly string[]): unknown;
  /** The value before the change, for PRIORVALUE and ISCHANGED. */
  prior(path: readonly string[]): unknown;
  readonly isNew: boolean;
  readonly blanksAreZero: boolean;
  readonly now: number;
  readonly timeZone: string;
}

export function evaluate(formula: Formula, scope: FormulaScope): FormulaValue {
  switch (formula.kind) {
    case 'literal':
      return typeof formula.value === 'object' && formula.value !== null
        ? Decimal.parse(formula.value.number)
        : formula.value;
    case 'field':
      return toValue(scope.field(formula.path));
    case 'unary': {
      const operand = evaluate(formula.operand, scope);
      if (formula.operator === '!') return operand !== true;
      const number = toNumber(operand, scope);
      return formula.operator === '-' ? (number?.negate() ?? null) : number;
    }
    case 'binary':
      return binary(formula, scope);
    case 'call': {
      const implementation = functions.get(formula.name);
      return implementation === undefined
        ? notImplemented(`formula function ${formula.name}`)
        : implementation(formula.args, scope);
    }
  }
}

/** Apex values as formulas see them. */
export function toValue(value: unknown): FormulaValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (value instanceof Decimal || value instanceof ApexDate || value instanceof ApexDatetime) return value;
  if (typeof value === 'number')
    return Number.isInteger(value) ? Decimal.fromInteger(value) : Decimal.fromDouble(value);
  if (typeof value === 'bigint') return Decimal.fromInteger(value);
  if (value instanceof DoubleBox) return Decimal.fromDouble(value.value);
  if (value instanceof ApexId) return value.value;
  return notImplemented(`formula on a ${typeof value === 'object' ? value.constructor.name : typeof value}`);
}

export function toNumber(value: FormulaValue, scope: FormulaScope): Decimal | null {
  if (value instanceof Decimal) return value;
  if (value === null || value === '') return scope.blanksAreZero ? Decimal.zero : null;
  throw new Error('the formula uses a value as a number that is none');
}

export function toText(value: FormulaValue): string {
  if (value === null) return '';
  if (value instanceof Decimal) return value.stripTrailingZeros().toPlainString();
  if (value instanceof ApexDate) return value.toString().slice(0, 10);
  // TEXT gives times in GMT.
  if (value instanceof ApexDatetime) return `${new Date(value.ms).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return String(value);
}

function binary(formula: Extract<Formula, { kind: 'binary' }>, scope: FormulaScope): FormulaValue {
  const { operator } = formula;
  const left = evaluate(formula.left, scope);
  if (operator === '&&') return left === true && evaluate(formula.right, scope) === true;
  if (operator === '||') return left === true || evaluate(formula.right, scope) === true;
  const right = evaluate(formula.right, scope);
  switch (operator) {
    case '=':
    case '==':
      return same(left, right, scope);
    case '<>':
    case '!=':
      return !same(left, right, scope);
    case '&':
      return toText(left) + toText(right);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compare(operator, left, right, scope);
    default:
      return arithmetic(operator, left, right, scope);
  }
}

function same(left: FormulaValue, right: FormulaValue, scope: FormulaScope): boolean {
  if (left instanceof Decimal || right instanceof Decimal) {
    const [a, b] = [toNumber(left, scope), toNumber(right, scope)];
    return a === null || b === null ? a === b : a.compareTo(b) === 0;
  }
  if (left instanceof ApexDate && right instanceof ApexDate) return left.equals(right);
  if (left instanceof ApexDatetime && right instanceof ApexDatetime) return left.equals(right);
  return (left ?? '') === (right ?? '');
}

function compare(operator: string, left: FormulaValue, right: FormulaValue, scope: FormulaScope): boolean | null {
  const order = orderOf(left, right, scope);
  if (order === null) return null;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

function orderOf(left: FormulaValue, right: FormulaValue, scope: FormulaScope): number | null {
  if (left instanceof ApexDate && right instanceof ApexDate) return left.compareTo(right);
  if (left instanceof ApexDatetime && right instanceof ApexDatetime) return left.compareTo(right);
  if (
    left instanceof ApexDate ||
    right instanceof ApexDate ||
    left instanceof ApexDatetime ||
    right instanceof ApexDatetime
  )
    return null;
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  const [a, b] = [toNumber(left, scope), toNumber(right, scope)];
  return a === null || b === null ? null : a.compareTo(b);
}

const dayMs = 86_400_000;

function arithmetic(operator: string, left: FormulaValue, right: FormulaValue, scope: FormulaScope): FormulaValue {
  if (operator === '+' && (typeof left === 'string' || typeof right === 'string')) return toText(left) + toText(right);
  if (left instanceof ApexDate && right instanceof ApexDate && operator === '-')
    return Decimal.fromInteger(left.toEpochDay() - right.toEpochDay());
  if (left instanceof ApexDatetime && right instanceof ApexDatetime && operator === '-')
    return Decimal.fromDouble((left.ms - right.ms) / dayMs);
  const sign = operator === '-' ? -1 : 1;
  if (left instanceof ApexDate && right instanceof Decimal) return left.addDays(sign * Math.trunc(right.toNumber()));
  if (left instanceof ApexDatetime && right instanceof Decimal)
    return new ApexDatetime(left.ms + Math.round(sign * right.toNumber() * dayMs));
  const [a, b] = [toNumber(left, scope), toNumber(right, scope)];
  if (a === null || b === null) return null;
  switch (operator) {
    case '+':
      return a.add(b);
    case '-':
      return a.subtract(b);
    case '*':
      return a.multiply(b);
    case '/':
      return b.isZero() ? null : a.divide(b);
    case '^':
      return Decimal.fromDouble(a.toNumber() ** b.toNumber());
    default:
      throw new Error(`the operator ${operator} is not known in formulas`);
  }
}
