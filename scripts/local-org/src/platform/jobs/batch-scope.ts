/**
 * What a batch works on, cut into chunks that outlive the transaction of start(). Chunks of a QueryLocator hold ids, and the
 * records are read when their chunk runs; chunks of an Iterable hold the items themselves.
 * Source: Apex Developer Guide, "Use Batch Apex" (apex_batch_interface).
 */
import { QueryLocatorObject, iterate, listTypeOf } from '../../library/index.ts';
import {
  ApexList,
  SObjectValue,
  ancestorsOf,
  currentFrame,
  stringValue,
  throwApex,
  type DeferredQuery,
  type QueryOptions,
} from '../../runtime/index.ts';
import { bindsOf } from '../../syntax/soql-binds.ts';
import type { SoqlQuery } from '../../syntax/soql-ast.ts';
import { lineage } from '../../types/members.ts';
import { makeType } from '../../types/platform-types.ts';
import type { Type, TypeSymbol } from '../../types/symbols.ts';
import type { GraphContext } from '../encode.ts';
import { decodeGraph, encodeGraph } from '../encode.ts';

/** Records that execute() gets of a QueryLocator at most. */
const maximumScope = 2000;

export interface BatchScope {
  /** How the records of the chunks are read; null when the chunks hold the items. */
  readonly query: string | null;
  readonly chunks: readonly string[];
}

interface StoredQuery {
  readonly tree: SoqlQuery;
  readonly binds: string;
  readonly options: QueryOptions;
}

/** Walks what start() gave. @throws System.UnexpectedException when it is nothing to walk */
export function splitScope(given: unknown, size: number, batch: object): BatchScope {
  if (given === null) throwApex('System.UnexpectedException', 'Start did not return a valid iterable object.');
  if (given instanceof QueryLocatorObject) {
    const ids = given.records().map((record) => record.id?.value ?? '');
    return {
      query: storeQuery(given.source),
      chunks: cut(ids, Math.min(size, maximumScope)).map((chunk) => JSON.stringify(chunk)),
    };
  }
  const type = listTypeOf(itemType(batch));
  return {
    query: null,
    chunks: cut([...iterate(given)], size).map((items) => encodeGraph(new ApexList(type, items))),
  };
}

/** What execute() gets for a chunk. */
export function readChunk(content: string, query: string | null, graphs: GraphContext): ApexList {
  if (query === null) return decodeGraph(content, graphs) as ApexList;
  return readRecords(JSON.parse(content) as string[], JSON.parse(query) as StoredQuery, graphs);
}

/** What is told of a chunk: the ids of its records, or its items as they print. */
export function scopeText(list: ApexList): string {
  const ids = list.items.map((item) => (item instanceof SObjectValue ? (item.id?.value ?? null) : null));
  return ids.includes(null) ? stringValue(list) : ids.join(',');
}

/** The records as they are now, in the order of the ids; what was deleted in between is left out. Counts as no query. */
function readRecords(ids: readonly string[], stored: StoredQuery, graphs: GraphContext): ApexList {
  const { ports, limits } = currentFrame();
  const binds = (decodeGraph(stored.binds, graphs) as ApexList).items;
  const tree: SoqlQuery = {
    ...stored.tree,
    where: {
      kind: 'comparison',
      left: { kind: 'field', path: ['Id'], alias: null, position: stored.tree.position },
      operator: 'in',
      right: { kind: 'list', values: ids.map((value) => ({ kind: 'string', value })) },
      position: stored.tree.position,
    },
  };
  const { queries, queryRows } = limits.used;
  const rows = ports.data.query(tree, binds, stored.options).filter((row) => row instanceof SObjectValue);
  Object.assign(limits.used, { queries, queryRows });
  const byId = new Map(rows.map((row) => [row.id?.value, row]));
  const records = ids.map((id) => byId.get(id)).filter((row) => row !== undefined);
  const object = rows[0]?.object ?? ports.schema.object(tree.from.name, stored.options.namespace);
  const type = object === undefined ? null : ports.program.findType(object.name, null);
  return new ApexList(listTypeOf(type ?? makeType(ports.program.platformType('System.SObject'))), records);
}

/** The query without what chose its rows; its binds are those that are left, in their order. */
function storeQuery({ query, binds, options }: DeferredQuery): string {
  const values = new Map(bindsOf(query).map((bind, i) => [bind, binds[i] ?? null]));
  const tree: SoqlQuery = { ...query, where: null, orderBy: [], limit: null, offset: null, forClause: null };
  const left = bindsOf(tree).map((bind) => values.get(bind) ?? null);
  const objects = listTypeOf(makeType(currentFrame().ports.program.platformType('System.Object')));
  const stored: StoredQuery = { tree, binds: encodeGraph(new ApexList(objects, left)), options };
  // The expressions behind binds have been evaluated.
  return JSON.stringify(stored, (key, value: unknown) => (key === 'expression' ? null : value));
}

/** T of the Database.Batchable<T> that the class implements. */
function itemType(batch: object): Type {
  const { $type } = batch as { readonly $type: TypeSymbol };
  const batchable = [...lineage(makeType($type))].find((type) => type.symbol.qualifiedName === 'Database.Batchable');
  return batchable?.args[0] ?? makeType(currentFrame().ports.program.platformType('System.Object'));
}

/** Whether the object's class implements a marker interface such as `Database.Stateful`. */
export function hasMarker(batch: object, name: string): boolean {
  const { $type } = batch as { readonly $type: TypeSymbol };
  return [...ancestorsOf($type)].some((ancestor) => ancestor.qualifiedName === name);
}

function cut<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
