/** System.Messaging. Source: Apex Reference Guide, Messaging Class (apex_classes_email_outbound_messaging). */
import { currentFrame, type ApexList } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { SendEmailResultObject } from '../Messaging/results.ts';
import { newList, required } from '../support.ts';

export const MessagingType = platformType({
  name: 'System.Messaging',
  kind: 'class',
  page: 'apex_classes_email_outbound_messaging',
  members: {
    // Daily amounts are not limited here.
    'static void reserveMassEmailCapacity(Integer amountReserved)': () => undefined,
    'static void reserveSingleEmailCapacity(Integer amountReserved)': () => undefined,
    'static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> emails)': sendEmail,
    'static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> emails, Boolean allOrNothing)': sendEmail,
  },
  unimplemented: [
    'static List<Messaging.SendEmailResult> sendEmailMessage(List<Id> emailMessageIds)',
    'static Messaging.SingleEmailMessage renderStoredEmailTemplate(String templateId, String whoId, String whatId)',
  ],
});

function sendEmail(emails: ApexList<object> | null): ApexList<SendEmailResultObject> {
  const messages = required(emails).items.map(required);
  const { limits, ports } = currentFrame();
  limits.consume('emailInvocations');
  ports.platform.sendEmail(messages);
  return newList(
    'Messaging.SendEmailResult',
    messages.map(() => new SendEmailResultObject()),
  );
}
