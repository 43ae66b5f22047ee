/** A mail as the platform takes it over; what the local org cannot do with it is refused by name. */
import { notImplemented, throwApex, type ApexList, type EmailFacts } from '../../runtime/index.ts';
import { required } from '../support.ts';
import type { EmailAttachment, EmailMessage } from './SingleEmailMessage.ts';

/** @throws NotImplementedError for mails that need a template or the recipients' opt-out */
export function emailFacts(email: EmailMessage): EmailFacts {
  if (email.templateId !== null) notImplemented('Messaging.SingleEmailMessage.setTemplateId');
  if (email.treatBodiesAsTemplate === true) notImplemented('Messaging.SingleEmailMessage.setTreatBodiesAsTemplate');
  if (email.optOutPolicy !== null && email.optOutPolicy !== 'SEND')
    notImplemented(`Messaging.SingleEmailMessage.setOptOutPolicy('${email.optOutPolicy}')`);
  return {
    to: texts(email.toAddresses),
    cc: texts(email.ccAddresses),
    bcc: texts(email.bccAddresses),
    bccSender: email.bccSender === true,
    subject: email.subject,
    text: email.plainTextBody,
    html: email.htmlBody,
    replyTo: email.replyTo,
    senderName: email.senderDisplayName,
    orgWideAddressId: email.orgWideEmailAddressId?.value ?? null,
    targetId: email.targetObjectId?.value ?? null,
    toTarget: email.treatTargetObjectAsRecipient !== false,
    whatId: email.whatId?.value ?? null,
    saveAsActivity: email.saveAsActivity !== false,
    inReplyTo: email.inReplyTo,
    references: email.references,
    attachments: (email.fileAttachments?.items ?? []).map((attachment) => attachmentFacts(required(attachment))),
    fileIds: texts(email.entityAttachments),
  };
}

function attachmentFacts({ fileName, contentType, inline, body }: EmailAttachment): EmailFacts['attachments'][number] {
  if (fileName === null || body === null)
    throwApex('System.EmailException', 'An attachment of a mail needs a file name and a body');
  return { name: fileName, type: contentType, isInline: inline === true, bytes: body.bytes };
}

function texts(list: ApexList<string> | null): readonly string[] {
  return list?.items.map((text) => required(text)) ?? [];
}
