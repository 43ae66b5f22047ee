/** Percentages: 20 in the field is 0.20 in a formula. Source: Salesforce Help, "Tips for Working with Percent Fields". */
import { Decimal } from '../../runtime/index.ts';
import type { FieldSchema } from '../../schema/model.ts';
import { toValue } from './evaluate.ts';
import type { FormulaValue } from './evaluate.ts';

const hundred = Decimal.fromInteger(100);
const hundredth = Decimal.parse('0.01');

/** A field's value as formulas count with it. */
export function forFormula(field: FieldSchema, value: unknown): unknown {
  if (field.type !== 'PERCENT') return value;
  const number = toValue(value);
  return number instanceof Decimal ? number.multiply(hundredth) : value;
}

/** A formula's result as a value of the field: with its decimals, and as a percentage where it is one. */
export function fitted(field: FieldSchema, value: FormulaValue): unknown {
  if (field.type === 'BOOLEAN') return value === true;
  if (!(value instanceof Decimal)) return value === '' ? null : value;
  if (field.type === 'INTEGER') return Number(value.setScale(0, 'HALF_UP').unscaled());
  return (field.type === 'PERCENT' ? value.multiply(hundred) : value).setScale(field.scale, 'HALF_UP');
}
