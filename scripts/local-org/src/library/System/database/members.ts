/** Members of System.Database by theme. */
import type { MemberImplementation } from '../../declare.ts';
import { dmlMembers } from './dml.ts';
import { mergeMembers } from './merge.ts';
import { queryMembers } from './query.ts';
import { transactionMembers } from './transaction.ts';

export const databaseMembers: Record<string, MemberImplementation> = {
  ...dmlMembers,
  ...mergeMembers,
  ...queryMembers,
  ...transactionMembers,
};
