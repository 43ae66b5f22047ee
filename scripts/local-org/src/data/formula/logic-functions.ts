/** Logical functions and those that look at changes. Source: Salesforce Help, "Formula Functions". */
import { fieldPath, isBlank, plain } from './arguments.ts';
import type { Functions, Implementation } from './arguments.ts';
import { evaluate, toText, toValue } from './evaluate.ts';
import type { FormulaScope, FormulaValue } from './evaluate.ts';
import type { Formula } from './parse.ts';

export const logicFunctions: Functions = new Map<string, Implementation>([
  ['IF', choose],
  ['AND', (args, scope) => args.every((arg) => evaluate(arg, scope) === true)],
  ['OR', (args, scope) => args.some((arg) => evaluate(arg, scope) === true)],
  ['NOT', plain(([value]) => value !== true)],
  ['CASE', chooseCase],
  ['ISBLANK', plain(([value]) => isBlank(value))],
  ['ISNULL', plain(([value]) => isBlank(value))],
  ['BLANKVALUE', plain(([value, other]) => (isBlank(value) ? (other ?? null) : (value ?? null)))],
  ['NULLVALUE', plain(([value, other]) => (isBlank(value) ? (other ?? null) : (value ?? null)))],
  ['ISPICKVAL', plain(([value, wanted]) => toText(value ?? null) === toText(wanted ?? null))],
  ['INCLUDES', plain(([value, wanted]) => includes(toText(value ?? null), toText(wanted ?? null)))],
  ['ISNUMBER', plain(([value]) => /^\s*[-+]?(\d+(\.\d*)?|\.\d+)\s*$/.test(toText(value ?? null)))],
  ['ISNEW', (_args, scope) => scope.isNew],
  ['ISCHANGED', changed],
  ['PRIORVALUE', (args, scope) => toValue(scope.prior(fieldPath(args[0], 'PRIORVALUE')))],
]);

function choose([condition, then, otherwise]: readonly Formula[], scope: FormulaScope): FormulaValue {
  const branch = condition !== undefined && evaluate(condition, scope) === true ? then : otherwise;
  return branch === undefined ? null : evaluate(branch, scope);
}

function chooseCase(args: readonly Formula[], scope: FormulaScope): FormulaValue {
  const [subject, ...rest] = args;
  const value = subject === undefined ? '' : toText(evaluate(subject, scope));
  for (let i = 0; i + 1 < rest.length; i += 2) {
    const [option, result] = [rest[i], rest[i + 1]];
    if (option !== undefined && result !== undefined && toText(evaluate(option, scope)) === value)
      return evaluate(result, scope);
  }
  const otherwise = rest.at(-1);
  return otherwise === undefined ? null : evaluate(otherwise, scope);
}

function includes(values: string, wanted: string): boolean {
  return values.split(';').includes(wanted);
}

function changed(args: readonly Formula[], scope: FormulaScope): boolean {
  const path = fieldPath(args[0], 'ISCHANGED');
  return !scope.isNew && toText(toValue(scope.field(path))) !== toText(toValue(scope.prior(path)));
}
