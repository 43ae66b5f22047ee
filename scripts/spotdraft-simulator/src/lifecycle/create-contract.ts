import { Refusal } from '../errors.ts';
import type {
  Contract,
  Counterparty,
  ExternalMetadata,
  Person,
  QuestionnaireResponse,
  Signatory,
} from '../model/contract.ts';
import type { ContractType } from '../model/workspace.ts';
import type { Store } from '../state/store.ts';
import type { ParsedContractInput } from './contract-input.ts';
import { newKeyPointer } from './key-pointers.ts';

type CounterpartyInput = NonNullable<ParsedContractInput['counterparties']>[number];

const defaultCounterparty: CounterpartyInput = {
  type: 'Organization',
  organizationName: 'Northwind Traders',
  pocName: 'Luis Ortega',
  pocEmail: 'luis.ortega@northwind.example',
};

/**
 * Makes a draft contract from what the caller gave and the workspace's defaults. Nothing is stored or announced yet.
 *
 * @throws Refusal 400 when the type, template, entity or a metadata field is not in the workspace; 409 when the id is taken
 */
export function newContract(store: Store, input: ParsedContractInput): Contract {
  const type = contractTypeOf(store, input);
  const templateId = templateOf(store, input, type);
  const counterparties = (input.counterparties ?? [defaultCounterparty]).map((party) => counterpartyOf(store, party));
  const businessUser = input.businessUser ?? memberOf(store, 0);
  const legalUser = input.legalUser === undefined ? memberOf(store, 1) : input.legalUser;
  const entityReferenceId = entityOf(store, input);
  const externalMetadata = externalMetadataOf(input);
  const identity = identityOf(store, input);
  const createdAt = store.instant();
  const respondent = { at: createdAt, name: businessUser.name, organization: store.workspace.organization };
  return {
    ...identity,
    title: input.title ?? `${type.name} - ${counterpartyName(counterparties)}`,
    kind: input.kind,
    contractTypeId: type.id,
    ...(templateId === undefined ? {} : { templateId }),
    ...(input.referenceId == null ? {} : { referenceId: input.referenceId }),
    status: 'DRAFT',
    createdBy: businessUser,
    businessUser,
    ...(legalUser === null ? {} : { legalUser }),
    counterparties,
    ...(entityReferenceId === undefined ? {} : { entityReferenceId }),
    ...(externalMetadata === undefined ? {} : { externalMetadata }),
    keyPointers: Object.entries(input.metadata).map(([name, value]) => newKeyPointer(store, type, name, value)),
    signatories: signatoriesOf(store, input, counterparties, createdAt),
    approvals: [],
    ...responses('intakeForm', input.intakeForm, respondent),
    ...responses('templateQuestionnaire', input.templateQuestionnaire, respondent),
    file: { versionId: store.next('version'), ...definedOnly(input.file) },
    createdAt,
    updatedAt: createdAt,
    ...(input.expiresAt === undefined ? {} : { expiresAt: input.expiresAt }),
    turns: 0,
    deleted: false,
    events: [],
  };
}

/** The name a contract list shows for the other side. */
export function counterpartyName(counterparties: readonly Counterparty[]): string {
  return counterparties.map((party) => party.organizationName ?? party.pocName ?? '').find((name) => name !== '') ?? '';
}

function contractTypeOf(store: Store, input: ParsedContractInput): ContractType {
  const types = store.workspace.contractTypes;
  const fromTemplate = store.workspace.templates.find((template) => template.id === input.templateId)?.contractTypeId;
  const id = input.contractTypeId ?? fromTemplate ?? 212;
  const type =
    types.find((candidate) => candidate.id === id) ?? (input.contractTypeId === undefined ? types[0] : undefined);
  if (type !== undefined) return type;
  throw new Refusal(
    400,
    `There is no contract type ${id}. The workspace has: ${types.map((t) => `${t.id} ${t.name}`).join(', ')}.`,
  );
}

/** Only contracts made from a template have one; for these the type's first template is the default. */
function templateOf(store: Store, input: ParsedContractInput, type: ContractType): number | undefined {
  if (input.templateId === null) return undefined;
  const templates = store.workspace.templates;
  if (input.templateId === undefined) {
    const madeFromTemplate = input.kind.includes('TEMPLATE');
    return madeFromTemplate ? templates.find((template) => template.contractTypeId === type.id)?.id : undefined;
  }
  if (templates.some((template) => template.id === input.templateId && template.contractTypeId === type.id)) {
    return input.templateId;
  }
  throw new Refusal(400, `Contract type ${type.id} has no template ${input.templateId}.`);
}

function entityOf(store: Store, input: ParsedContractInput): string | undefined {
  const { entities } = store.workspace;
  if (input.entityReferenceId === null) return undefined;
  if (input.entityReferenceId === undefined) return entities.find((entity) => entity.isPrimary)?.referenceId;
  if (entities.some((entity) => entity.referenceId === input.entityReferenceId)) return input.entityReferenceId;
  throw new Refusal(400, `There is no entity ${input.entityReferenceId}.`);
}

function externalMetadataOf(input: ParsedContractInput): ExternalMetadata | undefined {
  if (input.link !== undefined && input.externalMetadata !== undefined) {
    throw new Refusal(400, 'Give either link or externalMetadata, not both.');
  }
  return input.link === undefined ? (input.externalMetadata as ExternalMetadata | undefined) : linkMetadata(input.link);
}

/** The external metadata SpotDraft's Salesforce integration writes for a link. */
export function linkMetadata(link: { readonly id: string; readonly recordType: string }): ExternalMetadata {
  return { id: link.id, integration_name: 'Salesforce', record_type: link.recordType, record_data: {} };
}

function identityOf(store: Store, input: ParsedContractInput): Pick<Contract, 'series' | 'number'> {
  if (input.id === undefined) return { series: 'T', number: freeNumber(store) };
  if (store.state.contracts.some((contract) => `${contract.series}-${contract.number}` === input.id)) {
    throw new Refusal(409, `There is already a contract ${input.id}.`);
  }
  return { series: input.id.startsWith('H') ? 'H' : 'T', number: Number(input.id.slice(2)) };
}

function freeNumber(store: Store): number {
  const number = store.next('contract');
  return store.find(number) === undefined ? number : freeNumber(store);
}

function memberOf(store: Store, index: number): Person {
  const user = store.workspace.users[index] ?? store.workspace.users[0];
  if (user === undefined) throw new Refusal(400, 'The workspace has no users.');
  return { name: user.name, email: user.email };
}

function counterpartyOf(store: Store, { counterpartyId, ...rest }: CounterpartyInput): Counterparty {
  const id = counterpartyId === undefined ? store.next('counterparty') : counterpartyId;
  return { ...(definedOnly(rest) as Counterparty), ...(id === null ? {} : { counterpartyId: id }) };
}

/** Without signatories of the caller's, the counterparty's contact signs first and then one of ours. */
function signatoriesOf(
  store: Store,
  input: ParsedContractInput,
  counterparties: readonly Counterparty[],
  addedAt: string,
): Signatory[] {
  const contact = counterparties.find((party) => party.pocEmail !== undefined);
  const ours = store.workspace.users.at(-1);
  const fallback: NonNullable<ParsedContractInput['signatories']> = [];
  if (contact?.pocEmail !== undefined) {
    fallback.push({
      name: contact.pocName ?? contact.pocEmail,
      email: contact.pocEmail,
      designation: null,
      isCreatorParty: false,
    });
  }
  if (ours !== undefined) {
    fallback.push({ name: ours.name, email: ours.email, designation: ours.designation, isCreatorParty: true });
  }
  const signatories = input.signatories ?? fallback;
  if (new Set(signatories.map((signatory) => signatory.email)).size < signatories.length) {
    throw new Refusal(400, 'Two signatories have the same e-mail.');
  }
  return signatories.map((signatory, index) => ({
    recipientId: store.next('recipient'),
    userId: store.personId(signatory.email),
    ...signatory,
    order: index + 1,
    addedAt,
  }));
}

function responses(
  name: 'intakeForm' | 'templateQuestionnaire',
  answers: Readonly<Record<string, unknown>> | undefined,
  respondent: QuestionnaireResponse['respondents'][number],
): { intakeForm?: QuestionnaireResponse; templateQuestionnaire?: QuestionnaireResponse } {
  return answers === undefined ? {} : { [name]: { answers, respondents: [respondent] } };
}

/** Leaves out members that are undefined, which optional members of our types may not be. */
function definedOnly<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
