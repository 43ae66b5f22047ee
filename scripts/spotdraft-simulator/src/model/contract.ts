import type { Activity, ContractKind, DisplayStatus } from './vocabulary.ts';

/** Somebody who does something; `SYSTEM` has no e-mail. */
export interface Person {
  readonly name: string;
  readonly email?: string | undefined;
}

/** An ISO 8601 instant in UTC with microseconds, as SpotDraft writes it: `2026-04-14T09:12:31.448210Z`. */
export type Instant = string;

export interface Counterparty {
  readonly type: 'Organization' | 'Individual';
  readonly organizationName?: string;
  readonly pocName?: string;
  readonly pocEmail?: string;
  readonly counterpartyId?: number;
}

/** The record of another system a contract is linked to; SpotDraft's pages call its id the External Record ID. */
export interface ExternalMetadata {
  readonly id?: unknown;
  readonly integration_name?: string;
  readonly record_type?: string;
  readonly record_data?: Readonly<Record<string, unknown>>;
  readonly object_configuration_id?: string;
}

/** One value of a contract's metadata ("key pointer"). */
export interface KeyPointer {
  readonly id: number;
  readonly label: string;
  readonly fieldName: string;
  value: unknown;
  readonly dataType: string;
}

export interface Signatory {
  readonly recipientId: number;
  readonly userId: number;
  readonly name: string;
  readonly email: string;
  readonly designation: string | null;
  /** True for our own side, false for the counterparty's. */
  readonly isCreatorParty: boolean;
  readonly order: number;
  readonly addedAt: Instant;
  requestedAt?: Instant;
  outcome?: { readonly signed: boolean; readonly notes: string; readonly at: Instant };
}

export const approvalTypes = ['PRE_SEND', 'PRE_SIGN', 'AD_HOC', 'APPROVAL_V5'] as const;
export const approvalOutcomes = ['APPROVED', 'REJECTED', 'SUGGESTED', 'SKIPPED'] as const;
export type ApprovalOutcome = (typeof approvalOutcomes)[number];

export interface Approval {
  readonly id: number;
  readonly name: string;
  readonly type: (typeof approvalTypes)[number];
  readonly approver: Person;
  readonly requestedBy: Person;
  readonly requestedAt: Instant;
  readonly notes: string;
  readonly actions: { readonly status: ApprovalOutcome; readonly notes: string; readonly at: Instant }[];
}

/** Answers to a questionnaire, by variable. */
export interface QuestionnaireResponse {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly respondents: readonly { readonly at: Instant; readonly name: string; readonly organization: string }[];
}

/** The document of a contract: which version is current, and when it can be had. */
export interface ContractFile {
  versionId: number;
  /** Milliseconds between execution and the signed PDF being there. */
  delayMs?: number;
  /** Instant from which the current version can be downloaded; absent: at once. */
  availableFrom?: Instant;
  /** The file never appears. */
  missing?: boolean;
  /** The PDF is made at least this large, in bytes. */
  minimumBytes?: number;
}

/** Something that happened to a contract, with the exact webhook body that reports it. */
export interface ContractEvent {
  readonly id: number;
  readonly activity: Activity;
  readonly timestamp: Instant;
  readonly body: string;
}

export interface Contract {
  /** `T` for contracts of today's platform, `H` for historical ones. */
  readonly series: 'T' | 'H';
  readonly number: number;
  title: string;
  kind: ContractKind;
  readonly contractTypeId: number;
  readonly templateId?: number;
  readonly referenceId?: string;
  status: DisplayStatus;
  /** The status an on-hold contract returns to. */
  statusBeforeHold?: DisplayStatus;
  readonly createdBy: Person;
  readonly businessUser: Person;
  readonly legalUser?: Person;
  readonly counterparties: readonly Counterparty[];
  readonly entityReferenceId?: string;
  externalMetadata?: ExternalMetadata;
  readonly keyPointers: KeyPointer[];
  readonly signatories: Signatory[];
  readonly approvals: Approval[];
  readonly intakeForm?: QuestionnaireResponse;
  readonly templateQuestionnaire?: QuestionnaireResponse;
  readonly file: ContractFile;
  readonly createdAt: Instant;
  updatedAt: Instant;
  sentToCounterpartyAt?: Instant;
  markedForSignatureAt?: Instant;
  executedAt?: Instant;
  readonly expiresAt?: Instant;
  turns: number;
  lastTurnAt?: Instant;
  voidNote?: string;
  deleted: boolean;
  readonly events: ContractEvent[];
}

/** The id the API uses: `T-123` or `H-123`. */
export function compositeId(contract: Pick<Contract, 'series' | 'number'>): string {
  return `${contract.series}-${contract.number}`;
}

/** Instants without their fraction, as most of SpotDraft's reads show them: `2026-04-14T09:12:31Z`. */
export function wholeSeconds(instant: Instant): string {
  return `${instant.slice(0, 19)}Z`;
}
