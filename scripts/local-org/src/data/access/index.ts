/** What users may see and do: rights on objects and fields, and sharing of records. */
import type { FieldAccess, ObjectAccess } from '../../runtime/ports.ts';
import { addressOf } from '../../schema/compound.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { SqliteStore } from '../store/index.ts';
import { fileFilter, isFileObject } from './files.ts';
import { commonAccess, fullAccess, isPermissionable, noAccess, ungoverned } from './kinds.ts';
import type { Rights } from './rights.ts';
import { readRights } from './rights.ts';
import type { RowFilter } from './row-filter.ts';
import { joined } from './row-filter.ts';
import { sharedWith } from './shares.ts';

export { isPermissionable } from './kinds.ts';
export type { RowFilter } from './row-filter.ts';

export class Access {
  readonly #store: SqliteStore;
  readonly #userId: () => string;
  #rights = new Map<string, Rights>();
  #version = -1;

  /** @param userId the user whose rights are asked for: that of the running transaction */
  constructor(store: SqliteStore, userId: () => string) {
    this.#store = store;
    this.#userId = userId;
  }

  objectAccess(object: ObjectSchema): ObjectAccess {
    const rights = this.#current();
    if (rights.modifyAll) return fullAccess;
    const access = commonAccess(object) ?? rights.objects.get(object.name.toLowerCase()) ?? noAccess;
    return rights.viewAll && access.read ? { ...access, viewAll: true } : access;
  }

  fieldAccess(field: FieldSchema, object: ObjectSchema): FieldAccess {
    const rights = this.#current();
    if (rights.modifyAll || !isPermissionable(field, object)) return ungoverned();
    const rightOn = ({ name }: FieldSchema): FieldAccess | undefined =>
      rights.fields.get(`${object.name}.${name}`.toLowerCase());
    // The platform grants addresses as a whole.
    const whole = addressOf(object, field);
    return rightOn(field) ?? (whole === null ? undefined : rightOn(whole)) ?? { read: false, edit: false };
  }

  customPermission(name: string, namespace: string | null): boolean {
    const { customPermissions } = this.#current();
    const key = name.toLowerCase();
    const [prefix, plain] = key.includes('__') ? key.split('__', 2) : [namespace?.toLowerCase() ?? '', key];
    return customPermissions.has(`${prefix}:${plain}`) || customPermissions.has(`:${key}`);
  }

  /** System permissions by API name: `ViewAllData`, `ApiEnabled` … */
  hasSystemPermission(name: string): boolean {
    return this.#current().systemPermissions.has(name.toLowerCase());
  }

  /** Ids of the record types that the user has, each with whether it is the default of his profile. */
  recordTypes(): ReadonlyMap<string, boolean> {
    return this.#current().recordTypes;
  }

  classAccess(name: string): boolean {
    const rights = this.#current();
    return rights.modifyAll || rights.classes.has(name.toLowerCase());
  }

  /** Rows of the table joined as `alias` that the user may read or edit; null: all. */
  sharingFilter(object: ObjectSchema, alias: string, right: 'read' | 'edit'): RowFilter | null {
    const rights = this.#current();
    if (isFileObject(object)) return this.#files(object, alias, right, rights);
    const access = this.objectAccess(object);
    if (right === 'read' ? access.viewAll : access.modifyAll) return null;
    switch (object.sharingModel) {
      case 'ReadWrite':
      case 'FullAccess':
        return null;
      case 'Read':
        return right === 'read' ? null : this.#owned(object, alias, right, rights);
      case 'Private':
        return this.#owned(object, alias, right, rights);
      case 'ControlledByParent':
        return notPrivate(object, alias, this.#byParent(object, alias, right, rights), this.#userId());
    }
  }

  /** Whether another user may read records of an object at all. */
  readableBy(object: ObjectSchema, userId: string): boolean {
    const access = commonAccess(object) ?? this.#of(userId).objects.get(object.name.toLowerCase()) ?? noAccess;
    return access.read || this.#of(userId).modifyAll;
  }

  /** Of records that exist, those that the user may read or edit. */
  shared(object: ObjectSchema, ids: readonly string[], right: 'read' | 'edit'): Set<string> {
    const filter = this.sharingFilter(object, 't', right);
    if (filter === null) return new Set(ids);
    const sql = `SELECT t."Id" FROM ${this.#store.table(object)} t WHERE t."Id" IN (SELECT value FROM json_each(?)) AND (${filter.sql})`;
    return new Set(this.#store.all(sql, [JSON.stringify(ids), ...filter.values]).map(([id]) => String(id as string)));
  }

  #current(): Rights {
    return this.#of(this.#userId());
  }

  #of(userId: string): Rights {
    if (this.#version !== this.#store.setupVersion) {
      this.#rights = new Map();
      this.#version = this.#store.setupVersion;
    }
    let rights = this.#rights.get(userId);
    if (rights === undefined) this.#rights.set(userId, (rights = readRights(this.#store, userId)));
    return rights;
  }

  #owned(object: ObjectSchema, alias: string, right: 'read' | 'edit', rights: Rights): RowFilter | null {
    if (object.fields.get('ownerid') === undefined) return null;
    const principals = JSON.stringify(rights.principals);
    const owned = `${alias}."OwnerId" IN (SELECT value FROM json_each(?))`;
    const shared = sharedWith(this.#store, object, alias, right);
    return shared === null
      ? { sql: owned, values: [principals] }
      : { sql: `${owned} OR ${shared}`, values: [principals, principals] };
  }

  /** Files that the user has; all of them for who may query all files. */
  #files(object: ObjectSchema, alias: string, right: 'read' | 'edit', rights: Rights): RowFilter | null {
    const all = right === 'read' ? this.queriesAllFiles() : rights.modifyAll;
    if (all) return null;
    return fileFilter(object, alias, right, {
      store: this.#store,
      userId: this.#userId(),
      reachable: (column, ids, of, wanted) => this.#reachable(column, ids, of, wanted),
    });
  }

  /** The permission needs View All Data. */
  queriesAllFiles(): boolean {
    const rights = this.#current();
    return rights.viewAll && rights.systemPermissions.has('queryallfiles');
  }

  /** A detail is as visible as its master; without a parent, its owner's. */
  #byParent(object: ObjectSchema, alias: string, right: 'read' | 'edit', rights: Rights): RowFilter | null {
    const link =
      [...object.fields.values()].find((field) => field.masterDetail) ??
      object.fields.get('accountid') ??
      object.fields.get('parentid');
    if (link === undefined) return null;
    const column = `${alias}.${this.#store.column(link)}`;
    const parents = this.#parents(column, link, object, alias, right);
    if (parents === null) return null;
    const owned = this.#owned(object, alias, right, rights);
    const orphan: RowFilter[] =
      owned === null ? [] : [joined(' AND ', [{ sql: `${column} IS NULL`, values: [] }, owned])];
    return joined(' OR ', [parents, ...orphan]);
  }

  #parents(
    column: string,
    link: FieldSchema,
    object: ObjectSchema,
    alias: string,
    right: 'read' | 'edit',
  ): RowFilter | null {
    if (link.referenceTo.length > 1) return this.#reachable(column, link, object, right);
    const parent = this.#store.schema.object(link.referenceTo[0] ?? '', null);
    const filter = parent === undefined ? null : this.sharingFilter(parent, `${alias}p`, right);
    if (parent === undefined || filter === null) return null;
    return this.#exists(parent, `${alias}p`, column, filter);
  }

  #exists(parent: ObjectSchema, alias: string, column: string, { sql, values }: RowFilter): RowFilter {
    const table = this.#store.table(parent);
    return { sql: `EXISTS (SELECT 1 FROM ${table} ${alias} WHERE ${alias}."Id" = ${column} AND (${sql}))`, values };
  }

  /** Rows whose reference to records of several objects leads to one that the user has. Users and groups are no records. */
  #reachable(column: string, link: FieldSchema, of: ObjectSchema, right: 'read' | 'edit'): RowFilter {
    const stored = this.#store.column(link);
    const prefixes = this.#store.all(`SELECT DISTINCT substr(${stored}, 1, 3) FROM ${this.#store.table(of)}`, []);
    const parts = prefixes.flatMap(([prefix]): RowFilter[] => {
      const target = this.#store.schema.byKeyPrefix(String(prefix));
      if (target === undefined || target.setup || !this.objectAccess(target).read) return [];
      const alias = `r${column.replace(/\W/g, '')}`;
      const filter = this.sharingFilter(target, alias, right);
      return filter === null
        ? [{ sql: `substr(${column}, 1, 3) = '${target.keyPrefix}'`, values: [] }]
        : [this.#exists(target, alias, column, filter)];
    });
    return joined(' OR ', parts);
  }
}

/** Notes and attachments may be their owner's only. */
function notPrivate(object: ObjectSchema, alias: string, filter: RowFilter | null, userId: string): RowFilter | null {
  if (object.name !== 'Attachment' && object.name !== 'Note') return filter;
  const own = {
    sql: `${alias}."IsPrivate" = 0 OR ${alias}."OwnerId" = ?`,
    values: [userId],
  };
  return joined(' AND ', filter === null ? [own] : [filter, own]);
}
