import type pg from 'pg';
import { textOf, type JsonObject } from '../shared/json.ts';
import { NotAvailable, type ContractApi } from '../spotdraft/index.ts';
import { findIdentity, saveIdentity } from '../store/sequence.ts';

/**
 * The composite id of a contract that a webhook names by its integer. `T-` and `H-` ids are separate series, so the same
 * integer can mean two contracts; name and creation time decide. The first certain answer is kept for good.
 */
export async function resolveIdentity(
  pool: pg.Pool,
  api: ContractApi,
  connectionKey: string,
  number: string,
  body: JsonObject,
): Promise<string> {
  const known = await findIdentity(pool, connectionKey, number);
  if (known) return known;
  const found = fromList(await rowsOf(api, number), number, body) ?? (await fromStatus(api, number, body));
  // A contract that cannot be seen (deleted, not visible) is taken for one of today's; not kept, as it is a guess.
  if (!found) return `T-${number}`;
  await saveIdentity(pool, connectionKey, number, found);
  return (await findIdentity(pool, connectionKey, number)) ?? found;
}

async function rowsOf(api: ContractApi, number: string): Promise<JsonObject[]> {
  return (await orNothing(api.findByNumber(number))) ?? [];
}

function fromList(rows: readonly JsonObject[], number: string, body: JsonObject): string | undefined {
  // Some answers hold plain integers where the composite id is documented.
  const candidates = rows.map((row) => ({ row, id: /^[TH]-/.test(String(row.id)) ? String(row.id) : `T-${number}` }));
  const matching = candidates.filter(({ id, row }) => id.endsWith(`-${number}`) && isSameContract(row, body));
  const best = matching.find(({ id }) => id.startsWith('T-')) ?? matching[0];
  if (best) return best.id;
  // Renamed meanwhile: the only candidate of today's series can be no other.
  return candidates.find(({ id }) => id === `T-${number}`)?.id;
}

function isSameContract(row: JsonObject, body: JsonObject): boolean {
  const created = seconds(row.created);
  if (created !== undefined && seconds(body.created_at) !== undefined) return created === seconds(body.created_at);
  return textOf(row.contract_name) === textOf(body.contract_title);
}

function seconds(value: unknown): number | undefined {
  const time = Date.parse(textOf(value) ?? '');
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
}

async function fromStatus(api: ContractApi, number: string, body: JsonObject): Promise<string | undefined> {
  for (const id of [`T-${number}`, `H-${number}`]) {
    const status = await orNothing(api.status(id));
    if (status && textOf(status.contract_name) === textOf(body.contract_title)) return id;
  }
  return undefined;
}

async function orNothing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof NotAvailable) return undefined;
    throw error;
  }
}
