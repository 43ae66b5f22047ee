/** System.EventBus. Source: Apex Reference Guide, EventBus Class (apex_class_System_EventBus). */
import type { ApexList, SObjectValue } from '../../runtime/index.ts';
import { ApexId, currentFrame, type DmlRowResult, type PublishResult } from '../../runtime/index.ts';
import { recordsOf } from '../../runtime/emitted/collections.ts';
import { checkedCallback } from '../EventBus/callbacks.ts';
import { RowResult } from '../Database/results.ts';
import { platformType } from '../declare.ts';
import { newList, required } from '../support.ts';

/** Published events have no id yet; the platform gives all of them this one. */
const placeholderId = 'e01xx0000000001AAA';

export const EventBusType = platformType({
  name: 'System.EventBus',
  kind: 'class',
  page: 'apex_class_System_EventBus',
  members: {
    'static Database.SaveResult publish(SObject event)': (event: SObjectValue | null) => publish([required(event)])[0],
    'static List<Database.SaveResult> publish(List<SObject> events)': (events: ApexList<SObjectValue> | null) =>
      newList('Database.SaveResult', publish(recordsOf(required(events)))),
    'static Database.SaveResult publish(SObject event, Object callback)': (
      event: SObjectValue | null,
      callback: object | null,
    ) => publish([required(event)], checkedCallback(callback))[0],
    'static List<Database.SaveResult> publish(List<SObject> events, Object callback)': (
      events: ApexList<SObjectValue> | null,
      callback: object | null,
    ) => newList('Database.SaveResult', publish(recordsOf(required(events)), checkedCallback(callback))),
    'static String getOperationId(Database.SaveResult result)': (result: RowResult | null) =>
      required(result) instanceof PublishSaveResult ? (result as PublishSaveResult).eventUuid : null,
  },
});

/** A SaveResult that knows the event's UUID. */
class PublishSaveResult extends RowResult {
  readonly eventUuid: string | null;

  constructor(row: DmlRowResult, eventUuid: string | null) {
    super('Database.SaveResult', row);
    this.eventUuid = eventUuid;
  }
}

function publish(events: readonly SObjectValue[], callback: object | null = null): RowResult[] {
  if (events.length === 0) return [];
  countStatement(events);
  return currentFrame().ports.platform.publish(events, callback).map(toResult);
}

/** Immediate events have a limit of their own; those published after the commit count as a DML statement. */
function countStatement(events: readonly SObjectValue[]): void {
  const { limits } = currentFrame();
  const isImmediate = events.every(({ object }) => object.publishBehavior === 'immediate');
  limits.consume(isImmediate ? 'publishImmediate' : 'dmlStatements');
}

function toResult({ success, eventUuid, errors }: PublishResult): RowResult {
  const id = success ? ApexId.of(placeholderId) : null;
  return new PublishSaveResult({ id, success, created: success, errors }, eventUuid);
}
