/**
 * System.Database. Source: Apex Reference Guide, Database Class (apex_methods_system_database).
 * The members are kept by theme in `System/database`.
 */
import { platformType } from '../declare.ts';
import { databaseMembers } from './database/members.ts';

export const DatabaseType = platformType({
  name: 'System.Database',
  kind: 'class',
  page: 'apex_methods_system_database',
  members: databaseMembers,
  capturesScope: ['query', 'countQuery', 'getQueryLocator'],
  takesQuery: ['getQueryLocator'],
  unimplemented: [
    'static List<Database.DeleteResult> deleteImmediate(List<SObject> sobjects)',
    'static Database.DeleteResult deleteImmediate(SObject sobjects)',
    'static List<Database.SaveResult> insertImmediate(List<SObject> sobjects)',
    'static Database.SaveResult insertImmediate(SObject sobjects)',
    'static List<Database.SaveResult> updateImmediate(List<SObject> sobjects)',
    'static Database.SaveResult updateImmediate(SObject sobjects)',
    'static List<Database.EmptyRecycleBinResult> emptyRecycleBin(List<SObject> listOfSObjects)',
    'static List<Database.EmptyRecycleBinResult> emptyRecycleBin(List<Id> recordIds)',
    'static Database.EmptyRecycleBinResult emptyRecycleBin(SObject obj)',
  ],
});
