/** Records from JSON: fields, parents and child lists, as JSON.serialize writes them. */
import { ApexList, SObjectValue, currentFrame, sobjectType, throwApex } from '../../../runtime/index.ts';
import type { ObjectSchema } from '../../../schema/model.ts';
import type { Type } from '../../../types/symbols.ts';
import { apexType, listTypeOf } from '../../support.ts';
import { apexTypeOfField } from '../record-values.ts';
import { describeNode } from './scalars.ts';
import type { JsonNode } from './tree.ts';

type ReadValue = (node: JsonNode, type: Type) => unknown;
type ObjectNode = Extract<JsonNode, { kind: 'object' }>;

/**
 * @param declared the wanted object; null for SObject, whose object the attributes tell
 * @throws System.JSONException for names that the object does not have
 */
export function readRecord(node: JsonNode, declared: ObjectSchema | null, read: ReadValue): SObjectValue {
  if (node.kind !== 'object')
    throwApex(
      'System.JSONException',
      `Malformed JSON: Expected '{' at the beginning of object, found ${describeNode(node)}`,
    );
  const object = objectOf(node, declared);
  const record = new SObjectValue(object);
  for (const [name, member] of node.members) {
    if (name !== 'attributes') readMember(record, name, member, read);
  }
  return record;
}

function objectOf(node: ObjectNode, declared: ObjectSchema | null): ObjectSchema {
  const named = memberOf(memberOf(node, 'attributes'), 'type');
  if (named?.kind !== 'string') {
    return declared ?? throwApex('System.JSONException', 'SObject without attributes: its type is not known');
  }
  const { schema, org } = currentFrame().ports;
  const object = schema.object(named.text, org.namespace);
  if (object === undefined) return throwApex('System.JSONException', `No such SObject type: ${named.text}`);
  if (declared !== null && declared !== object)
    throwApex('System.JSONException', `Illegal assignment from ${object.name} to ${declared.name}`);
  return object;
}

function memberOf(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return node?.kind === 'object' ? node.members.find(([candidate]) => candidate === name)?.[1] : undefined;
}

function readMember(record: SObjectValue, name: string, node: JsonNode, read: ReadValue): void {
  const { object } = record;
  const field = object.field(name);
  if (field !== undefined) {
    const type = apexTypeOfField[field.type];
    record.setField(field.name.toLowerCase(), node.kind === 'null' ? null : read(node, apexType(type)));
    return;
  }
  const parent = object.parent(name);
  if (parent !== undefined) {
    const target =
      parent.referenceTo.length === 1 ? currentFrame().ports.schema.object(parent.referenceTo[0]!) : undefined;
    const value = node.kind === 'null' ? null : readRecord(node, target ?? null, read);
    record.setParent((parent.relationshipName ?? name).toLowerCase(), value);
    return;
  }
  const children = object.children(name);
  if (children === undefined)
    throwApex('System.JSONException', `No such column '${name}' on sobject of type ${object.name}`);
  const rows = node.kind === 'array' ? node : memberOf(node, 'records');
  const childObject = currentFrame().ports.schema.object(children.childObject) ?? null;
  const records = rows?.kind === 'array' ? rows.items.map((row) => readRecord(row, childObject, read)) : [];
  const list = new ApexList(listTypeOf(sobjectType(children.childObject)), records);
  record.setChildren((children.relationshipName ?? name).toLowerCase(), list);
}
