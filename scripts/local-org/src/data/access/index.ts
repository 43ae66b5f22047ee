/** What users may see and do: rights on objects and fields, and sharing of records. */
import type { SQLInputValue } from 'node:sqlite';
import type { FieldAccess, ObjectAccess } from '../../runtime/ports.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { SqliteStore } from '../store/index.ts';
import { commonAccess, fullAccess, isPermissionable, noAccess, ungoverned } from './kinds.ts';
import type { Rights } from './rights.ts';
import { readRights } from './rights.ts';
import { sharedWith } from './shares.ts';

export { isPermissionable } from './kinds.ts';

export interface RowFilter {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

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
    return rights.fields.get(`${object.name}.${field.name}`.toLowerCase()) ?? { read: false, edit: false };
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

  classAccess(name: string): boolean {
    const rights = this.#current();
    return rights.modifyAll || rights.classes.has(name.toLowerCase());
  }

  /** Rows of the table joined as `alias` that the user may read or edit; null: all. */
  sharingFilter(object: ObjectSchema, alias: string, right: 'read' | 'edit'): RowFilter | null {
    const rights = this.#current();
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
        return this.#byParent(object, alias, right, rights);
    }
  }

  /** Of records that exist, those that the user may edit. */
  editable(object: ObjectSchema, ids: readonly string[]): Set<string> {
    const filter = this.sharingFilter(object, 't', 'edit');
    if (filter === null) return new Set(ids);
    const sql = `SELECT t."Id" FROM ${this.#store.table(object)} t WHERE t."Id" IN (SELECT value FROM json_each(?)) AND (${filter.sql})`;
    return new Set(this.#store.all(sql, [JSON.stringify(ids), ...filter.values]).map(([id]) => String(id as string)));
  }

  #current(): Rights {
    if (this.#version !== this.#store.setupVersion) {
      this.#rights = new Map();
      this.#version = this.#store.setupVersion;
    }
    const userId = this.#userId();
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

  /** A detail is as visible as its master; without a parent, its owner's. */
  #byParent(object: ObjectSchema, alias: string, right: 'read' | 'edit', rights: Rights): RowFilter | null {
    const link =
      [...object.fields.values()].find((field) => field.masterDetail) ??
      object.fields.get('accountid') ??
      object.fields.get('parentid');
    const parent =
      link?.referenceTo.length === 1 ? this.#store.schema.object(link.referenceTo[0] ?? '', null) : undefined;
    if (link === undefined || parent === undefined) return null;
    const filter = this.sharingFilter(parent, 'p', right);
    if (filter === null) return null;
    const column = `${alias}.${this.#store.column(link)}`;
    const owned = this.#owned(object, alias, right, rights);
    const orphan = owned === null ? '' : ` OR (${column} IS NULL AND (${owned.sql}))`;
    return {
      sql: `EXISTS (SELECT 1 FROM ${this.#store.table(parent)} p WHERE p."Id" = ${column} AND (${filter.sql}))${orphan}`,
      values: [...filter.values, ...(owned?.values ?? [])],
    };
  }
}
