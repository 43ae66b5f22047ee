/**
 * Results of DML: SaveResult, UpsertResult, DeleteResult, UndeleteResult, MergeResult, EmptyRecycleBinResult.
 * Source: Apex Reference Guide, Database Namespace (apex_methods_system_database_saveresult and its siblings).
 */
import type { ApexId } from '../../runtime/index.ts';
import { PlatformObject, textOf, type DmlRowResult } from '../../runtime/index.ts';
import { platformType, type PlatformTypeSpec } from '../declare.ts';
import { describeMembers } from '../properties.ts';
import { newList } from '../support.ts';
import { errorList } from './Error.ts';

export class RowResult extends PlatformObject {
  readonly row: DmlRowResult;
  /** MergeResult only. */
  readonly mergedIds: readonly ApexId[];

  constructor(type: string, row: DmlRowResult, mergedIds: readonly ApexId[] = []) {
    super(type);
    this.row = row;
    this.mergedIds = mergedIds;
  }

  override apexText(): string {
    const { id, success } = this.row;
    return `${this.$type.qualifiedName}[getErrors=${textOf(errorList(this.row.errors))};getId=${id?.value ?? 'null'};isSuccess=${success};]`;
  }
}

const common = describeMembers<RowResult>({
  'List<Database.Error> Errors': (self) => errorList(self.row.errors),
  'Id Id': (self) => self.row.id,
  'Boolean Success': (self) => self.row.success,
});

/** A class of results with the members that all of them have. */
export function rowResultType(name: string, page: string, more: PlatformTypeSpec['members'] = {}): PlatformTypeSpec {
  return platformType({ name, kind: 'class', page, members: { ...common, ...more } });
}

export const resultTypes: readonly PlatformTypeSpec[] = [
  rowResultType('Database.SaveResult', 'apex_methods_system_database_saveresult'),
  rowResultType('Database.DeleteResult', 'apex_methods_system_database_deleteresult'),
  rowResultType('Database.UndeleteResult', 'apex_methods_system_database_undeleteresult'),
  rowResultType('Database.EmptyRecycleBinResult', 'apex_class_Database_EmptyRecycleBinResult'),
  rowResultType(
    'Database.UpsertResult',
    'apex_methods_system_database_upsertresult',
    describeMembers<RowResult>({ 'Boolean Created': (self) => self.row.created }),
  ),
  rowResultType(
    'Database.MergeResult',
    'apex_methods_system_database_mergeresult',
    describeMembers<RowResult>({
      'List<String> MergedRecordIds': (self) =>
        newList(
          'String',
          self.mergedIds.map((id) => id.value),
        ),
      'List<String> UpdatedRelatedIds': () => newList('String'),
    }),
  ),
];
