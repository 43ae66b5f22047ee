/** What the kinds of asynchronous jobs share. */
import type { SystemRecords } from '../../data/system-records.ts';
import type { FrameUser } from '../../runtime/frame.ts';
import type { TypeSymbol } from '../../types/symbols.ts';
import type { GraphContext } from '../encode.ts';
import type { SystemTables } from '../system-tables.ts';
import type { Transactions } from '../transactions.ts';
import type { JobQueue } from './queue.ts';

export interface JobParts {
  readonly queue: JobQueue;
  readonly tables: SystemTables;
  readonly records: SystemRecords;
  readonly transactions: Transactions;
  readonly graphs: GraphContext;
  readonly userById: (id: string) => FrameUser;
  readonly now: () => number;
}

/** Name of the class of an Apex object. */
export function classNameOf(instance: object): string {
  return (instance as { readonly $type: TypeSymbol }).$type.qualifiedName;
}
