/** Values as written in a query → Apex values, checked against what they are compared with. */
import { notImplemented } from '../../runtime/exceptions.ts';
import { ApexDate } from '../../runtime/values/date.ts';
import { ApexDatetime } from '../../runtime/values/datetime.ts';
import { Decimal } from '../../runtime/values/decimal.ts';
import type { SoqlValue } from '../../syntax/soql-ast.ts';
import { throwQuery } from './errors.ts';
import type { Operand, ValueKind } from './kinds.ts';

/** Literals of one value. */
export type Literal = Extract<SoqlValue, { kind: 'null' | 'boolean' | 'string' | 'number' | 'date' | 'datetime' }>;

export function isLiteral(value: SoqlValue): value is Literal {
  return ['null', 'boolean', 'string', 'number', 'date', 'datetime'].includes(value.kind);
}

/** Kinds that each sort of literal may be compared with. */
const fitting: Readonly<Record<Exclude<Literal['kind'], 'null'>, readonly ValueKind[]>> = {
  boolean: ['boolean'],
  string: ['text', 'multipicklist', 'id'],
  number: ['number'],
  date: ['date'],
  datetime: ['datetime'],
};

/** How messages call the kinds. */
const kindNames: Readonly<Record<ValueKind, string>> = {
  id: 'id',
  text: 'string',
  multipicklist: 'string',
  boolean: 'boolean',
  number: 'double',
  date: 'date',
  datetime: 'dateTime',
  time: 'time',
  other: 'base64',
};

/** @throws System.QueryException when a literal of that kind cannot be compared with the operand */
export function literalValue(literal: Literal, operand: Operand): unknown {
  if (literal.kind === 'null') return null;
  if (!fitting[literal.kind].includes(operand.kind)) wrongLiteral(operand);
  switch (literal.kind) {
    case 'boolean':
    case 'string':
      return literal.value;
    case 'number':
      if (literal.currency !== null) notImplemented('amounts with a currency code in a query');
      return Decimal.parse(literal.text);
    case 'date':
      return ApexDate.parseIso(literal.text);
    case 'datetime':
      return ApexDatetime.parseIso(literal.text);
  }
}

export function wrongLiteral(operand: Operand): never {
  const inQuotes = operand.kind === 'text' || operand.kind === 'multipicklist' || operand.kind === 'id';
  throwQuery(
    `value of filter criterion for field '${operand.name}' must be of type ${kindNames[operand.kind]} and should ` +
      `${inQuotes ? '' : 'not '}be enclosed in quotes`,
  );
}
