/** Approval.LockResult and UnlockResult. Source: Apex Reference Guide, Approval Namespace (apex_class_Approval_LockResult). */
import { rowResultType } from '../Database/results.ts';
import type { PlatformTypeSpec } from '../declare.ts';

export const approvalTypes: readonly PlatformTypeSpec[] = [
  rowResultType('Approval.LockResult', 'apex_class_Approval_LockResult'),
  rowResultType('Approval.UnlockResult', 'apex_class_Approval_UnlockResult'),
];
