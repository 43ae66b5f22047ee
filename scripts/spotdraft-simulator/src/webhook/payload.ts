import type { Contract, Counterparty, Instant, Person } from '../model/contract.ts';
import type { Activity } from '../model/vocabulary.ts';
import type { Workspace } from '../model/workspace.ts';

/** The part of a webhook that differs from activity to activity. */
export interface ActivityData {
  readonly performed_by: Person;
  readonly timestamp: Instant;
  readonly [extra: string]: unknown;
}

/**
 * Builds the body SpotDraft posts: one flat object, optional members absent when unset, compact JSON. The keys and their
 * order are those of the documented samples (`ContractActivityDomainModel`).
 */
export function webhookBody(
  contract: Contract,
  workspace: Workspace,
  activity: Activity,
  activityData: ActivityData,
): string {
  const typeName = contractTypeName(contract, workspace);
  // JSON.stringify leaves out the members that are undefined.
  return JSON.stringify({
    contract_id: contract.number,
    contract_kind: contract.kind,
    contract_title: contract.title,
    contract_type: typeName,
    contract_type_name: typeName,
    contract_type_id: contract.contractTypeId,
    contract_status: contract.status,
    business_user: personView(contract.businessUser),
    legal_user: contract.legalUser === undefined ? undefined : personView(contract.legalUser),
    created_at: contract.createdAt,
    counterparties: contract.counterparties.length === 0 ? undefined : contract.counterparties.map(counterpartyView),
    external_metadata: contract.externalMetadata,
    entity: entityView(contract, workspace),
    contract_reference_id: contract.referenceId,
    contract_template_id: contract.templateId,
    activity_data: activityData,
    activity,
  });
}

/** The name of a contract's type; a type the workspace no longer has shows as its number. */
export function contractTypeName(contract: Pick<Contract, 'contractTypeId'>, workspace: Workspace): string {
  const type = workspace.contractTypes.find((candidate) => candidate.id === contract.contractTypeId);
  return type?.name ?? String(contract.contractTypeId);
}

function personView(person: Person): { name: string; email: string | undefined } {
  return { name: person.name, email: person.email };
}

function counterpartyView(counterparty: Counterparty): Record<string, unknown> {
  return {
    type: counterparty.type,
    organization_name: counterparty.organizationName,
    poc_name: counterparty.pocName,
    poc_email: counterparty.pocEmail,
    counterparty_id: counterparty.counterpartyId,
  };
}

function entityView(contract: Contract, workspace: Workspace): Record<string, string> | undefined {
  const entity = workspace.entities.find((candidate) => candidate.referenceId === contract.entityReferenceId);
  if (entity === undefined) return undefined;
  return {
    reference_id: entity.referenceId,
    name: entity.name,
    jurisdiction: entity.jurisdiction.name,
    type: entity.organizationType.name,
  };
}
