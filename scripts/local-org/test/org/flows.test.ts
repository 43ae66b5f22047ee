/** Flows that the local org does not run: told when they are loaded, refused by name when they would start. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadAndCheck } from '../../src/org/load.ts';
import { OrgRuntime } from '../../src/org/runtime.ts';

const folder = mkdtempSync(join(tmpdir(), 'local-org-flows-'));
const opened: OrgRuntime[] = [];
afterAll(() => {
  for (const org of opened) org.close();
  rmSync(folder, { recursive: true });
});

interface Source {
  readonly start?: string;
  readonly body?: string;
  readonly status?: string;
  readonly processType?: string;
}

const eventFiles: Readonly<Record<string, string>> = {
  'Ping__e.object-meta.xml':
    '<CustomObject><label>Ping</label><pluralLabel>Pings</pluralLabel><deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><publishBehavior>PublishAfterCommit</publishBehavior></CustomObject>',
};

/** An org with flows of the given metadata. */
function orgWith(flows: Readonly<Record<string, Source>>): { org: OrgRuntime; warnings: readonly string[] } {
  const project = mkdtempSync(join(folder, 'project-'));
  const root = join(project, 'force-app');
  mkdirSync(join(root, 'flows'), { recursive: true });
  mkdirSync(join(root, 'objects', 'Ping__e'), { recursive: true });
  writeFileSync(join(project, 'sfdx-project.json'), '{"packageDirectories":[{"path":"force-app"}]}');
  for (const [name, text] of Object.entries(eventFiles)) writeFileSync(join(root, 'objects', 'Ping__e', name), text);
  for (const [name, source] of Object.entries(flows)) {
    const { start = '', body = '', status = 'Active', processType = 'AutoLaunchedFlow' } = source;
    const text = `<Flow>${body}<processType>${processType}</processType><start>${start}</start><status>${status}</status></Flow>`;
    writeFileSync(join(root, 'flows', `${name}.flow-meta.xml`), text);
  }
  const { input, checked, permissions, warnings } = loadAndCheck(project);
  expect(checked.diagnostics).toEqual([]);
  const org = new OrgRuntime({ compile: input, checked, permissions, coverage: false, file: null });
  opened.push(org);
  return { org, warnings };
}

function run(org: OrgRuntime, source: string): string {
  try {
    const result = org.anonymous(source, org.administrator());
    return result.exceptionMessage ?? result.compileProblem ?? 'done';
  } catch (error) {
    return String(error);
  }
}

const startFlow = (name: string): string =>
  `Flow.Interview.createInterview('${name}', new Map<String, Object>()).start();`;
const element = (kind: string, name: string, more = ''): string => `<${kind}><name>${name}</name>${more}</${kind}>`;

describe('flows started by Apex', () => {
  const { org, warnings } = orgWith({
    Screens: { body: element('screens', 'Ask'), processType: 'Flow' },
    Waits: { body: element('waits', 'Later') },
    Sorts: { body: element('collectionProcessors', 'Sort') },
    Mails: {
      body: element('actionCalls', 'Mail', '<actionName>emailSimple</actionName><actionType>emailSimple</actionType>'),
    },
    Upserts: {
      body: element(
        'recordCreates',
        'Upsert',
        '<object>Account</object><operationOneMatchingRecord>UpdateMatchingRecord</operationOneMatchingRecord>',
      ),
    },
    Compares: {
      body:
        '<variables><name>v</name><dataType>String</dataType></variables>' +
        '<decisions><name>D</name><rules><name>R</name><conditions><leftValueReference>v</leftValueReference><operator>IsChanged</operator></conditions></rules></decisions>',
      start: '<connector><targetReference>D</targetReference></connector>',
    },
  });

  it.each([
    ['Screens', 'not implemented: flow Screens of the type Flow'],
    ['Waits', 'not implemented: flow element waits Later (Waits)'],
    ['Sorts', 'not implemented: flow element collectionProcessors Sort (Sorts)'],
    ['Mails', 'not implemented: flow action emailSimple emailSimple (Mails)'],
    ['Upserts', 'not implemented: flow element recordCreates Upsert with operationOneMatchingRecord (Upserts)'],
    ['Compares', 'not implemented: flow condition operator IsChanged'],
  ])('%s is refused by name', (name, message) => {
    expect(run(org, startFlow(name))).toBe(`NotImplementedError: ${message}`);
  });

  it('refuses standard actions and types of actions that it does not have', () => {
    expect(run(org, "Invocable.Action.createStandardAction('emailSimple');")).toBe(
      'NotImplementedError: not implemented: standard action emailSimple',
    );
    expect(run(org, "Invocable.Action.createCustomAction('quickAction', 'New').invoke();")).toBe(
      'NotImplementedError: not implemented: Invocable.Action of type quickAction',
    );
  });

  it('says nothing when they are loaded', () => {
    expect(warnings).toEqual([]);
  });
});

describe('flows that start by themselves', () => {
  const trigger = (type: string, object: string, operation: string): string =>
    `<object>${object}</object><recordTriggerType>${operation}</recordTriggerType><triggerType>${type}</triggerType>`;
  const { org, warnings } = orgWith({
    After_Account: { start: trigger('RecordAfterSave', 'Account', 'Update') },
    Of_Event: { start: '<object>Ping__e</object><triggerType>PlatformEvent</triggerType>' },
    Nightly: { start: '<triggerType>Scheduled</triggerType>' },
    Off: { start: trigger('RecordBeforeSave', 'Contact', 'CreateAndUpdate'), status: 'Obsolete' },
    Of_Lead: {
      body:
        '<processMetadataValues><name>ObjectType</name><value><stringValue>Lead</stringValue></value></processMetadataValues>' +
        '<processMetadataValues><name>TriggerType</name><value><stringValue>onCreateOnly</stringValue></value></processMetadataValues>',
      processType: 'Workflow',
    },
  });

  it('are told when they are loaded, unless they are inactive', () => {
    expect(warnings.map((warning) => warning.slice(warning.indexOf(': ') + 2))).toEqual([
      'not implemented: flow After_Account with the trigger RecordAfterSave on Account; saving records that would start it is refused. Deactivate it to go on without it.',
      'not implemented: flow Nightly with the trigger Scheduled; it never starts. Deactivate it to go on without it.',
      'not implemented: flow Of_Event with the trigger PlatformEvent on Ping__e; saving records that would start it is refused. Deactivate it to go on without it.',
      'not implemented: flow Of_Lead with the trigger Process on Lead; saving records that would start it is refused. Deactivate it to go on without it.',
    ]);
  });

  it('are refused when a record would start them, and only then', () => {
    expect(run(org, "insert new Account(Name = 'a'); insert new Contact(LastName = 'c');")).toBe('done');
    expect(run(org, "Account a = new Account(Name = 'a'); insert a; update a;")).toBe(
      'NotImplementedError: not implemented: flow After_Account with the trigger RecordAfterSave on Account',
    );
    expect(run(org, "insert new Lead(LastName = 'l', Company = 'l');")).toContain('flow Of_Lead');
    expect(run(org, 'EventBus.publish(new Ping__e());')).toContain('flow Of_Event');
  });

  it('cannot be started by Apex', () => {
    expect(run(org, startFlow('After_Account'))).toBe('System.TypeException: Invalid type: After_Account');
  });
});
