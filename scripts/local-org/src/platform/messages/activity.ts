/** The completed task that a mail leaves behind. Source: Apex Reference Guide, SingleEmailMessage Class, setSaveAsActivity. */
import { currentFrame } from '../../runtime/frame.ts';
import type { EmailFacts } from '../../runtime/ports.ts';
import { ApexId, SObjectValue } from '../../runtime/index.ts';
import { throwDmlException } from '../../runtime/dml-errors.ts';
import { recipientObject } from './recipients.ts';

/** Mails to a contact or lead, or about a record, are saved unless they say otherwise. Counts as no DML. */
export function saveActivity(email: EmailFacts): void {
  const { ports, limits } = currentFrame();
  const { targetId, whatId } = email;
  const who = targetId !== null && recipientObject(targetId) !== 'User' ? targetId : null;
  const object = ports.schema.object('Task', null);
  if (!email.saveAsActivity || (who === null && whatId === null) || object === undefined) return;
  const task = new SObjectValue(object);
  const fields: Readonly<Record<string, unknown>> = {
    subject: `Email: ${email.subject ?? ''}`,
    description: email.text ?? '',
    status: 'Completed',
    whoid: who === null ? null : ApexId.of(who),
    whatid: whatId === null ? null : ApexId.of(whatId),
  };
  for (const [name, value] of Object.entries(fields)) task.setField(name, value);
  const { dmlStatements, dmlRows } = limits.used;
  const results = ports.data.save([task], {
    operation: 'insert',
    access: 'system',
    sharing: false,
    allOrNone: true,
    namespace: ports.org.namespace,
    externalId: null,
  });
  Object.assign(limits.used, { dmlStatements, dmlRows });
  throwDmlException('insert', results);
}
