/** Functions of SOQL in SQL: dates, and aggregates. Source: SOQL and SOSL Reference, "Date Functions", "Aggregate Functions". */
import type { DatabaseSync } from 'node:sqlite';
import { notImplemented } from '../../runtime/exceptions.ts';
import { zoneOffset } from '../../runtime/values/time-zone.ts';
import { currentFrame } from '../../runtime/frame.ts';
import type { SelectItem } from '../../syntax/soql-ast.ts';
import { foldText } from '../record-store.ts';
import { throwQuery } from './errors.ts';
import type { Operand } from './kinds.ts';
import type { Source } from './source.ts';

type FunctionItem = Extract<SelectItem, { kind: 'function' }>;

export const aggregateNames: ReadonlySet<string> = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX']);

/** SQL of a part of a day, given SQL of the day as `YYYY-MM-DD`. */
const dayParts: Readonly<Record<string, (day: string) => string>> = {
  CALENDAR_YEAR: (day) => strftime('%Y', day),
  CALENDAR_MONTH: (day) => strftime('%m', day),
  CALENDAR_QUARTER: (day) => `((${strftime('%m', day)} + 2) / 3)`,
  FISCAL_YEAR: (day) => strftime('%Y', day),
  FISCAL_MONTH: (day) => strftime('%m', day),
  FISCAL_QUARTER: (day) => `((${strftime('%m', day)} + 2) / 3)`,
  DAY_IN_MONTH: (day) => strftime('%d', day),
  DAY_IN_WEEK: (day) => `(${strftime('%w', day)} + 1)`,
  DAY_IN_YEAR: (day) => strftime('%j', day),
  WEEK_IN_MONTH: (day) => `((${strftime('%d', day)} + 6) / 7)`,
  WEEK_IN_YEAR: (day) => `((${strftime('%j', day)} + 6) / 7)`,
};

function strftime(format: string, day: string): string {
  return `CAST(strftime('${format}', ${day}) AS INTEGER)`;
}

/** Functions that SQLite lacks; must be known to the connection before a query runs. */
export function registerFunctions(database: DatabaseSync): void {
  database.function('soql_local', { deterministic: false }, (ms) =>
    ms === null ? null : Number(ms) + zoneOffset(Number(ms), currentFrame().user.timeZone),
  );
  database.function('soql_words', { deterministic: true }, (text) => (text === null ? null : wordsOf(String(text))));
}

/** Words of a text between single spaces, folded: ` acme and sons `. */
export function wordsOf(text: string): string {
  const words = foldText(text).match(/[\p{L}\p{N}\p{M}_]+/gu) ?? [];
  return ` ${words.join(' ')} `;
}

/** A field, or a function of fields, as something to compare, sort and group by. */
export function operandOf(item: SelectItem, source: Source): Operand {
  if (item.kind === 'field') return source.operand(item.path);
  if (item.kind !== 'function') throw new Error(`a ${item.kind} cannot be compared`);
  return aggregateNames.has(item.name) ? aggregateOperand(item, source) : dateOperand(item, source);
}

function dateOperand(item: FunctionItem, source: Source): Operand {
  const part = dayParts[item.name];
  const known = part !== undefined || item.name === 'DAY_ONLY' || item.name === 'HOUR_IN_DAY';
  const [argument] = item.arguments;
  if (!known || argument === undefined) notImplemented(`${item.name}() in a query`);
  const day = dayOf(argument, source, item.name);
  const common = { field: null, scale: 0, name: `${item.name}(${day.name})` };
  if (item.name === 'HOUR_IN_DAY') {
    if (day.ms === null) throwQuery(`field '${day.name}' is not a date/time: HOUR_IN_DAY needs one`);
    const hour = `CAST(strftime('%H', ${day.ms} / 1000.0, 'unixepoch') AS INTEGER)`;
    return { ...common, sql: hour, compare: hour, kind: 'number' };
  }
  const text = part === undefined ? day.sql : part(day.sql);
  return { ...common, sql: text, compare: text, kind: part === undefined ? 'date' : 'number' };
}

/** SQL of the argument's day: of datetimes in UTC, or in the user's zone with convertTimezone. */
function dayOf(argument: SelectItem, source: Source, caller: string): { sql: string; ms: string | null; name: string } {
  const converted = argument.kind === 'function' && argument.name === 'CONVERTTIMEZONE';
  const inner = converted ? argument.arguments[0] : argument;
  if (inner?.kind !== 'field') notImplemented(`${caller}() of anything but a field`);
  const operand = source.operand(inner.path);
  if (operand.kind === 'date' && !converted) return { sql: operand.sql, ms: null, name: operand.name };
  if (operand.kind !== 'datetime') throwQuery(`field '${operand.name}' is not a date: ${caller} needs one`);
  const ms = converted ? `soql_local(${operand.sql})` : operand.sql;
  return { sql: `strftime('%Y-%m-%d', ${ms} / 1000.0, 'unixepoch')`, ms, name: operand.name };
}

/** COUNT(f), SUM(f) … for HAVING and ORDER BY. */
function aggregateOperand(item: FunctionItem, source: Source): Operand {
  const [argument] = item.arguments;
  const name = item.name;
  if (argument === undefined) return countOperand('COUNT(*)', name);
  const inner = operandOf(argument, source);
  if (name === 'COUNT') return countOperand(`COUNT(${inner.sql})`, name);
  if (name === 'COUNT_DISTINCT') return countOperand(`COUNT(DISTINCT ${inner.compare})`, name);
  if ((name === 'SUM' || name === 'AVG') && inner.kind !== 'number')
    throwQuery(`field ${inner.name} does not support aggregate operator ${name}`);
  if (inner.field?.type === 'CURRENCY' && source.statement.engine.currencies?.areSeveral === true)
    notImplemented(`${name}() of amounts in several currencies`);
  return {
    ...inner,
    sql: `${name}(${inner.sql})`,
    compare: `${name}(${inner.compare})`,
    name: `${name}(${inner.name})`,
  };
}

function countOperand(text: string, name: string): Operand {
  return { sql: text, compare: text, kind: 'number', scale: 0, field: null, name };
}
