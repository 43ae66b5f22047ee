import type { ContractEventPayload } from '../contract/index.ts';
import { isObject, textOf, type JsonObject } from '../shared/json.ts';
import { compact, integerOf, personOf } from './person.ts';

type Metadata = NonNullable<ContractEventPayload['metadata']>;
type MetadataValue = Metadata[string];

const DURATIONS = ['DAYS', 'MONTHS', 'YEARS'] as const;

/** Contract metadata ("key pointers") by field name; only the wanted fields when a list is given. */
export function metadataOf(pointers: readonly JsonObject[], wanted?: readonly string[]): Metadata {
  const entries = pointers.flatMap((pointer): [string, MetadataValue][] => {
    const name = textOf(pointer.field_name);
    if (!name || (wanted && wanted.length > 0 && !wanted.includes(name))) return [];
    const described = { label: textOf(pointer.label), dataType: textOf(pointer.data_type) };
    return [[name, { ...valueOf(pointer.value), ...compact(described) }]];
  });
  return Object.fromEntries(entries);
}

/** Currencies and durations come as objects with `type` and `value`. */
function valueOf(raw: unknown): Pick<MetadataValue, 'value' | 'currency' | 'durationType' | 'durationDays'> {
  if (!isObject(raw) || typeof raw.type !== 'string' || !('value' in raw)) return { value: raw ?? null };
  const durationType = DURATIONS.find((type) => type === raw.type);
  if (durationType) {
    const durationDays = typeof raw.days === 'number' ? raw.days : undefined;
    return { value: raw.value, durationType, ...compact({ durationDays }) };
  }
  return /^[A-Z]{3}$/.test(raw.type) ? { value: raw.value, currency: raw.type } : { value: raw };
}

/** Signatories with their state; `isOurSide` is known only from the process metrics, by e-mail. */
export function signatoriesOf(
  recipients: JsonObject,
  metrics?: JsonObject,
): NonNullable<ContractEventPayload['signatories']> {
  const items = Array.isArray(recipients.items) ? recipients.items.filter(isObject) : [];
  const sides = sidesByEmail(metrics);
  return items.flatMap((item) => {
    const recipient = isObject(item.recipient) ? item.recipient : {};
    if (recipient.recipient_type !== undefined && recipient.recipient_type !== 'SIGNATORY') return [];
    const user = isObject(recipient.user) ? recipient.user : {};
    const action = isObject(item.recipient_action) ? item.recipient_action : undefined;
    const email = textOf(user.email);
    const signatory = compact({
      name: textOf(user.name),
      email,
      designation: textOf(user.designation) ?? null,
      title: textOf(recipient.title) ?? null,
      order: integerOf(recipient.recipient_order),
      status: textOf(item.status),
      signedAt: action?.is_success === true ? (textOf(action.timestamp) ?? null) : null,
      declined: action?.is_success === false,
      notes: textOf(action?.action_notes) ?? null,
      isOurSide: sides.get(email?.toLowerCase() ?? '') ?? null,
    });
    return [signatory];
  });
}

function sidesByEmail(metrics?: JsonObject): Map<string, boolean> {
  const list = metrics?.contract_signed_by_signatory_list;
  const rows = Array.isArray(list) ? list.filter(isObject) : [];
  return new Map(
    rows.flatMap((row) => {
      const email = textOf(row.signatory_email)?.toLowerCase();
      return email && typeof row.is_creator_party === 'boolean' ? [[email, row.is_creator_party] as const] : [];
    }),
  );
}

/** Approvals with their latest action. */
export function approvalsOf(answer: JsonObject): NonNullable<ContractEventPayload['approvals']> {
  const results = Array.isArray(answer.results) ? answer.results.filter(isObject) : [];
  return results.map((result) => {
    const approval = isObject(result.approval) ? result.approval : {};
    const actions = Array.isArray(result.approval_actions) ? result.approval_actions.filter(isObject) : [];
    const latest = actions.find((action) => action.latest === true) ?? actions.at(-1);
    return compact({
      name: textOf(approval.approval_name),
      type: textOf(approval.approval_type),
      status: textOf(approval.status),
      approver: personOf(approval.org_user),
      lastActionAt: textOf(latest?.created) ?? null,
      notes: textOf(latest?.notes) ?? textOf(approval.notes) ?? null,
    });
  });
}

/** Times and turns of the contract's process. */
export function metricsOf(answer: JsonObject): NonNullable<ContractEventPayload['metrics']> {
  const turns = isObject(answer.contract_turns) ? answer.contract_turns : {};
  return {
    sentToCounterpartyAt: textOf(answer.contract_sent_to_cp_datetime) ?? null,
    markedForSignatureAt: textOf(answer.marked_for_signature_datetime) ?? null,
    executedAt: textOf(answer.contract_executed_datetime) ?? null,
    turns: integerOf(turns.no_of_turns) ?? null,
    pendingWith: textOf(answer.pending_with) ?? null,
  };
}

/** What the contract list adds to the webhook's own description of the contract. */
export function listedContract(row: JsonObject): Partial<ContractEventPayload['contract']> {
  const name = textOf(row.created_by_user_name) ?? textOf(row.created_by);
  const email = textOf(row.created_by_user_email);
  const workspace = row.created_by_workspace;
  return compact({
    title: textOf(row.contract_name),
    status: textOf(row.contract_status),
    link: textOf(row.contract_link),
    referenceId: textOf(row.reference_id),
    createdBy: name || email ? compact({ name, email }) : undefined,
    workspaceId: typeof workspace === 'string' ? workspace : integerOf(workspace),
  });
}

/** Answers of a questionnaire; only the wanted variables when a list is given. */
export function answersOf(answer: JsonObject, wanted?: readonly string[]): JsonObject {
  const answers = isObject(answer.questionnaire_response_data) ? answer.questionnaire_response_data : {};
  if (!wanted) return answers;
  return Object.fromEntries(Object.entries(answers).filter(([name]) => wanted.includes(name)));
}
