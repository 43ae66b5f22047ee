/**
 * Tokens of objects and fields: Schema.SObjectType and Schema.SObjectField. One instance per object or field of a schema, so that
 * comparing tokens is comparing identities. Source: Apex Developer Guide, Understanding Apex Describe Information.
 */
import type { SObjectValue } from '../../runtime/index.ts';
import { ApexId, PlatformObject, currentFrame, throwApex } from '../../runtime/index.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';

export class SObjectTypeToken extends PlatformObject {
  readonly object: ObjectSchema;

  constructor(object: ObjectSchema) {
    super('Schema.SObjectType');
    this.object = object;
  }

  override apexText(): string {
    return this.object.name;
  }
}

export class SObjectFieldToken extends PlatformObject {
  readonly object: ObjectSchema;
  readonly field: FieldSchema;

  constructor(object: ObjectSchema, field: FieldSchema) {
    super('Schema.SObjectField');
    this.object = object;
    this.field = field;
  }

  override apexText(): string {
    return this.field.name;
  }
}

const typeTokens = new WeakMap<ObjectSchema, SObjectTypeToken>();
const fieldTokens = new WeakMap<ObjectSchema, Map<FieldSchema, SObjectFieldToken>>();

/** `Account.SObjectType`. */
export function sobjectTypeToken(object: ObjectSchema): SObjectTypeToken {
  let token = typeTokens.get(object);
  if (token === undefined) typeTokens.set(object, (token = new SObjectTypeToken(object)));
  return token;
}

/** `Account.Name` as a token. */
export function sobjectFieldToken(object: ObjectSchema, field: FieldSchema): SObjectFieldToken {
  let ofObject = fieldTokens.get(object);
  if (ofObject === undefined) fieldTokens.set(object, (ofObject = new Map<FieldSchema, SObjectFieldToken>()));
  let token = ofObject.get(field);
  if (token === undefined) ofObject.set(field, (token = new SObjectFieldToken(object, field)));
  return token;
}

/** The object of a record id; null when no object has its prefix. */
export function objectOfId(id: ApexId): ObjectSchema | null {
  return currentFrame().ports.schema.byKeyPrefix(id.keyPrefix()) ?? null;
}

/** A field token from the id of a record and an API name, as DmlException knows its fields. Null when the id is not known. */
export function fieldTokenByName(id: string | null, name: string): SObjectFieldToken | null {
  const object = id === null ? null : objectOfId(ApexId.of(id));
  const field = object?.field(name);
  return object === null || field === undefined ? null : sobjectFieldToken(object, field);
}

/** The field schema that a name or a token stands for on a record. */
export function fieldOf(record: SObjectValue, field: string | SObjectFieldToken): FieldSchema {
  if (field instanceof SObjectFieldToken) {
    if (field.object !== record.object && record.object.fields.get(field.field.name.toLowerCase()) === undefined) {
      throwApex('System.SObjectException', `${field.field.name} does not belong to SObject type ${record.object.name}`);
    }
    return field.field;
  }
  return (
    record.object.field(field) ??
    throwApex('System.SObjectException', `Invalid field ${field} for ${record.object.name}`)
  );
}
