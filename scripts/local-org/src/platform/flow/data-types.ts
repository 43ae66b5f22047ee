/** Data types of flows as Apex types, and the conversions flows make by themselves. Source: Salesforce Help, "Flow Resource: Variable". */
import { converted, decimalOf, unfit } from '../../library/Invocable/values.ts';
import { formatDate, formatDatetime } from '../../library/System/calendar/locale.ts';
import { apexType, listTypeOf } from '../../library/support.ts';
import {
  ApexDate,
  ApexDatetime,
  ApexId,
  ApexList,
  Decimal,
  EnumValue,
  SObjectValue,
  currentFrame,
  isTypedObject,
  notImplemented,
  sobjectType,
} from '../../runtime/index.ts';
import type { FlowDataType } from '../../schema/flows/model.ts';
import type { Type } from '../../types/symbols.ts';
import { doesNotFit } from './fault.ts';

const plain: Readonly<Record<string, string>> = {
  String: 'String',
  Picklist: 'String',
  Multipicklist: 'String',
  Number: 'Decimal',
  Currency: 'Decimal',
  Boolean: 'Boolean',
  Date: 'Date',
  DateTime: 'Datetime',
  Time: 'Time',
};

/** The Apex type of a variable's values. */
export function apexTypeOf(type: FlowDataType): Type {
  const element = elementTypeOf(type);
  return type.isCollection ? listTypeOf(element) : element;
}

export function elementTypeOf(type: FlowDataType): Type {
  const name = plain[type.name];
  if (name !== undefined) return apexType(name);
  if (type.name === 'SObject') return recordTypeOf(type.object ?? '');
  return type.name === 'Apex' ? classOf(type.apexClass ?? '') : notImplemented(`flow data type ${type.name}`);
}

/** The type of an object's records. */
export function recordTypeOf(name: string): Type {
  const { schema, org } = currentFrame().ports;
  const object = schema.object(name, org.namespace);
  if (object === undefined) throw new Error(`a flow names the object ${name}, which the org does not have`);
  return sobjectType(object.name);
}

/** Metadata writes inner classes as Outer$Inner. */
function classOf(name: string): Type {
  const found = currentFrame().ports.program.findType(name.replaceAll('$', '.'), null);
  if (found === null) throw new Error(`a flow names the class ${name}, which the org does not have`);
  return found;
}

/**
 * A value as one of a flow's data type. Flows take values, not references: records and collections are copied.
 * @throws FlowFault when it does not fit
 */
export function fitted(value: unknown, type: FlowDataType, name: string): unknown {
  const copy = copied(value);
  if (!type.isCollection) return fittedItem(copy, type, name);
  if (copy === null) return null;
  const items = copy instanceof ApexList ? copy.items : [copy];
  return new ApexList(
    apexTypeOf(type),
    items.map((item) => fittedItem(item, type, name)),
  );
}

/** The same for one item of a collection. */
export function fittedItem(value: unknown, type: FlowDataType, name: string): unknown {
  const result = converted(likely(value, type), elementTypeOf(type));
  if (result === unfit) throw doesNotFit(name, type.name);
  return result instanceof Decimal && type.scale !== null ? result.setScale(type.scale, 'HALF_UP') : result;
}

/** Anything may be text, and times are cut to dates. */
function likely(value: unknown, type: FlowDataType): unknown {
  if (plain[type.name] === 'String' && value !== null && !(value instanceof SObjectValue)) return textOf(value);
  if (type.name === 'Date' && value instanceof ApexDatetime)
    return ApexDate.today(currentFrame().user.timeZone, value.ms);
  return value;
}

/** How flows write a value into a text. */
export function textOf(value: unknown): string {
  if (value === null) return '';
  if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  const number = decimalOf(value);
  if (number !== null) return number.stripTrailingZeros().toPlainString();
  if (value instanceof ApexId) return value.value;
  if (value instanceof ApexDate) return formatDate(value);
  if (value instanceof ApexDatetime) return formatDatetime(value);
  if (value instanceof EnumValue) return value.name;
  if (value instanceof ApexList) return `[${value.items.map(textOf).join(', ')}]`;
  return notImplemented(`a flow's text of a ${nameOf(value)}`);
}

function nameOf(value: unknown): string {
  if (value instanceof SObjectValue) return value.object.name;
  return isTypedObject(value) ? value.$type.qualifiedName : typeof value;
}

export function copied(value: unknown): unknown {
  if (value instanceof SObjectValue) return value.clone();
  if (value instanceof ApexList) return new ApexList(value.type, value.items.map(copied));
  return value ?? null;
}
