/** Which objects and fields rights are granted for, and what everybody has. Source: Salesforce Help, "Object Permissions" and "Field-Level Security". */
import type { FieldAccess, ObjectAccess } from '../../runtime/ports.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';

export const noAccess: ObjectAccess = {
  create: false,
  read: false,
  edit: false,
  delete: false,
  viewAll: false,
  modifyAll: false,
};
export const fullAccess: ObjectAccess = {
  create: true,
  read: true,
  edit: true,
  delete: true,
  viewAll: true,
  modifyAll: true,
};
const readOnly: ObjectAccess = { ...noAccess, read: true, viewAll: true };
const withRecords: ObjectAccess = { ...fullAccess, viewAll: false, modifyAll: false };

/** Objects that follow other rights: files and activities those of what they are attached to. */
const open: ReadonlySet<string> = new Set([
  'ContentVersion',
  'ContentDocument',
  'ContentDocumentLink',
  'Attachment',
  'Note',
  'Task',
  'Event',
]);
/** Objects that everybody may read and nobody writes by DML. */
const readable: ReadonlySet<string> = new Set([
  'OpportunityStage',
  'AsyncApexJob',
  'CronTrigger',
  'CronJobDetail',
  'EventBusSubscriber',
  'ContentWorkspace',
  'CurrencyType',
]);

/** What every user has on an object; null where it is granted. */
export function commonAccess(object: ObjectSchema): ObjectAccess | null {
  if (open.has(object.name)) return withRecords;
  if (object.setup || readable.has(object.name)) return readOnly;
  return object.kind === 'metadata' || object.kind === 'setting' ? readOnly : null;
}

const system: ReadonlySet<string> = new Set([
  'id',
  'isdeleted',
  'createddate',
  'createdbyid',
  'lastmodifieddate',
  'lastmodifiedbyid',
  'systemmodstamp',
  'ownerid',
  'recordtypeid',
  'currencyisocode',
  'replayid',
  'eventuuid',
]);

/** Fields that field-level security governs: not those that a record cannot be without. */
export function isPermissionable(field: FieldSchema, object: ObjectSchema): boolean {
  if (commonAccess(object) !== null || object.kind === 'event') return false;
  return !system.has(field.name.toLowerCase()) && !field.required && !field.nameField && !field.masterDetail;
}

/** What may be done with a field that is not governed. */
export function ungoverned(): FieldAccess {
  return { read: true, edit: true };
}
