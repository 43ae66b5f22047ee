/**
 * What the library asks of the layers above beside `OrgPorts`. A layer that offers it adds the method to the port object; where
 * it is missing, the Apex member that needs it is refused by name.
 */
import type { TypeSymbol } from '../types/symbols.ts';
import { currentFrame, notImplemented, type ApexId, type DmlRowResult, type SObjectValue } from '../runtime/index.ts';

/** More of DataPort. */
export interface DataExtras {
  /** Test.setCreatedDate: changes CreatedDate of a record of the running test. `ms` since 1970. */
  setCreatedDate(id: ApexId, ms: number): void;
  /** System.OrgLimits: storage of the org in megabytes, used and at most. */
  storage(): { readonly data: number; readonly files: number; readonly maximum: number };
  /** Approval.lock and unlock: one DML statement; none of the records when all are wanted and one cannot be. */
  lockRecords(records: readonly SObjectValue[], locked: boolean, allOrNone: boolean): DmlRowResult[];
  /** Approval.isLocked: of the ids, those of locked records. */
  lockedRecords(ids: readonly string[]): ReadonlySet<string>;
}

/** More of PlatformPort. */
export interface PlatformExtras {
  /** The Queueable that runs; null outside of one. For System.AsyncInfo. */
  currentJob(): JobFacts | null;
  /** Messaging.CustomNotification.send. */
  sendNotification(notification: NotificationFacts): void;
}

export interface JobFacts {
  readonly depth: number;
  readonly maximumDepth: number | null;
  readonly delayMinutes: number | null;
}

export interface NotificationFacts {
  readonly typeId: string;
  readonly title: string;
  readonly body: string;
  readonly senderId: string | null;
  readonly targetId: string | null;
  readonly targetPageRef: string | null;
  readonly recipients: readonly string[];
}

/** More of ProgramPort. */
export interface ProgramExtras {
  /** An object without running a constructor or initialisers, as deserialization makes it. */
  instantiate(symbol: TypeSymbol): object;
}

interface Extras {
  readonly data: DataExtras;
  readonly platform: PlatformExtras;
  readonly program: ProgramExtras;
}

/** The method, bound to its port; null when the layer does not offer it. */
export function optionalPort<P extends keyof Extras, M extends keyof Extras[P] & string>(
  port: P,
  method: M,
): Extras[P][M] | null {
  const ports: Readonly<Record<P, object>> = currentFrame().ports;
  const target: Partial<Extras[P]> = ports[port];
  const found = target[method];
  return typeof found === 'function' ? (found.bind(target) as Extras[P][M]) : null;
}

/** The same for callers that cannot do without: refused as not implemented under the name of the Apex member. */
export function requiredPort<P extends keyof Extras, M extends keyof Extras[P] & string>(
  port: P,
  method: M,
  apexName: string,
): Extras[P][M] {
  return optionalPort(port, method) ?? notImplemented(apexName);
}
