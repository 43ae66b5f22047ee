/** An org of the sample project: data as a new org has it, and statements of any user against it. */
import { Faults } from '../../../src/data/faults/index.ts';
import { openData } from '../../../src/data/open.ts';
import type { OrgData } from '../../../src/data/open.ts';
import { ApexBlob, ApexId, SObjectValue } from '../../../src/runtime/index.ts';
import type { DmlRowResult, Frame, OrgPorts } from '../../../src/runtime/index.ts';
import { loadSchema } from '../../../src/schema/load.ts';
import type { OrgSchema } from '../../../src/schema/model.ts';
import { loadPermissions } from '../../../src/schema/permissions.ts';
import type { ProjectPermissions } from '../../../src/schema/permissions.ts';
import { inFrame, platformSymbol } from '../../runtime/fake-program.ts';
import { sample, scratchProject } from '../../schema/support/project.ts';

export const now = Date.UTC(2026, 0, 2, 3, 4, 5);

/** Schema and permissions of the sample project. */
export function sampleProject(files = sample): { schema: OrgSchema; permissions: ProjectPermissions } {
  const project = scratchProject(files);
  try {
    const folder = { projectDir: project.projectDir, namespace: null };
    const schema = loadSchema(folder);
    return { schema, permissions: loadPermissions(folder, schema) };
  } finally {
    project.remove();
  }
}

export type Values = Readonly<Record<string, unknown>>;

export class TestOrg {
  readonly data: OrgData;
  readonly schema: OrgSchema;
  readonly administrator: string;

  constructor(file: string | null = null, files = sample) {
    const { schema, permissions } = sampleProject(files);
    this.schema = schema;
    this.data = openData({
      faults: new Faults(schema),
      schema,
      permissions,
      file,
      namespace: null,
      apex: { classes: ['Runner'], triggers: [] },
      now: () => now,
    });
    this.administrator = this.id('SELECT "Id" FROM "User" WHERE "Username" = ?', this.data.administrator);
  }

  get store(): OrgData['store'] {
    return this.data.store;
  }

  /** First value of the first row. */
  id(sql: string, ...values: string[]): string {
    const value = this.store.all(sql, values)[0]?.[0];
    if (typeof value !== 'string') throw new Error(`nothing found: ${sql}`);
    return value;
  }

  /** Runs `body` as a user in a transaction that is committed. */
  as<T>(userId: string, body: (frame: Frame) => T): T {
    return inFrame((frame) => {
      frame.user = { ...frame.user, id: userId };
      const program = { platformType: platformSymbol, triggersFor: () => [] };
      Object.assign(frame, { ports: { program, data: this.data.port, schema: this.schema } as unknown as OrgPorts });
      this.store.begin();
      const result = body(frame);
      this.store.commit();
      return result;
    });
  }

  /** Inserts a record in system mode; `userId` is its author. */
  insert(objectName: string, values: Values, userId = this.administrator): string {
    const [result] = this.save(objectName, [values], userId);
    if (result?.success !== true || result.id === null)
      throw new Error(result?.errors.map((error) => `${error.statusCode}: ${error.message}`).join('; ') ?? 'no result');
    return result.id.value;
  }

  save(objectName: string, rows: readonly Values[], userId = this.administrator): DmlRowResult[] {
    const object = this.schema.object(objectName);
    if (object === undefined) throw new Error(`no object ${objectName}`);
    return this.as(userId, () => {
      const records = rows.map((values) => {
        const record = new SObjectValue(object);
        for (const [name, value] of Object.entries(values)) record.setField(name.toLowerCase(), apexValue(value));
        return record;
      });
      return this.data.port.save(records, {
        operation: 'insert',
        access: 'system',
        sharing: false,
        allOrNone: false,
        namespace: null,
        externalId: null,
      });
    });
  }

  /** A new user with a profile and permission sets by name. */
  user(username: string, profile: string, permissionSets: readonly string[] = [], more: Values = {}): string {
    const id = this.insert('User', {
      Username: username,
      LastName: username,
      Email: 'someone@example.com',
      Alias: 'someone',
      TimeZoneSidKey: 'Europe/Berlin',
      LocaleSidKey: 'en_US',
      EmailEncodingKey: 'UTF-8',
      LanguageLocaleKey: 'en_US',
      IsActive: true,
      ProfileId: this.id('SELECT "Id" FROM "Profile" WHERE "Name" = ?', profile),
      ...more,
    });
    for (const name of permissionSets) {
      this.insert('PermissionSetAssignment', {
        AssigneeId: id,
        PermissionSetId: this.id('SELECT "Id" FROM "PermissionSet" WHERE "Name" = ?', name),
      });
    }
    return id;
  }

  /** Names (or ids) of the rows of an object that a user sees, in order. */
  visible(userId: string, objectName: string, right: 'read' | 'edit' = 'read', column = 'Name'): string[] {
    const object = this.schema.object(objectName);
    if (object === undefined) throw new Error(`no object ${objectName}`);
    return this.as(userId, () => {
      const filter = this.data.access.sharingFilter(object, 't', right);
      const sql = `SELECT t."${column}" FROM ${this.store.table(object)} t ${filter === null ? '' : `WHERE (${filter.sql})`} ORDER BY 1`;
      return this.store.all(sql, filter?.values ?? []).map(([name]) => String(name as string));
    });
  }
}

function apexValue(value: unknown): unknown {
  if (typeof value === 'string' && /^[0-9a-zA-Z]{3}5g0[0-9a-zA-Z]{12}$/.test(value)) return ApexId.of(value);
  return value instanceof Uint8Array ? new ApexBlob(Buffer.from(value)) : value;
}
