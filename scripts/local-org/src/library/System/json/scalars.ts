/** JSON values as Apex primitives. Texts stand for values of every kind that they can be read as. */
import { ApexBlob, ApexDate, ApexDatetime, ApexId, ApexTime, Decimal, throwApex } from '../../../runtime/index.ts';
import type { JsonNode } from './tree.ts';

/** A value as messages show it. */
export function describeNode(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return 'an object';
    case 'array':
      return 'an array';
    case 'string':
    case 'number':
      return node.text;
    case 'boolean':
      return String(node.value);
    case 'null':
      return 'null';
  }
}

/**
 * @param name simple name of the primitive type
 * @throws System.JSONException "Illegal value for primitive: x"
 */
export function primitiveOf(node: JsonNode, name: string): unknown {
  if (node.kind === 'object' || node.kind === 'array' || name === 'Object') return unsupported(node, name);
  const text = describeNode(node);
  switch (name) {
    case 'String':
      return text;
    case 'Boolean':
      return booleanOf(text);
    case 'Integer':
      return Number(wholeOf(text, 32));
    case 'Long':
      return wholeOf(text, 64);
    case 'Double':
      return isNumber(text) ? Number(text) : illegal(text);
    case 'Decimal':
      return isNumber(text) ? Decimal.parse(text) : illegal(text);
    default:
      return node.kind === 'string' ? textualOf(text, name) : illegal(text);
  }
}

function textualOf(text: string, name: string): unknown {
  switch (name) {
    case 'Id':
      return ApexId.of(text);
    case 'Date':
      return dateOf(text);
    case 'Datetime':
      return datetimeOf(text);
    case 'Time':
      return timeOf(text);
    case 'Blob':
      return new ApexBlob(new Uint8Array(Buffer.from(text, 'base64')));
    default:
      return throwApex('System.JSONException', `Apex Type unsupported in JSON: ${name}`);
  }
}

function unsupported(node: JsonNode, name: string): never {
  if (name === 'Object') throwApex('System.JSONException', 'Apex Type unsupported in JSON: Object');
  return illegal(describeNode(node));
}

function illegal(text: string): never {
  return throwApex('System.JSONException', `Illegal value for primitive: ${text}`);
}

function booleanOf(text: string): boolean {
  if (text.toLowerCase() === 'true') return true;
  return text.toLowerCase() === 'false' ? false : illegal(text);
}

function isNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text);
}

/** Whole numbers written with a point (`5.0`) are taken, others not. */
function wholeOf(text: string, bits: 32 | 64): bigint {
  if (!isNumber(text)) return illegal(text);
  const decimal = Decimal.parse(text);
  const value = decimal.toBigInt();
  if (!decimal.equals(Decimal.fromInteger(value))) return illegal(text);
  if (value !== BigInt.asIntN(bits, value))
    throwApex('System.JSONException', `Numeric value (${text}) out of range of ${bits === 32 ? 'int' : 'long'}`);
  return value;
}

export function dateOf(text: string): ApexDate {
  const day = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(text)?.[1];
  return day === undefined ? illegal(text) : reading(text, () => ApexDate.parseIso(day));
}

/** ISO 8601 with any offset; without one it is UTC. */
export function datetimeOf(text: string): ApexDatetime {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(text);
  if (match === null) return illegal(text);
  const [, day, time = '00:00:00', zone = 'Z'] = match;
  return reading(text, () => ApexDatetime.parseIso(`${day}T${time}${zone}`));
}

export function timeOf(text: string): ApexTime {
  const match = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?Z?$/.exec(text);
  if (match === null) return illegal(text);
  const [, hour, minute, second = '0', fraction = '0'] = match;
  return ApexTime.of(Number(hour), Number(minute), Number(second), Number(fraction.padEnd(3, '0')));
}

/** Turns a day that does not exist into the parser's own complaint. */
function reading<T>(text: string, read: () => T): T {
  try {
    return read();
  } catch {
    return illegal(text);
  }
}
