/** Savepoints and batches of System.Database. Source: Apex Reference Guide, Database Class; Savepoint in "Transaction Control". */
import { PlatformObject, currentFrame, isInstance, throwApex } from '../../../runtime/index.ts';
import { platformType, type MemberImplementation } from '../../declare.ts';
import { apexType, required } from '../../support.ts';

/** Records that a batch's execute() gets when nothing else is asked for, and at most. */
const defaultScope = 200;
const maximumScope = 2000;

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
  'static Id executeBatch(Object batchClassObject)': (batch: object | null) => executeBatch(batch, defaultScope),
  'static Id executeBatch(Object batchClassObject, Integer scope)': executeBatch,
};

function executeBatch(batch: object | null, scope: number | null): unknown {
  const job = required(batch);
  const size = required(scope);
  if (!isInstance(job, apexType('Database.Batchable<Object>')) && !('finish$batchablecontext' in job))
    throwApex('System.TypeException', 'The object must implement Database.Batchable');
  if (size < 1) throwApex('System.IllegalArgumentException', `Invalid value for scope: ${size}`);
  return currentFrame().ports.platform.executeBatch(job, Math.min(size, maximumScope));
}
