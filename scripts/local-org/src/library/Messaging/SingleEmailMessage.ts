/** Messaging.SingleEmailMessage and attachments. Source: Apex Reference Guide (apex_classes_email_outbound_single). */
import type { ApexBlob, ApexId, ApexList } from '../../runtime/index.ts';
import { PlatformObject } from '../../runtime/index.ts';
import type { Type } from '../../types/symbols.ts';
import { platformType, type MemberImplementation, type PlatformTypeSpec } from '../declare.ts';
import { storedProperties } from '../properties.ts';

/** What the platform port gets for each message. */
export class EmailMessage extends PlatformObject {
  bccAddresses: ApexList<string> | null = null;
  bccSender: boolean | null = null;
  ccAddresses: ApexList<string> | null = null;
  charset: string | null = null;
  entityAttachments: ApexList<string> | null = null;
  fileAttachments: ApexList<EmailAttachment> | null = null;
  htmlBody: string | null = null;
  inReplyTo: string | null = null;
  optOutPolicy: string | null = null;
  orgWideEmailAddressId: ApexId | null = null;
  plainTextBody: string | null = null;
  references: string | null = null;
  replyTo: string | null = null;
  saveAsActivity: boolean | null = true;
  senderDisplayName: string | null = null;
  subject: string | null = null;
  targetObjectId: ApexId | null = null;
  templateId: ApexId | null = null;
  toAddresses: ApexList<string> | null = null;
  treatBodiesAsTemplate: boolean | null = null;
  treatTargetObjectAsRecipient: boolean | null = true;
  useSignature: boolean | null = true;
  whatId: ApexId | null = null;
}

export class EmailAttachment extends PlatformObject {
  body: ApexBlob | null = null;
  contentType: string | null = null;
  fileName: string | null = null;
  inline: boolean | null = false;
}

/** `'Type Name'` → member; each is a property `name` with `getName()` and `setName(…)`. */
function accessors<S extends object>(
  stored: Readonly<Record<string, keyof S & string>>,
): Record<string, MemberImplementation> {
  const members = storedProperties<S>(stored);
  for (const [declared, key] of Object.entries(stored)) {
    const space = declared.lastIndexOf(' ');
    const type = declared.slice(0, space);
    const name = declared.slice(space + 1);
    const suffix = name.charAt(0).toUpperCase() + name.slice(1);
    const getter = type === 'Boolean' ? `is${suffix}` : `get${suffix}`;
    members[`${type} ${getter}()`] = (self: S) => self[key];
    members[`void set${suffix}(${type} value)`] = (self: S, value: S[keyof S & string]) => {
      self[key] = value;
    };
  }
  return members;
}

export const emailTypes: readonly PlatformTypeSpec[] = [
  platformType({
    name: 'Messaging.Email',
    kind: 'class',
    page: 'apex_classes_email_outbound_base',
    isAbstract: true,
  }),
  platformType({
    name: 'Messaging.SingleEmailMessage',
    kind: 'class',
    page: 'apex_classes_email_outbound_single',
    extends: 'Messaging.Email',
    members: {
      'new()': (type: Type) => new EmailMessage(type),
      ...accessors<EmailMessage>({
        'List<String> bccAddresses': 'bccAddresses',
        'Boolean bccSender': 'bccSender',
        'List<String> ccAddresses': 'ccAddresses',
        'String charset': 'charset',
        'List<String> entityAttachments': 'entityAttachments',
        'List<Messaging.EmailFileAttachment> fileAttachments': 'fileAttachments',
        'String htmlBody': 'htmlBody',
        'String inReplyTo': 'inReplyTo',
        'String optOutPolicy': 'optOutPolicy',
        'Id orgWideEmailAddressId': 'orgWideEmailAddressId',
        'String plainTextBody': 'plainTextBody',
        'String references': 'references',
        'String replyTo': 'replyTo',
        'Boolean saveAsActivity': 'saveAsActivity',
        'String senderDisplayName': 'senderDisplayName',
        'String subject': 'subject',
        'Id targetObjectId': 'targetObjectId',
        'Id templateId': 'templateId',
        'List<String> toAddresses': 'toAddresses',
        'Boolean treatBodiesAsTemplate': 'treatBodiesAsTemplate',
        'Boolean treatTargetObjectAsRecipient': 'treatTargetObjectAsRecipient',
        'Boolean useSignature': 'useSignature',
        'Id whatId': 'whatId',
      }),
    },
  }),
  platformType({
    name: 'Messaging.EmailFileAttachment',
    kind: 'class',
    page: 'apex_classes_email_outbound_attachment',
    members: {
      'new()': (type: Type) => new EmailAttachment(type),
      ...accessors<EmailAttachment>({
        'Blob body': 'body',
        'String contentType': 'contentType',
        'String fileName': 'fileName',
        'Boolean inline': 'inline',
      }),
    },
  }),
];
