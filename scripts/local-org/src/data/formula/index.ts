/** Formulas of fields, defaults and validation rules over records. */
import { Decimal } from '../../runtime/index.ts';
import type { SObjectValue } from '../../runtime/index.ts';
import type { FieldSchema } from '../../schema/model.ts';
import type { FormulaEngine } from '../dml/parts.ts';
import { evaluate } from './evaluate.ts';
import type { FormulaValue } from './evaluate.ts';
import { fieldsUsed, parseFormula } from './parse.ts';
import { fitted } from './percent.ts';
import { RecordScope } from './record-scope.ts';
import type { FormulaParts } from './record-scope.ts';

export type { FormulaParts } from './record-scope.ts';

export interface Formulas extends FormulaEngine {
  /** Field paths that a formula reads. */
  fieldsUsed(text: string): string[];
}

export function createFormulas(parts: FormulaParts): Formulas {
  const run = (text: string, record: SObjectValue, old: SObjectValue | null, blanksAreZero: boolean): FormulaValue =>
    evaluate(parseFormula(text), new RecordScope(record, old, blanksAreZero, parts));
  return {
    fieldsUsed,
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
