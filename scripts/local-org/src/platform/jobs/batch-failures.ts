/**
 * What a failed batch tells, where its class implements Database.RaisesPlatformEvents.
 * Source: Platform Events Developer Guide, BatchApexErrorEvent.
 */
import { ApexException, SObjectValue, qualifiedTypeName } from '../../runtime/index.ts';
import type { OrgSchema } from '../../schema/model.ts';

export type BatchPhase = 'start' | 'execute' | 'finish';

export interface BatchFailure {
  readonly jobId: string;
  readonly phase: BatchPhase;
  readonly error: unknown;
  /** What execute() was given: ids of records, or the printed items. */
  readonly scope: string;
  readonly requestId: string;
}

/** @throws Error when the schema has no BatchApexErrorEvent */
export function failureEvent(failure: BatchFailure, schema: OrgSchema): SObjectValue {
  const object = schema.object('BatchApexErrorEvent', null);
  if (object === undefined) throw new Error('the schema has no object BatchApexErrorEvent');
  const event = new SObjectValue(object);
  const set = (name: string, value: string): void => {
    event.setField(name.toLowerCase(), value.slice(0, object.field(name)?.length));
  };
  const { error } = failure;
  const isApex = error instanceof ApexException;
  set('AsyncApexJobId', failure.jobId);
  // Errors of the platform itself are UnexpectedExceptions.
  set('ExceptionType', isApex ? qualifiedTypeName(error.$type) : 'System.UnexpectedException');
  set('Message', error instanceof Error ? error.message : String(error));
  set('StackTrace', isApex ? error.stackTraceString : '');
  set('Phase', failure.phase.toUpperCase());
  set('JobScope', failure.scope);
  set('RequestId', failure.requestId);
  event.setField('doesexceedjobscopemaxlength', failure.scope.length > (object.field('JobScope')?.length ?? 0));
  return event;
}
