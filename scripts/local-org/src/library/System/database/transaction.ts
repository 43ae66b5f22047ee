/** Savepoints and batches of System.Database. Source: Apex Reference Guide, Database Class; Savepoint in "Transaction Control". */
import { PlatformObject, currentFrame } from '../../../runtime/index.ts';
import { platformType, type MemberImplementation } from '../../declare.ts';
import { required } from '../../support.ts';
import { executeBatch } from '../async/batch.ts';

export class SavepointObject extends PlatformObject {
  readonly name: string;

  constructor(name: string) {
    super('System.Savepoint');
    this.name = name;
  }
}

export const SavepointType = platformType({
  name: 'System.Savepoint',
  kind: 'class',
  page: 'langCon_apex_transaction_control',
});

export const transactionMembers: Record<string, MemberImplementation> = {
  'static System.Savepoint setSavepoint()': () => new SavepointObject(currentFrame().ports.data.setSavepoint()),
  'static void rollback(System.Savepoint databaseSavepoint)': (savepoint: SavepointObject | null) =>
    currentFrame().ports.data.rollbackTo(required(savepoint).name),
  'static void releaseSavepoint(System.Savepoint databaseSavepoint)': (savepoint: SavepointObject | null) =>
    currentFrame().ports.data.releaseSavepoint(required(savepoint).name),
  'static Id executeBatch(Object batchClassObject)': (batch: object | null) => executeBatch(batch),
  'static Id executeBatch(Object batchClassObject, Integer scope)': executeBatch,
};
