/** Faults of a whole list, found before any record is saved. Source: Apex Developer Guide, "DML Considerations". */
import type { SObjectValue } from '../../runtime/index.ts';
import { currentFrame, throwApex } from '../../runtime/index.ts';
import type { DmlOptions } from '../../runtime/ports.ts';

/**
 * Refuses lists that name a record twice. Not those of API calls, where the row fails instead.
 * @throws System.NullPointerException, System.ListException
 */
export function checkList(records: readonly (SObjectValue | null)[], { operation, externalId }: DmlOptions): void {
  if (records.includes(null)) throwApex('System.NullPointerException', 'Attempt to de-reference a null object');
  const frame = currentFrame();
  if (frame.entryPoint === 'api' && frame.triggers.length === 0) return;
  if ((operation === 'insert' || operation === 'upsert') && new Set(records).size < records.length)
    throwApex('System.ListException', 'Before Insert or Upsert list must not have two identically equal elements');
  if (operation === 'insert' || (operation === 'upsert' && externalId !== null)) return;
  const seen = new Set<string>();
  for (const record of records) {
    const id = record?.id?.value;
    if (id === undefined) continue;
    if (seen.has(id)) throwApex('System.ListException', `Duplicate id in list: ${id}`);
    seen.add(id);
  }
}
