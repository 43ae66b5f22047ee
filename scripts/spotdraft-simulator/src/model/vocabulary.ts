/**
 * The words of SpotDraft's public API, exactly as its OpenAPI document spells them.
 */

/** Every activity a webhook can be registered for (`OnlyForActivitiesEnum`). */
export const activities = [
  'CONTRACT_VERSION_UPLOADED',
  'CONTRACT_APPROVAL_COMPLETED',
  'CONTRACT_APPROVAL_REQUESTED',
  'CONTRACT_CREATED',
  'CONTRACT_DATA_UPDATED',
  'CONTRACT_DELETED',
  'CONTRACT_EXECUTED',
  'CONTRACT_MARK_FOR_EXECUTION',
  'CONTRACT_SENT_TO_COUNTERPARTY',
  'CONTRACT_SIGNATURE_DECLINED',
  'CONTRACT_SIGNATURE_REQUESTED',
  'CONTRACT_SIGNED',
  'CONTRACT_UNMARK_FOR_EXECUTION',
  'POSTMARK_EMAIL_EVENT',
  'CONTRACT_KEY_POINTER_UPDATION',
  'CONTRACT_KEY_POINTER_CREATION',
  'SIGNING_EMAIL_DELIVERED',
  'SIGNING_EMAIL_OPENED',
  'SIGNING_EMAIL_NOT_DELIVERED',
  'SIGNING_EMAIL_LINK_CLICKED',
  'REDLINING_EMAIL_DELIVERED',
  'REDLINING_EMAIL_OPENED',
  'REDLINING_EMAIL_NOT_DELIVERED',
  'REDLINING_EMAIL_LINK_CLICKED',
  'CONTRACT_SIGNATURE_REQUESTED_NOTIFICATION_SENT',
  'COUNTER_PARTY_CREATED',
  'COUNTER_PARTY_UPDATED',
  'COUNTER_PARTY_CONTACT_CREATED',
  'COUNTER_PARTY_CONTACT_UPDATED',
  'COUNTER_PARTY_ADDRESS_CREATED',
  'COUNTER_PARTY_ADDRESS_UPDATED',
  'CONTRACT_ACTIVITY_LOG_COMMENT_CREATED',
  'CONTRACT_VOIDED',
  'CONTRACT_PROCESS_METRIC_UPDATED',
  'CONTRACT_EXTERNAL_METADATA_CREATED',
  'CONTRACT_EXTERNAL_METADATA_UPDATED',
  'CONTRACT_ENTITY_UPDATED',
] as const;
export type Activity = (typeof activities)[number];

/** What SpotDraft's pages and `…/status` show. */
export const displayStatuses = ['DRAFT', 'REDLINING', 'SIGN', 'EXECUTED', 'ON_HOLD', 'VOIDED'] as const;
export type DisplayStatus = (typeof displayStatuses)[number];

/** Contract kinds as webhooks name them. */
export const contractKinds = [
  'TEMPLATE_CONTRACT',
  'EDITED_TEMPLATE_CONTRACT',
  'THIRD_PARTY_CONTRACT',
  'SIGN_CONTRACT',
  'EXECUTED_CONTRACT',
  'EXPRESS_TEMPLATE_CONTRACT',
  'CLICKWRAP_CONTRACT',
  'HISTORICAL_CLICKWRAP_CONTRACT',
] as const;
export type ContractKind = (typeof contractKinds)[number];

/** The same kinds as process metrics and the contract list's filter name them. */
export const workflowKinds: Readonly<Record<ContractKind, string>> = {
  TEMPLATE_CONTRACT: 'TEMPLATE',
  EDITED_TEMPLATE_CONTRACT: 'TEMPLATE_EDITABLE',
  THIRD_PARTY_CONTRACT: 'UPLOAD_EDITABLE',
  SIGN_CONTRACT: 'UPLOAD_SIGN',
  EXECUTED_CONTRACT: 'UPLOAD_EXECUTED',
  EXPRESS_TEMPLATE_CONTRACT: 'EXPRESS_TEMPLATE',
  CLICKWRAP_CONTRACT: 'CLICKWRAP',
  HISTORICAL_CLICKWRAP_CONTRACT: 'HISTORICAL_CLICKWRAP',
};

/** Process metrics speak of workflow statuses, not of display statuses. */
export const workflowStatuses: Readonly<Record<DisplayStatus, string>> = {
  DRAFT: 'DRAFT',
  REDLINING: 'REVIEW',
  SIGN: 'SIGN',
  EXECUTED: 'COMPLETED',
  ON_HOLD: 'REVIEW',
  VOIDED: 'REVIEW',
};

/** Formats of `…/download_link`. */
export const downloadFormats = ['PDF', 'DOCX', 'DOCX_WITH_FALLBACK_TO_PDF'] as const;
export type DownloadFormat = (typeof downloadFormats)[number];
