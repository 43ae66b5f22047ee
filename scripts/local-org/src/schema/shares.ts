/** Share objects: who a record is shared with beyond owner and roles. Source: Object Reference, "CustomObject__Share". */
import { makeField } from './build.ts';
import type { ObjectParts } from './build.ts';
import type { FieldSchema, PicklistValue } from './model.ts';
import { systemFields } from './standard-format.ts';

/** Prefix of all shares of custom objects. */
const keyPrefix = '02c';

/** Objects that are not open to everybody, and do not follow a master. */
export function hasShares(object: ObjectParts): boolean {
  return object.kind === 'custom' && (object.sharingModel === 'Private' || object.sharingModel === 'Read');
}

/** `Project__c` → `Project__Share`. */
export function shareName(object: string): string {
  return object.replace(/__c$/, '__Share');
}

export function shareObject(of: ObjectParts): ObjectParts {
  const label = `Share: ${of.label ?? of.name}`;
  const fields: FieldSchema[] = [
    ...systemFields(new Set(['noOwner'])).filter((field) =>
      ['Id', 'LastModifiedDate', 'LastModifiedById', 'IsDeleted'].includes(field.name),
    ),
    reference('ParentId', [of.name], 'Parent', true),
    makeField({
      name: 'AccessLevel',
      label: 'Access Level',
      type: 'PICKLIST',
      length: 40,
      required: true,
      restrictedPicklist: true,
      picklist: ['Read', 'Edit', 'All'].map(value),
    }),
    reference('UserOrGroupId', ['User', 'Group'], 'UserOrGroup', false),
    makeField({
      name: 'RowCause',
      label: 'Row Cause',
      type: 'PICKLIST',
      length: 40,
      updateable: false,
      defaultedOnCreate: true,
      defaultFormula: '"Manual"',
      picklist: ['Owner', 'Manual', 'Rule'].map(value),
    }),
  ];
  return {
    name: shareName(of.name),
    localName: shareName(of.localName ?? of.name),
    namespace: of.namespace ?? null,
    keyPrefix,
    kind: 'share',
    custom: true,
    label,
    pluralLabel: label,
    triggerable: false,
    fields: new Map(fields.map((field) => [field.name.toLowerCase(), field])),
  };
}

function reference(
  name: string,
  referenceTo: readonly string[],
  relationshipName: string,
  cascade: boolean,
): FieldSchema {
  return makeField({
    name,
    type: 'REFERENCE',
    label: name,
    referenceTo,
    relationshipName,
    required: true,
    updateable: false,
    onDelete: cascade ? 'cascade' : 'setNull',
  });
}

function value(text: string): PicklistValue {
  return { value: text, label: text, active: true, isDefault: false };
}
