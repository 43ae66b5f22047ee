/** An org whose triggers are functions of the test, and statements with any options. */
import { SObjectValue } from '../../../src/runtime/index.ts';
import type {
  DmlOptions,
  DmlRowResult,
  Frame,
  OrgPorts,
  RunnableTrigger,
  TriggerContext,
} from '../../../src/runtime/index.ts';
import type { ObjectSchema } from '../../../src/schema/model.ts';
import { inFrame, platformSymbol } from '../../runtime/fake-program.ts';
import { field, sample } from '../../schema/support/project.ts';
import { TestOrg } from '../../store/support/org.ts';
import type { Values } from '../../store/support/org.ts';

const files = {
  ...sample,
  'objects/Project__c/fields/Active__c.field-meta.xml': field(
    'Active__c',
    'Checkbox',
    '<defaultValue>true</defaultValue>',
  ),
  'objects/Project__c/fields/Share__c.field-meta.xml': field(
    'Share__c',
    'Percent',
    '<precision>5</precision><scale>1</scale><defaultValue>0.2</defaultValue>',
  ),
  'objects/Project__c/fields/Part__c.field-meta.xml': field(
    'Part__c',
    'Currency',
    '<precision>18</precision><scale>2</scale><formula>Budget__c * Share__c</formula>',
  ),
};

export class DmlOrg extends TestOrg {
  readonly #triggers = new Map<string, RunnableTrigger[]>();

  constructor() {
    super(null, files);
  }

  /** Adds a trigger, for `before insert` and its like. */
  on(objectName: string, event: string, run: (context: TriggerContext) => void): void {
    const key = `${objectName} ${event}`;
    this.#triggers.set(key, [...(this.#triggers.get(key) ?? []), { name: 'OnIt', apiVersion: 64, run }]);
  }

  override as<T>(userId: string, body: (frame: Frame) => T): T {
    return inFrame((frame) => {
      frame.user = { ...frame.user, id: userId };
      const program = {
        platformType: platformSymbol,
        triggersFor: (object: ObjectSchema, event: string) => this.#triggers.get(`${object.name} ${event}`) ?? [],
      };
      Object.assign(frame, { ports: { program, data: this.data.port, schema: this.schema } as unknown as OrgPorts });
      this.store.begin();
      const result = body(frame);
      this.store.commit();
      return result;
    });
  }

  /** Runs `body` in one transaction of the administrator. */
  run<T>(body: (frame: Frame) => T): T {
    return this.as(this.administrator, body);
  }

  object(name: string): ObjectSchema {
    const object = this.schema.object(name);
    if (object === undefined) throw new Error(`no object ${name}`);
    return object;
  }

  record(objectName: string, values: Values): SObjectValue {
    const record = new SObjectValue(this.object(objectName));
    for (const [name, value] of Object.entries(values)) record.setField(name.toLowerCase(), value);
    return record;
  }

  /** A statement inside of the running transaction. */
  dml(
    operation: DmlOptions['operation'],
    records: readonly SObjectValue[],
    more: Partial<DmlOptions> = {},
  ): DmlRowResult[] {
    return this.data.port.save(records, options(operation, more));
  }

  /** Values of the stored records, by a column. */
  column(objectName: string, name: string, where = '1'): unknown[] {
    return this.store
      .all(`SELECT "${name}" FROM "${objectName}" WHERE ${where} ORDER BY "Id"`, [])
      .map(([value]) => value);
  }
}

export function options(operation: DmlOptions['operation'], more: Partial<DmlOptions> = {}): DmlOptions {
  return {
    operation,
    access: 'system',
    sharing: false,
    allOrNone: true,
    namespace: null,
    externalId: null,
    ...more,
  };
}

/** `CODE (fields) message` of each row, `ok` for those that were saved. */
export function outcomes(results: readonly DmlRowResult[]): string[] {
  return results.map(({ errors }) =>
    errors.length === 0
      ? 'ok'
      : errors.map((error) => `${error.statusCode} (${error.fields.join(', ')}) ${error.message}`).join('; '),
  );
}
