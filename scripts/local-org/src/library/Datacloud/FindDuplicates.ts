/**
 * Datacloud.FindDuplicates, FindDuplicatesByIds and FindDuplicatesResult. Source: Apex Reference Guide,
 * apex_class_Datacloud_FindDuplicates, apex_class_Datacloud_FindDuplicatesByIds, apex_class_Datacloud_FindDuplicatesResult.
 */
import type { ApexId, ApexList, DuplicateFacts } from '../../runtime/index.ts';
import { PlatformObject, SObjectValue, currentFrame, throwApex } from '../../runtime/index.ts';
import { dataOptions } from '../access.ts';
import { platformType } from '../declare.ts';
import { describeMembers } from '../properties.ts';
import { objectOfId } from '../Schema/tokens.ts';
import { newList, required } from '../support.ts';
import { DuplicateResultObject } from './results.ts';

class FindDuplicatesResultObject extends PlatformObject {
  readonly found: readonly DuplicateFacts[];

  constructor(found: readonly DuplicateFacts[]) {
    super('Datacloud.FindDuplicatesResult');
    this.found = found;
  }
}

function find(records: readonly SObjectValue[]): ApexList<FindDuplicatesResultObject> {
  if (new Set(records.map(({ object }) => object)).size > 1)
    throwApex('System.HandledException', 'Configuration error: All records must be of the same type.');
  // The rules decide whose records are compared; the class decides whether sharing counts at all.
  const found = currentFrame().ports.data.findDuplicates(records, dataOptions('system'));
  return newList(
    'Datacloud.FindDuplicatesResult',
    found.map((facts) => new FindDuplicatesResultObject(facts)),
  );
}

function recordOf(id: ApexId): SObjectValue {
  const object = objectOfId(id) ?? throwApex('System.SObjectException', `Cannot locate Apex Type for ID: ${id.value}`);
  const record = new SObjectValue(object);
  record.id = id;
  return record;
}

export const findTypes = [
  platformType({
    name: 'Datacloud.FindDuplicates',
    kind: 'class',
    page: 'apex_class_Datacloud_FindDuplicates',
    members: {
      'static List<Datacloud.FindDuplicatesResult> findDuplicates(List<SObject> sObjects)': (
        records: ApexList<SObjectValue | null> | null,
      ) => find(required(records).items.map((record) => required(record))),
    },
  }),
  platformType({
    name: 'Datacloud.FindDuplicatesByIds',
    kind: 'class',
    page: 'apex_class_Datacloud_FindDuplicatesByIds',
    members: {
      'static List<Datacloud.FindDuplicatesResult> findDuplicatesByIds(List<Id> ids)': (
        ids: ApexList<ApexId | null> | null,
      ) => find(required(ids).items.map((id) => recordOf(required(id)))),
    },
  }),
  platformType({
    name: 'Datacloud.FindDuplicatesResult',
    kind: 'class',
    page: 'apex_class_Datacloud_FindDuplicatesResult',
    members: describeMembers<FindDuplicatesResultObject>({
      'List<Datacloud.DuplicateResult> DuplicateResults': (self) =>
        newList(
          'Datacloud.DuplicateResult',
          self.found.map((facts) => new DuplicateResultObject(facts)),
        ),
      'List<Database.Error> Errors': () => newList('Database.Error'),
      'Boolean Success': () => true,
    }),
  }),
];
