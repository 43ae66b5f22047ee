/** Whom a mail goes to. Source: Apex Reference Guide, SingleEmailMessage Class, setToAddresses and setTargetObjectId. */
import { platformField } from '../../library/index.ts';
import { currentFrame } from '../../runtime/frame.ts';
import type { EmailFacts } from '../../runtime/ports.ts';
import { ApexId } from '../../runtime/index.ts';

export interface Recipients {
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  /** How many count against the day's amount: all but users of the org that are named by their ids. */
  readonly external: number;
  /** Ids without an address. */
  readonly unknown: readonly string[];
}

/** Objects that have an address, by key prefix. */
const withAddress: Readonly<Record<string, string>> = { '003': 'Contact', '005': 'User', '00Q': 'Lead' };
const userPrefix = '005';

interface Found {
  readonly address: string | null;
  readonly isExternal: boolean;
  readonly given: string;
}

export function recipientsOf(email: EmailFacts): Recipients {
  const target = email.targetId !== null && email.toTarget ? [email.targetId] : [];
  const sender = email.bccSender ? [currentFrame().user.id] : [];
  const [to, cc, bcc] = [[...target, ...email.to].map(find), email.cc.map(find), [...email.bcc, ...sender].map(find)];
  const all = [...to, ...cc, ...bcc];
  return {
    to: addresses(to),
    cc: addresses(cc),
    bcc: addresses(bcc),
    external: all.filter(({ isExternal }) => isExternal).length,
    unknown: all.filter(({ address }) => address === null).map(({ given }) => given),
  };
}

/** Name of the object that an id of a recipient is of; null for others. */
export function recipientObject(id: string): string | null {
  return withAddress[id.slice(0, 3)] ?? null;
}

function find(given: string): Found {
  const object = given.includes('@') || !ApexId.isValid(given) ? null : recipientObject(given);
  if (object === null) return { address: given, isExternal: true, given };
  return {
    address: platformField(object, ApexId.of(given).value, 'Email'),
    isExternal: !given.startsWith(userPrefix),
    given,
  };
}

function addresses(found: readonly Found[]): string[] {
  return found.flatMap(({ address }) => (address === null ? [] : [address]));
}
