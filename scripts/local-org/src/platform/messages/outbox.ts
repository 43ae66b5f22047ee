/**
 * Mail that Apex sends. It never leaves the org: it is kept in a table, written in the transaction that sends it, so that it is
 * there once that is committed. Source: Apex Developer Guide, "Outbound Email"; Apex Reference Guide, Messaging Class.
 */
import { platformField } from '../../library/index.ts';
import type { Frame } from '../../runtime/frame.ts';
import { currentFrame } from '../../runtime/frame.ts';
import type { DmlError, EmailFacts, EmailResult } from '../../runtime/ports.ts';
import { newException, throwApex } from '../../runtime/index.ts';
import type { SystemTables } from '../system-tables.ts';
import { saveActivity } from './activity.ts';
import { checkEmail } from './email-checks.ts';
import { recipientsOf } from './recipients.ts';
import type { Recipients } from './recipients.ts';

/** External addresses that an org may write to in a day (GMT). */
const dailyAddresses = 5000;
const dayMs = 86_400_000;

const reserved = 'reserved mail';

/** A mail in the outbox. */
export interface SentMail {
  readonly id: number;
  readonly sentAt: string;
  /** Who sent it. */
  readonly userId: string;
  readonly from: { readonly name: string | null; readonly address: string };
  readonly replyTo: string | null;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string | null;
  readonly text: string | null;
  readonly html: string | null;
  readonly targetId: string | null;
  readonly whatId: string | null;
  readonly inReplyTo: string | null;
  readonly references: string | null;
  /** Content in base64. */
  readonly attachments: readonly {
    readonly name: string;
    readonly type: string | null;
    readonly isInline: boolean;
    readonly content: string;
  }[];
  readonly fileIds: readonly string[];
}

interface Prepared {
  readonly email: EmailFacts;
  readonly recipients: Recipients;
  readonly errors: DmlError[];
}

export class Outbox {
  readonly #tables: SystemTables;
  readonly #now: () => number;

  constructor(tables: SystemTables, now: () => number) {
    this.#tables = tables;
    this.#now = now;
  }

  /** Messaging.sendEmail. */
  send(emails: readonly EmailFacts[], allOrNothing: boolean): readonly EmailResult[] {
    const prepared = this.#prepare(emails);
    const failed = prepared.findIndex(({ errors }) => errors.length > 0);
    if (failed >= 0 && allOrNothing) throwEmailException(prepared);
    for (const mail of prepared) if (mail.errors.length === 0) this.#keep(mail);
    return prepared.map(({ email, errors }) => ({ targetId: email.targetId, errors }));
  }

  /** Messaging.reserveSingleEmailCapacity: what the transaction announces must still fit into the day. */
  reserve(amount: number): void {
    const frame = currentFrame();
    const sum = reservedIn(frame) + amount;
    if (this.#today() + sum > dailyAddresses)
      throwApex('System.HandledException', 'The daily limit for the org would be exceeded by this request.');
    frame.outbox.set(reserved, sum);
  }

  /** What the org may send in a day, and what is left of today's. */
  limits(): { readonly maximum: number; readonly remaining: number } {
    return { maximum: dailyAddresses, remaining: Math.max(0, dailyAddresses - this.#today()) };
  }

  /** Mails sent so far, oldest first. */
  all(): SentMail[] {
    return this.#tables.all('SELECT * FROM _mail ORDER BY id').map((row) => ({
      id: Number(row['id']),
      sentAt: new Date(Number(row['sent_at'])).toISOString(),
      userId: row['user_id'] as string,
      ...(JSON.parse(row['content'] as string) as Omit<SentMail, 'id' | 'sentAt' | 'userId'>),
    }));
  }

  #prepare(emails: readonly EmailFacts[]): Prepared[] {
    let addresses = this.#today();
    return emails.map((email) => {
      const recipients = recipientsOf(email);
      const errors = checkEmail(email, recipients);
      addresses += recipients.external;
      if (errors.length === 0 && addresses > dailyAddresses)
        errors.push({ statusCode: 'SINGLE_EMAIL_LIMIT_EXCEEDED', message: 'Failed to send email', fields: [] });
      return { email, recipients, errors };
    });
  }

  #keep({ email, recipients }: Prepared): void {
    const { user } = currentFrame();
    const content: Omit<SentMail, 'id' | 'sentAt' | 'userId'> = {
      from: sender(email, user.id),
      replyTo: email.replyTo,
      to: recipients.to,
      cc: recipients.cc,
      bcc: recipients.bcc,
      subject: email.subject,
      text: email.text,
      html: email.html,
      targetId: email.targetId,
      whatId: email.whatId,
      inReplyTo: email.inReplyTo,
      references: email.references,
      attachments: email.attachments.map(({ bytes, ...rest }) => ({
        ...rest,
        content: Buffer.from(bytes).toString('base64'),
      })),
      fileIds: email.fileIds,
    };
    this.#tables.run(
      'INSERT INTO _mail (sent_at, user_id, external, content) VALUES (?, ?, ?, ?)',
      this.#now(),
      user.id,
      recipients.external,
      JSON.stringify(content),
    );
    saveActivity(email);
  }

  /** External addresses written to since midnight GMT. */
  #today(): number {
    const midnight = Math.floor(this.#now() / dayMs) * dayMs;
    const row = this.#tables.get('SELECT coalesce(sum(external), 0) AS n FROM _mail WHERE sent_at >= ?', midnight);
    return Number(row?.['n']);
  }
}

function sender(email: EmailFacts, userId: string): SentMail['from'] {
  if (email.orgWideAddressId !== null) {
    const field = (name: string): string | null =>
      platformField('OrgWideEmailAddress', email.orgWideAddressId ?? '', name);
    return { name: field('DisplayName'), address: field('Address') ?? '' };
  }
  return {
    name: email.senderName ?? platformField('User', userId, 'Name'),
    address: platformField('User', userId, 'Email') ?? '',
  };
}

function reservedIn(frame: Frame): number {
  return (frame.outbox.get(reserved) as number | undefined) ?? 0;
}

function throwEmailException(prepared: readonly Prepared[]): never {
  const rows = prepared.flatMap(({ errors }, index) => errors.slice(0, 1).map((error) => ({ index, id: null, error })));
  const [first] = rows;
  if (first === undefined) throw new Error('no mail has failed');
  const { statusCode, message, fields } = first.error;
  const exception = newException(
    'System.EmailException',
    `SendEmail failed. First exception on row ${first.index}; first error: ${statusCode}, ${message}: [${fields.join(', ')}]`,
  );
  exception.failedRows = rows;
  throw exception;
}
