/** System.Messaging. Source: Apex Reference Guide, Messaging Class (apex_classes_email_outbound_messaging). */
import { currentFrame, type ApexList } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { emailFacts } from '../Messaging/email-facts.ts';
import { SendEmailResultObject } from '../Messaging/results.ts';
import type { EmailMessage } from '../Messaging/SingleEmailMessage.ts';
import { newList, required } from '../support.ts';

export const MessagingType = platformType({
  name: 'System.Messaging',
  kind: 'class',
  page: 'apex_classes_email_outbound_messaging',
  members: {
    'static void reserveMassEmailCapacity(Integer amountReserved)': reserve,
    'static void reserveSingleEmailCapacity(Integer amountReserved)': reserve,
    'static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> emails)': sendEmail,
    'static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> emails, Boolean allOrNothing)': sendEmail,
  },
  unimplemented: [
    'static List<Messaging.SendEmailResult> sendEmailMessage(List<Id> emailMessageIds)',
    'static Messaging.SingleEmailMessage renderStoredEmailTemplate(String templateId, String whoId, String whatId)',
  ],
});

function reserve(amount: number | null): void {
  currentFrame().ports.platform.reserveEmails(required(amount));
}

function sendEmail(
  emails: ApexList<EmailMessage | null> | null,
  allOrNothing: boolean | null = true,
): ApexList<SendEmailResultObject> {
  const messages = required(emails).items.map((email) => emailFacts(required(email)));
  const { limits, ports } = currentFrame();
  limits.consume('emailInvocations');
  const results = ports.platform.sendEmail(messages, required(allOrNothing));
  return newList(
    'Messaging.SendEmailResult',
    results.map((result) => new SendEmailResultObject(result)),
  );
}
