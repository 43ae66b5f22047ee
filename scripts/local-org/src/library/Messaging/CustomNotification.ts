/** Messaging.CustomNotification. Source: Apex Reference Guide, CustomNotification Class (apex_class_Messaging_CustomNotification). */
import { PlatformObject, throwApex, type ApexSet } from '../../runtime/index.ts';
import type { Type } from '../../types/symbols.ts';
import { platformType } from '../declare.ts';
import { requiredPort } from '../optional-ports.ts';
import { required } from '../support.ts';

/** Recipients that one call may have. */
const maximumRecipients = 500;

class CustomNotificationObject extends PlatformObject {
  typeId: string | null = null;
  title: string | null = null;
  body: string | null = null;
  targetId: string | null = null;
  targetPageRef: string | null = null;
  senderId: string | null = null;
}

type Self = CustomNotificationObject;
type TextMember = 'typeId' | 'title' | 'body' | 'targetId' | 'targetPageRef' | 'senderId';

const setter = (key: TextMember) => (self: Self, value: string | null) => {
  self[key] = value;
};

export const CustomNotificationType = platformType({
  name: 'Messaging.CustomNotification',
  kind: 'class',
  page: 'apex_class_Messaging_CustomNotification',
  members: {
    'new()': (type: Type) => new CustomNotificationObject(type),
    'new(String typeId, String sender, String title, String body, String targetId, String targetPageRef)': create,
    'void send(Set<String> users)': send,
    'void setBody(String body)': setter('body'),
    'void setNotificationTypeId(String id)': setter('typeId'),
    'void setSenderId(String id)': setter('senderId'),
    'void setTargetId(String targetId)': setter('targetId'),
    'void setTargetPageRef(String pageRef)': setter('targetPageRef'),
    'void setTitle(String title)': setter('title'),
  },
});

function create(
  type: Type,
  typeId: string | null,
  senderId: string | null,
  title: string | null,
  body: string | null,
  targetId: string | null,
  targetPageRef: string | null,
): Self {
  return Object.assign(new CustomNotificationObject(type), { typeId, senderId, title, body, targetId, targetPageRef });
}

function send(self: Self, users: ApexSet<string> | null): void {
  const recipients = [...required(users).values()];
  if (recipients.length === 0 || recipients.length > maximumRecipients)
    throwApex(
      'System.HandledException',
      `A notification goes to 1 to ${maximumRecipients} recipients: ${recipients.length}`,
    );
  if (self.typeId === null || self.title === null || self.body === null)
    throwApex('System.HandledException', 'A notification needs a type, a title and a body');
  if (self.targetId === null && self.targetPageRef === null)
    throwApex('System.HandledException', 'A notification needs a target id or a target page reference');
  const { typeId, title, body, senderId, targetId, targetPageRef } = self;
  requiredPort(
    'platform',
    'sendNotification',
    'Messaging.CustomNotification.send',
  )({
    typeId,
    title,
    body,
    senderId,
    targetId,
    targetPageRef,
    recipients,
  });
}
