/** Opens the data side of an org: store, rights, queries, DML, formulas and files put together. */
import { ApexId, currentFrame } from '../runtime/index.ts';
import type { DataPort, OrgFacts } from '../runtime/index.ts';
import type { DataExtras } from '../library/index.ts';
import type { ObjectSchema, OrgSchema } from '../schema/model.ts';
import { corporateCurrency } from '../schema/org-shape.ts';
import type { ProjectPermissions } from '../schema/permissions.ts';
import { Access } from './access/index.ts';
import type { ApexNames } from './bootstrap/index.ts';
import { bootstrap } from './bootstrap/index.ts';
import { AssignmentRules } from './assignment.ts';
import { Currencies } from './currencies.ts';
import { Duplicates } from './duplicates/index.ts';
import { createDml } from './dml/index.ts';
import { RecordLocks } from './dml/record-locks.ts';
import { standardBehaviors } from './dml/standard-behavior.ts';
import { StoredBytes, fileBehaviors, readBody } from './files/index.ts';
import type { Faults } from './faults/index.ts';
import { withFaults } from './faults/locking.ts';
import { createFormulas } from './formula/index.ts';
import type { FormulaExpressions } from './formula/index.ts';
import { lookupFilters } from './lookup-filters.ts';
import { RecordTypes } from './record-types.ts';
import { createQueries } from './soql/index.ts';
import { storageOf } from './storage.ts';
import { openStore } from './store/index.ts';
import type { SqliteStore } from './store/index.ts';
import { SystemRecords } from './system-records.ts';

export interface DataOptions {
  readonly schema: OrgSchema;
  readonly file: string | null;
  readonly namespace: string | null;
  readonly permissions: ProjectPermissions;
  readonly apex: ApexNames;
  readonly now: () => number;
  /** What is to go wrong. */
  readonly faults: Faults;
}

export interface OrgData {
  readonly store: SqliteStore;
  readonly port: DataPort;
  readonly access: Access;
  readonly facts: OrgFacts;
  readonly formulas: FormulaExpressions;
  /** Username of the administrator. */
  readonly administrator: string;
  nextId(keyPrefix: string): string;
  /** Records that the platform itself keeps. */
  readonly systemRecords: SystemRecords;
  /** Takes over an uploaded file as the value of a blob field. */
  adoptFile(path: string): unknown;
  /** Where the bytes of a record's field are stored. */
  blobOf(object: ObjectSchema, id: string, field: string): { readonly blobId: string; readonly size: number } | null;
}

/** @throws Error when the file cannot be used, or metadata names what is not there */
export function openData(options: DataOptions): OrgData {
  const { schema, now } = options;
  const store = openStore({ schema, file: options.file });
  const { organizationId, administrator } = setUp(store, options);
  const access = new Access(store, () => currentFrame().user.id);
  const customPermission = (name: string): boolean => access.customPermission(name, options.namespace);
  const formula = createFormulas({ store, now, customPermission });
  const currencies = new Currencies(store);
  const queries = createQueries({
    store,
    currencies,
    schema,
    access,
    formula,
    files: { body: (_object, field, id) => readBody(store, field, id) },
  });
  const behaviors = [...standardBehaviors(store), ...fileBehaviors({ store, now })];
  const duplicates = new Duplicates({
    store,
    access,
    fieldOf: (record, path) => formula.fieldOf(record, path),
    rules: options.permissions.rules.duplicates,
  });
  const assignment = new AssignmentRules(store, formula, options.permissions.rules.assignment);
  const locks = new RecordLocks(store);
  const filters = lookupFilters({ store, fieldOf: (record, path) => formula.fieldOf(record, path) });
  const recordTypes = new RecordTypes(store, () => access.recordTypes());
  const dml = createDml({
    ...{ store, schema, access, formula, behaviors, duplicates, assignment, locks, recordTypes, currencies, now },
    lookupFilters: filters,
  });
  const withoutStorage = withFaults(
    {
      ...queries,
      ...dml,
      findDuplicates: (records, queryOptions) => duplicates.find(records, queryOptions),
      objectAccess: (object) => access.objectAccess(object),
      fieldAccess: (field, object) => access.fieldAccess(field, object),
      customPermission: (name, namespace) => access.customPermission(name, namespace ?? options.namespace),
      classAccess: (name) => access.classAccess(name),
      recordTypeId: (object, developerName) => recordTypes.idOf(object, developerName),
      recordTypeRights: (object) => recordTypes.rights(object),
      evaluateFormula: (text, record) => formula.evaluate(text, record, null),
    },
    options.faults,
    store,
  );
  const port: DataPort & Pick<DataExtras, 'storage' | 'lockRecords' | 'lockedRecords'> = {
    ...withoutStorage,
    storage: () => storageOf(store),
    lockRecords: (records, locked, allOrNone) => locks.set(records, locked, allOrNone),
    lockedRecords: (ids) => locks.lockedOf(ids),
  };
  return {
    store,
    port,
    access,
    formulas: formula,
    administrator,
    facts: {
      id: organizationId,
      name: 'Local Org',
      namespace: options.namespace,
      instanceUrl: 'http://127.0.0.1',
      isSandbox: false,
      timeZone: 'America/Los_Angeles',
      defaultCurrency: corporateCurrency,
    },
    nextId: (keyPrefix) => store.nextId(keyPrefix),
    systemRecords: new SystemRecords(store, now),
    adoptFile: (path) => new StoredBytes(store.blobs.adoptFile(path)),
    blobOf: (_object, id, field) => {
      const blob = store.blobs.ofField(ApexId.of(id).value, field);
      return blob === null ? null : { blobId: String(blob.id), size: blob.size };
    },
  };
}

function setUp(store: SqliteStore, options: DataOptions): ReturnType<typeof bootstrap> {
  store.begin();
  try {
    const result = bootstrap(store, {
      permissions: options.permissions,
      apex: options.apex,
      namespace: options.namespace,
      now: options.now(),
    });
    store.commit();
    return result;
  } catch (error) {
    store.rollback();
    throw error;
  }
}
