/**
 * Approval processes, which are not there: what asks for one compiles, and is refused by name when it runs.
 * Source: Apex Reference Guide, Approval Namespace (apex_namespace_Approval).
 */
import { platformType, type PlatformTypeSpec } from '../declare.ts';

export const processTypes: readonly PlatformTypeSpec[] = [
  platformType({
    name: 'Approval.ProcessRequest',
    kind: 'class',
    page: 'apex_classes_approval_ProcessRequest',
    isAbstract: true,
    unimplemented: [
      'String getComments()',
      'List<Id> getNextApproverIds()',
      'void setComments(String comments)',
      'void setNextApproverIds(List<Id> nextApproverIds)',
    ],
  }),
  platformType({
    name: 'Approval.ProcessSubmitRequest',
    kind: 'class',
    page: 'apex_classes_approval_ProcessSubmitRequest',
    extends: 'Approval.ProcessRequest',
    unimplemented: [
      'new()',
      'String getObjectId()',
      'String getProcessDefinitionNameOrId()',
      'Boolean getSkipEntryCriteria()',
      'String getSubmitterId()',
      'void setObjectId(String recordId)',
      'void setProcessDefinitionNameOrId(String nameOrId)',
      'void setSkipEntryCriteria(Boolean skipEntryCriteria)',
      'void setSubmitterId(String userId)',
    ],
  }),
  platformType({
    name: 'Approval.ProcessWorkitemRequest',
    kind: 'class',
    page: 'apex_classes_approval_ProcessWorkitemRequest',
    extends: 'Approval.ProcessRequest',
    unimplemented: [
      'new()',
      'String getAction()',
      'String getWorkitemId()',
      'void setAction(String action)',
      'void setWorkitemId(String id)',
    ],
  }),
  platformType({
    name: 'Approval.ProcessResult',
    kind: 'class',
    page: 'apex_classes_approval_ProcessResult',
    unimplemented: [
      'List<Id> getActorIds()',
      'String getEntityId()',
      'List<Database.Error> getErrors()',
      'String getInstanceId()',
      'String getInstanceStatus()',
      'List<Id> getNewWorkitemIds()',
      'Boolean isSuccess()',
    ],
  }),
];
