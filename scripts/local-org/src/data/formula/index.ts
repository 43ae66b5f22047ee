/** Formulas of fields, defaults and validation rules over records. */
import { Decimal } from '../../runtime/index.ts';
import type { SObjectValue } from '../../runtime/index.ts';
import type { FieldSchema } from '../../schema/model.ts';
import type { FormulaEngine } from '../dml/parts.ts';
import { evaluate } from './evaluate.ts';
import type { FormulaValue } from './evaluate.ts';
import { fieldsUsed, parseFormula } from './parse.ts';
import { fitted } from './percent.ts';
import { locate } from './paths.ts';
import type { FormulaParts } from './paths.ts';
import { NamedScope, RecordScope, fieldValue, globalValue } from './record-scope.ts';

export type { FormulaParts } from './paths.ts';

export interface Formulas extends FormulaEngine, FormulaExpressions {
  /** Field paths that a formula reads. */
  fieldsUsed(text: string): string[];
}

/** Formulas over named values instead of the fields of one record, as flows have them. */
export interface FormulaExpressions {
  /** Evaluates a formula; `resolve` gives what its names stand for. Blanks stay blank. */
  expression(text: string, resolve: (path: readonly string[]) => unknown): FormulaValue;
  /** A field of a record or of its parents, as the record has it. */
  fieldOf(record: SObjectValue, path: readonly string[]): unknown;
  /** `$User.…` and its kin. */
  global(path: readonly string[]): unknown;
}

export function createFormulas(parts: FormulaParts): Formulas {
  const run = (text: string, record: SObjectValue, old: SObjectValue | null, blanksAreZero: boolean): FormulaValue =>
    evaluate(parseFormula(text), new RecordScope(record, old, blanksAreZero, parts));
  return {
    fieldsUsed,
    expression: (text, resolve) => evaluate(parseFormula(text), new NamedScope(resolve, parts)),
    fieldOf: (record, path) => {
      const found = locate(record, path, parts);
      return found === null ? null : fieldValue(found, parts);
    },
    global: (path) => globalValue(path, parts),
    evaluate: (formula, record, old) => run(formula, record, old, true),
    formulaOf: (field, record) =>
      field.formula === null ? null : fitted(field, run(field.formula, record, null, field.formulaBlanks === 'zero')),
    defaultOf: (field, record) =>
      field.defaultFormula === null
        ? null
        : stored(field, fitted(field, run(field.defaultFormula, record, null, true))),
  };
}

/** Fields of type LONG hold Longs. */
function stored(field: FieldSchema, value: unknown): unknown {
  return field.type === 'LONG' && value instanceof Decimal ? value.toBigInt() : value;
}
