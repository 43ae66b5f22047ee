/** What Apex sends is kept in the org, and can be read. */
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { loadAndCheck } from '../../src/org/load.ts';
import { OrgRuntime } from '../../src/org/runtime.ts';

const { input, checked, permissions } = loadAndCheck(join(import.meta.dirname, 'project'));
const org = new OrgRuntime({ compile: input, checked, permissions, coverage: false, file: null });
afterAll(() => org.close());

function run(source: string): string | null {
  const result = org.anonymous(source, org.administrator());
  return result.compileProblem ?? result.exceptionMessage;
}

const mail = `Messaging.SingleEmailMessage m = new Messaging.SingleEmailMessage();
  m.setToAddresses(new List<String>{ 'a@example.com', UserInfo.getUserId() });
  m.setCcAddresses(new List<String>{ 'c@example.com' });
  m.setBccSender(true);
  m.setSubject('Hello');
  m.setPlainTextBody('World');
  m.setSenderDisplayName('The Org');
  m.setReplyTo('reply@example.com');
  Messaging.EmailFileAttachment file = new Messaging.EmailFileAttachment();
  file.setFileName('a.txt');
  file.setBody(Blob.valueOf('text'));
  m.setFileAttachments(new List<Messaging.EmailFileAttachment>{ file });
  Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ m });`;

it('keeps mail with all that was said, once its transaction is committed', () => {
  expect(run(`${mail} Integer broken = 1 / 0;`)).toContain('Divide by 0');
  expect(org.outbox.all()).toEqual([]);
  expect(run(mail)).toBeNull();
  expect(org.outbox.all()).toMatchObject([
    {
      from: { name: 'The Org', address: 'admin@local.org' },
      replyTo: 'reply@example.com',
      to: ['a@example.com', 'admin@local.org'],
      cc: ['c@example.com'],
      bcc: ['admin@local.org'],
      subject: 'Hello',
      text: 'World',
      html: null,
      attachments: [{ name: 'a.txt', isInline: false, content: Buffer.from('text').toString('base64') }],
    },
  ]);
  expect(org.outbox.limits()).toEqual({ maximum: 5000, remaining: 4998 });
});

it('refuses more than the day allows', () => {
  org.transactions.write(() =>
    org.tables.run("INSERT INTO _mail (sent_at, user_id, external, content) VALUES (?, '', 4997, '{}')", Date.now()),
  );
  expect(run(mail)).toContain('SINGLE_EMAIL_LIMIT_EXCEEDED, Failed to send email: []');
  org.transactions.write(() => org.tables.run('DELETE FROM _mail'));
});

it('refuses templates by name', () => {
  expect(() =>
    run(
      "Messaging.SingleEmailMessage m = new Messaging.SingleEmailMessage(); m.setTemplateId('00X000000000001'); Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ m });",
    ),
  ).toThrow('not implemented: Messaging.SingleEmailMessage.setTemplateId');
});

it('keeps a notification for every active user behind its recipients', () => {
  const queue = `Group g = new Group(Name = 'Q', Type = 'Queue'); insert g;
    insert new GroupMember(GroupId = g.Id, UserOrGroupId = UserInfo.getUserId());`;
  expect(run(queue)).toBeNull();
  expect(
    run(`Id typeId = [SELECT Id FROM CustomNotificationType WHERE DeveloperName = 'Attention'].Id;
      Id queueId = [SELECT Id FROM Group WHERE Name = 'Q'].Id;
      new Messaging.CustomNotification(typeId, null, 'T'.repeat(300), 'Body', queueId, null)
        .send(new Set<String>{ queueId, UserInfo.getUserId() });`),
  ).toBeNull();
  const me = org.administrator().id;
  expect(org.notifications.all(me)).toMatchObject([
    { recipientId: me, senderId: me, type: 'Attention', title: 'T'.repeat(250), body: 'Body' },
  ]);
  expect(org.notifications.all('005000000000000AAA')).toEqual([]);
});
