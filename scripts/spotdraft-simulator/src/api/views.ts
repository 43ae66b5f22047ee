import { compositeId, wholeSeconds } from '../model/contract.ts';
import type { Approval, Contract, Instant, Signatory } from '../model/contract.ts';
import { workflowKinds, workflowStatuses } from '../model/vocabulary.ts';
import type { FieldKind, MetadataField } from '../model/workspace.ts';
import { counterpartyName } from '../lifecycle/create-contract.ts';
import type { Store } from '../state/store.ts';
import { contractTypeName } from '../webhook/payload.ts';

/** A row of the contract list. */
export function contractRow(contract: Contract, store: Store): Record<string, unknown> {
  return {
    id: compositeId(contract),
    created: wholeSeconds(contract.createdAt),
    contract_name: contract.title,
    contract_link: `https://app.spotdraft.com/contracts/v2/${contract.number}`,
    contract_status: contract.status,
    created_by: contract.createdBy.name,
    counter_party_name: counterpartyName(contract.counterparties),
    contract_type_name: contractTypeName(contract, store.workspace),
    contract_type_id: contract.contractTypeId,
    external_metadata: contract.externalMetadata,
    reference_id: contract.referenceId,
    created_by_user_name: contract.createdBy.name,
    created_by_user_email: contract.createdBy.email,
    created_by_workspace: store.workspace.id,
  };
}

export function keyPointers(contract: Contract): unknown[] {
  return contract.keyPointers.map(({ id, label, fieldName, value, dataType }) => ({
    id,
    label,
    field_name: fieldName,
    value,
    data_type: dataType,
    format_option: {},
  }));
}

export function recipients(contract: Contract): { items: unknown[] } {
  return { items: contract.signatories.map(recipient) };
}

function recipient(signatory: Signatory): Record<string, unknown> {
  const { outcome } = signatory;
  return {
    recipient: {
      id: signatory.recipientId,
      recipient_type: 'SIGNATORY',
      user: { id: signatory.userId, name: signatory.name, email: signatory.email, designation: signatory.designation },
      title: '',
      recipient_order: signatory.order,
      note: null,
      is_sent_for_signature: signatory.requestedAt !== undefined,
      created: signatory.addedAt,
      last_sent_for_signature_at: signatory.requestedAt ?? null,
    },
    recipient_action:
      outcome === undefined ? null : { is_success: outcome.signed, action_notes: outcome.notes, timestamp: outcome.at },
    status: outcome !== undefined ? 'COMPLETED' : signatory.requestedAt === undefined ? 'PENDING' : 'IN_PROGRESS',
  };
}

export function processMetrics(contract: Contract): Record<string, unknown> {
  return {
    contract_id: contract.number,
    contract_sent_to_cp_datetime: optional(contract.sentToCounterpartyAt),
    marked_for_signature_datetime: optional(contract.markedForSignatureAt),
    contract_executed_datetime: optional(contract.executedAt),
    contract_signed_by_signatory_list: contract.signatories.flatMap((signatory) =>
      signatory.outcome?.signed === true
        ? [
            {
              is_creator_party: signatory.isCreatorParty,
              signed_datetime: wholeSeconds(signatory.outcome.at),
              signatory_email: signatory.email,
            },
          ]
        : [],
    ),
    contract_turns: {
      no_of_turns: contract.turns,
      last_turn_change_datetime: optional(contract.lastTurnAt),
      last_turn_change_org_user_email: contract.businessUser.email,
    },
    type_of_workflow: workflowKinds[contract.kind],
    contract_status: workflowStatuses[contract.status],
    pending_with:
      contract.status === 'EXECUTED' ? undefined : contract.status === 'DRAFT' ? 'CREATOR_PARTY' : 'COUNTER_PARTY',
  };
}

export function approvals(contract: Contract): { results: unknown[] } {
  return { results: contract.approvals.map((approval) => approvalRow(approval, contract)) };
}

function approvalRow(approval: Approval, contract: Contract): Record<string, unknown> {
  return {
    approval: {
      id: approval.id,
      contract_id: contract.number,
      approval_name: approval.name,
      approval_type: approval.type,
      org_user: approval.approver,
      sent_for_approval: true,
      last_sent_at: wholeSeconds(approval.requestedAt),
      notes: approval.notes,
      created_by_org_user: approval.requestedBy,
      status: approval.actions.at(-1)?.status ?? 'PENDING',
    },
    approval_actions: approval.actions.map((action, i) => ({
      status: action.status,
      notes: action.notes,
      created: wholeSeconds(action.at),
      latest: i === approval.actions.length - 1,
    })),
  };
}

const descriptorTypes: Readonly<Record<FieldKind, string>> = {
  text: 'string',
  number: 'float',
  boolean: 'boolean',
  date: 'date',
  choice: 'enum',
  choices: 'array of options',
  currency: 'string',
  duration: 'string',
  address: 'string',
};

/** The definition of a metadata field. */
export function definition(field: MetadataField): Record<string, unknown> {
  return {
    id: field.id,
    descriptors: [
      {
        display_label: field.label,
        variable: field.name,
        type: descriptorTypes[field.kind],
        help_text: field.helpText,
        options: field.options,
        required: field.required ?? false,
      },
    ],
    section: { id: 1, section_type: 'USER_DEFINED', name: 'Contract' },
  };
}

function optional(instant: Instant | undefined): string | null {
  return instant === undefined ? null : wholeSeconds(instant);
}
