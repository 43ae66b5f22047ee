/** Copies of records, as SObject.clone and deepClone make them. Source: Apex Reference Guide, SObject Class. */
import type { SObjectValue } from '../runtime/index.ts';
import { ApexList } from '../runtime/index.ts';

export interface CloneOptions {
  readonly preserveId: boolean;
  /** CreatedDate, CreatedById, LastModifiedDate, LastModifiedById. */
  readonly preserveTimestamps: boolean;
  readonly preserveAutonumber: boolean;
  /** Parents and child lists are copied too instead of shared. */
  readonly deep: boolean;
}

const auditFields = ['createddate', 'createdbyid', 'lastmodifieddate', 'lastmodifiedbyid'];
const neverCopied = ['systemmodstamp', 'isdeleted'];

export function cloneRecord(record: SObjectValue, options: CloneOptions): SObjectValue {
  const copy = record.clone();
  copy.cloneSource = record.id;
  if (!options.preserveId) copy.removeField('id');
  if (!options.preserveTimestamps) for (const field of [...auditFields, ...neverCopied]) copy.removeField(field);
  if (!options.preserveAutonumber) removeAutonumbers(copy);
  if (options.deep) copyRelationships(record, copy, options);
  return copy;
}

function removeAutonumbers(record: SObjectValue): void {
  for (const [name, field] of record.object.fields) {
    if (field.autoNumber !== null) record.removeField(name);
  }
}

function copyRelationships(record: SObjectValue, copy: SObjectValue, options: CloneOptions): void {
  const whole = { ...options, preserveId: true };
  for (const [name, parent] of record.parents())
    copy.setParent(name, parent === null ? null : cloneRecord(parent, whole));
  for (const [name, children] of record.childLists()) {
    copy.setChildren(
      name,
      new ApexList(
        children.type,
        children.items.map((child) => cloneRecord(child, whole)),
      ),
    );
  }
}
