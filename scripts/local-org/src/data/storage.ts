/** How much of its storage an org uses. Source: Salesforce Help, "Data and File Storage Allocations" (overview.storage). */
import type { SqliteStore } from './store/index.ts';

/** Most records count as 2 KB, whatever they hold. */
const recordBytes = 2048;
const megabyte = 1024 * 1024;
/** Of an Enterprise org without further licences. */
const maximum = 10 * 1024;

/** Megabytes of records and of files, and how many there may be of each. */
export function storageOf(store: SqliteStore): { data: number; files: number; maximum: number } {
  let rows = 0;
  for (const object of store.schema.objects.values()) {
    if (object.setup || (object.kind !== 'standard' && object.kind !== 'custom')) continue;
    rows += Number(store.all(`SELECT COUNT(*) FROM ${store.table(object)}`, [])[0]?.[0] ?? 0);
  }
  const bytes = Number(store.all('SELECT COALESCE(SUM(size), 0) FROM _blob', [])[0]?.[0] ?? 0);
  return { data: Math.ceil((rows * recordBytes) / megabyte), files: Math.ceil(bytes / megabyte), maximum };
}
