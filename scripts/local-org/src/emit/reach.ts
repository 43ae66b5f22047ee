/** Whether code can come to a data operation: by itself, or by calling other code. Code that cannot need not tell its sharing. */
import type { BoundBlock } from '../types/bound.ts';

/** Platform namespaces and types whose members touch data in the name of their caller. */
const dataTypes: ReadonlySet<string> = new Set([
  'Database',
  'Search',
  'Security',
  'Test',
  'EventBus',
  'System',
  'Type',
  'SObject',
  'JSON',
  'Iterator',
  'Iterable',
]);

/** Namespaces all of whose members do. */
const dataNamespaces: ReadonlySet<string> = new Set(['Database', 'Flow', 'Invocable']);

/** Looks for SOQL, DML, and calls of methods that are no plain platform functions. */
export function reachesOut(block: BoundBlock): boolean {
  return anyNode(block, (node) => {
    if (node['kind'] === 'soql' || node['kind'] === 'sosl' || node['kind'] === 'dml') return true;
    if (node['kind'] === 'new') return isOpen(node['constructor']);
    return node['kind'] === 'call' && isOpen(node['method']);
  });
}

function isOpen(member: unknown): boolean {
  if (typeof member !== 'object' || member === null) return false;
  const { native, owner } = member as { native?: unknown; owner?: { name?: string; namespace?: string | null } };
  if (native === undefined) return true;
  return dataTypes.has(owner?.name ?? '') || dataNamespaces.has(owner?.namespace ?? '');
}

type Visit = (node: Record<string, unknown>) => boolean;

/** Walks the bound tree without leaving it: symbols, types and schema are not followed. */
function anyNode(node: unknown, visit: Visit): boolean {
  if (Array.isArray(node)) return node.some((item) => anyNode(item, visit));
  if (typeof node !== 'object' || node === null) return false;
  const record = node as Record<string, unknown>;
  if (typeof record['kind'] === 'string' && visit(record)) return true;
  return Object.entries(record).some(([key, value]) => !leavesTree.has(key) && anyNode(value, visit));
}

const leavesTree: ReadonlySet<string> = new Set([
  'type',
  'position',
  'method',
  'constructor',
  'field',
  'local',
  'object',
  'symbol',
  'query',
  'test',
  'literal',
  'externalId',
]);
