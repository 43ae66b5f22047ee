import { Refusal } from '../errors.ts';
import { compositeId } from '../model/contract.ts';
import type { Contract } from '../model/contract.ts';
import type { Store } from '../state/store.ts';
import { counterpartyName } from '../lifecycle/create-contract.ts';
import { contractTypeName } from '../webhook/payload.ts';

type Reader = (contract: Contract, store: Store) => string | number | undefined;

/** What `filter__X` compares. Source: SpotDraft API, "List contracts". */
const fields: Readonly<Record<string, Reader>> = {
  created_at: (contract) => Date.parse(contract.createdAt),
  execution_date: (contract) => (contract.executedAt === undefined ? undefined : Date.parse(contract.executedAt)),
  expiring_at: (contract) => (contract.expiresAt === undefined ? undefined : Date.parse(contract.expiresAt)),
  last_updated_on: (contract) => Date.parse(contract.updatedAt),
  contract_type_id: (contract) => contract.contractTypeId,
  display_status: (contract) => contract.status,
  contract_id: (contract) => compositeId(contract),
  contract_kind: (contract) => contract.kind,
  contract_reference_id: (contract) => contract.referenceId,
  contract_type_name: (contract, store) => contractTypeName(contract, store.workspace),
  client_name: (contract) => counterpartyName(contract.counterparties),
};

const dates: ReadonlySet<string> = new Set(['created_at', 'execution_date', 'expiring_at', 'last_updated_on']);
const ordered: ReadonlySet<string> = new Set([...dates, 'contract_type_id']);

/**
 * Whether a contract passes all filters of a query string.
 * @throws Refusal 400 for a filter or operator that the list does not have
 */
export function passes(contract: Contract, query: URLSearchParams, store: Store): boolean {
  return [...query].every(([name, value]) => {
    const match = /^filter__([a-z_]+)(?:\[\$([a-z]+)\])?$/.exec(name);
    if (match === null) return true;
    const [, field = '', operator = 'eq'] = match;
    const read = fields[field];
    if (read === undefined) throw new Refusal(400, `Filter ${field} is not available.`);
    if (!ordered.has(field) && !['eq', 'ne', 'in'].includes(operator))
      throw new Refusal(400, `Filter ${field} does not take $${operator}.`);
    return compare(read(contract, store), operator, value, dates.has(field));
  });
}

function compare(actual: string | number | undefined, operator: string, given: string, isDate: boolean): boolean {
  const wanted = (operator === 'in' ? given.split(/(?<!\\),/) : [given]).map((text) =>
    text.replaceAll('\\,', ',').trim(),
  );
  const values = wanted.map((text) => (isDate ? Date.parse(text) : typeof actual === 'number' ? Number(text) : text));
  if (values.some((value) => Number.isNaN(value))) throw new Refusal(400, `"${given}" cannot be compared.`);
  const [first] = values;
  if (actual === undefined || first === undefined) return operator === 'ne';
  switch (operator) {
    case 'eq':
    case 'in':
      return values.includes(actual);
    case 'ne':
      return actual !== first;
    case 'gt':
      return actual > first;
    case 'gte':
      return actual >= first;
    case 'lt':
      return actual < first;
    case 'lte':
      return actual <= first;
    default:
      throw new Refusal(400, `There is no operator $${operator}.`);
  }
}
