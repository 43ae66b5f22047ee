/**
 * Custom notifications, kept per recipient. Source: Apex Reference Guide, CustomNotification Class
 * (apex_class_Messaging_CustomNotification); Actions Developer Guide, "Custom Notification Actions" (who a recipient id stands for).
 */
import { platformField, platformQuery } from '../../library/index.ts';
import type { NotificationFacts } from '../../library/index.ts';
import { ApexId, notImplemented, throwApex } from '../../runtime/index.ts';
import { currentFrame } from '../../runtime/frame.ts';
import type { SystemTables } from '../system-tables.ts';

const maximumTitle = 250;
const maximumBody = 750;

/** A notification of one user. */
export interface SentNotification {
  readonly id: number;
  readonly sentAt: string;
  readonly recipientId: string;
  /** DeveloperName of its type. */
  readonly type: string;
  readonly senderId: string;
  readonly title: string;
  readonly body: string;
  readonly targetId: string | null;
  readonly targetPageRef: string | null;
}

export class Notifications {
  readonly #tables: SystemTables;
  readonly #now: () => number;

  constructor(tables: SystemTables, now: () => number) {
    this.#tables = tables;
    this.#now = now;
  }

  /** Messaging.CustomNotification.send inside the running transaction. */
  send(notification: NotificationFacts): void {
    const type = notificationType(notification.typeId);
    const users = new Set(notification.recipients.flatMap(usersOf));
    for (const userId of users)
      this.#tables.run(
        `INSERT INTO _notification (sent_at, recipient_id, type, sender_id, title, body, target_id, target_page_ref)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        this.#now(),
        userId,
        type,
        notification.senderId ?? currentFrame().user.id,
        notification.title.slice(0, maximumTitle),
        notification.body.slice(0, maximumBody),
        notification.targetId,
        notification.targetPageRef,
      );
  }

  /** All notifications, or those of a user; newest first. */
  all(userId: string | null = null): SentNotification[] {
    return this.#tables
      .all(
        'SELECT * FROM _notification WHERE recipient_id = coalesce(?, recipient_id) ORDER BY sent_at DESC, id DESC',
        userId,
      )
      .map((row) => ({
        id: Number(row['id']),
        sentAt: new Date(Number(row['sent_at'])).toISOString(),
        recipientId: row['recipient_id'] as string,
        type: row['type'] as string,
        senderId: row['sender_id'] as string,
        title: row['title'] as string,
        body: row['body'] as string,
        targetId: row['target_id'] as string | null,
        targetPageRef: row['target_page_ref'] as string | null,
      }));
  }
}

function notificationType(id: string): string {
  const name = ApexId.isValid(id)
    ? platformField('CustomNotificationType', ApexId.of(id).value, 'DeveloperName')
    : null;
  return name ?? throwApex('System.HandledException', `Invalid notification type: ${id}`);
}

/** Active users that a recipient stands for: a user, or the members of a queue or public group. */
function usersOf(recipient: string): string[] {
  if (!ApexId.isValid(recipient)) throwApex('System.HandledException', `Invalid recipient: ${recipient}`);
  const id = ApexId.of(recipient);
  switch (id.keyPrefix()) {
    case '005':
      return platformQuery(`SELECT Id FROM User WHERE Id = '${id.value}' AND IsActive = true`).map(idOf);
    case '00G':
      return platformQuery(`SELECT UserOrGroupId FROM GroupMember WHERE GroupId = '${id.value}'`).flatMap((member) =>
        usersOf(String(member.getField('userorgroupid'))),
      );
    case '001':
    case '006':
      return notImplemented('custom notifications to account and opportunity teams');
    default:
      return throwApex('System.HandledException', `Invalid recipient: ${recipient}`);
  }
}

function idOf(record: { readonly id: ApexId | null }): string {
  return record.id?.value ?? '';
}
