/** Opens the data side of an org: store, rights, queries, DML, formulas and files put together. */
import { ApexDatetime, ApexId, currentFrame } from '../runtime/index.ts';
import type { DataPort, OrgFacts } from '../runtime/index.ts';
import type { ObjectSchema, OrgSchema } from '../schema/model.ts';
import type { ProjectPermissions } from '../schema/permissions.ts';
import { Access } from './access/index.ts';
import type { ApexNames } from './bootstrap/index.ts';
import { bootstrap } from './bootstrap/index.ts';
import { createDml } from './dml/index.ts';
import { standardBehaviors } from './dml/standard-behavior.ts';
import { StoredBytes, fileBehaviors, readBody } from './files/index.ts';
import { createFormulas } from './formula/index.ts';
import type { FormulaExpressions } from './formula/index.ts';
import { createQueries } from './soql/index.ts';
import { openStore } from './store/index.ts';
import type { SqliteStore } from './store/index.ts';

export interface DataOptions {
  readonly schema: OrgSchema;
  readonly file: string | null;
  readonly namespace: string | null;
  readonly permissions: ProjectPermissions;
  readonly apex: ApexNames;
  readonly now: () => number;
}

/** A job as its AsyncApexJob record shows it. */
export interface JobRecord {
  readonly id: string;
  readonly className: string;
  readonly status: string;
  readonly error: string | null;
  readonly userId: string;
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
  recordJob(job: JobRecord): void;
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
  const queries = createQueries({
    store,
    schema,
    access,
    formula,
    files: { body: (_object, field, id) => readBody(store, field, id) },
  });
  const behaviors = [...standardBehaviors(store), ...fileBehaviors({ store, now })];
  const dml = createDml({ store, schema, access, formula, behaviors, now });
  const port: DataPort = {
    ...queries,
    ...dml,
    objectAccess: (object) => access.objectAccess(object),
    fieldAccess: (field, object) => access.fieldAccess(field, object),
    customPermission: (name, namespace) => access.customPermission(name, namespace ?? options.namespace),
    classAccess: (name) => access.classAccess(name),
    recordTypeId: (object, developerName) => recordTypeId(store, object, developerName),
    evaluateFormula: (text, record) => formula.evaluate(text, record, null),
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
      defaultCurrency: 'USD',
    },
    nextId: (keyPrefix) => store.nextId(keyPrefix),
    recordJob: (job) => recordJob(store, job, now()),
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

function recordTypeId(store: SqliteStore, object: ObjectSchema, developerName: string): ApexId | null {
  const id = store.all('SELECT "Id" FROM "RecordType" WHERE "SobjectType" = ? AND "DeveloperName" = ?', [
    object.name,
    developerName,
  ])[0]?.[0];
  return typeof id === 'string' ? ApexId.of(id) : null;
}

function recordJob(store: SqliteStore, job: JobRecord, now: number): void {
  const object = store.schema.object('AsyncApexJob', null);
  if (object === undefined) return;
  const time = new ApexDatetime(Math.floor(now / 1000) * 1000);
  const classId = store.all('SELECT "Id" FROM "ApexClass" WHERE "Name" = ?', [
    job.className.split('.')[0] ?? job.className,
  ])[0]?.[0];
  const values = new Map<string, unknown>([
    ['status', job.status],
    ['extendedstatus', job.error],
    ['numberoferrors', job.error === null ? 0 : 1],
    ['completeddate', job.status === 'Queued' ? null : time],
  ]);
  if (store.readRows(object, [job.id]).has(job.id)) return store.updateRow(object, job.id, values);
  const author = ApexId.of(job.userId);
  values
    .set('id', ApexId.of(job.id))
    .set('jobtype', 'Queueable')
    .set('apexclassid', typeof classId === 'string' ? ApexId.of(classId) : null);
  values
    .set('createddate', time)
    .set('createdbyid', author)
    .set('lastmodifieddate', time)
    .set('lastmodifiedbyid', author)
    .set('systemmodstamp', time);
  store.insertRow(object, values);
}
