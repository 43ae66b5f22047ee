import { afterEach, describe, expect, it } from 'vitest';
import { loadLabels } from '../../src/schema/labels.ts';
import { loadSchema } from '../../src/schema/load.ts';
import type { FieldSchema, ObjectSchema, OrgSchema } from '../../src/schema/model.ts';
import { loadPermissions } from '../../src/schema/permissions.ts';
import type { ScratchProject } from './support/project.ts';
import { field, sample, scratchProject } from './support/project.ts';

const projects: ScratchProject[] = [];

function project(files: Readonly<Record<string, string>> = sample): string {
  const scratch = scratchProject(files);
  projects.push(scratch);
  return scratch.projectDir;
}

function load(namespace: string | null = null, files = sample): OrgSchema {
  return loadSchema({ projectDir: project(files), namespace });
}

function object(schema: OrgSchema, name: string): ObjectSchema {
  const found = schema.object(name);
  if (found === undefined) throw new Error(`no object ${name}`);
  return found;
}

function fieldOf(schema: OrgSchema, objectName: string, name: string): FieldSchema {
  const found = object(schema, objectName).field(name);
  if (found === undefined) throw new Error(`no field ${objectName}.${name}`);
  return found;
}

afterEach(() => {
  for (const scratch of projects.splice(0)) scratch.remove();
});

describe('objects of a project', () => {
  it('have their fields, record types and rules', () => {
    const schema = load();
    const parent = object(schema, 'project__C');
    expect(parent).toMatchObject({
      name: 'Project__c',
      kind: 'custom',
      sharingModel: 'Private',
      pluralLabel: 'Projects',
      namespace: null,
    });
    expect(parent.recordTypes).toMatchObject([{ developerName: 'Inner', active: true }]);
    expect(parent.validationRules).toEqual([
      { name: 'Paid', active: true, condition: 'Budget__c < 0', message: 'No debts', field: 'Budget__c' },
    ]);
    expect(fieldOf(schema, 'Project__c', 'Budget__c')).toMatchObject({
      type: 'CURRENCY',
      precision: 18,
      scale: 2,
      custom: true,
      required: false,
    });
    expect(fieldOf(schema, 'Project__c', 'Double__c')).toMatchObject({
      formula: 'Budget__c * 2',
      createable: false,
      updateable: false,
    });
    expect(fieldOf(schema, 'Project__c', 'Key__c')).toMatchObject({
      length: 40,
      unique: true,
      externalId: true,
      idLookup: true,
    });
    expect(fieldOf(schema, 'Project__c', 'OwnerId').referenceTo).toEqual(['User', 'Group']);
  });

  it('have relationships both ways', () => {
    const schema = load();
    expect(object(schema, 'Project__c').parent('account__R')).toMatchObject({
      name: 'Account__c',
      referenceTo: ['Account'],
    });
    expect(object(schema, 'Account').children('Projects__r')).toMatchObject({
      childObject: 'Project__c',
      field: 'Account__c',
      cascadeDelete: false,
    });
    expect(object(schema, 'Project__c').children('Works__r')).toMatchObject({
      childObject: 'Work__c',
      cascadeDelete: true,
    });
    expect(object(schema, 'Project__c').children('ContentDocumentLinks')?.childObject).toBe('ContentDocumentLink');
  });

  it('may be in one file; details have no owner', () => {
    const schema = load();
    expect(fieldOf(schema, 'Work__c', 'Project__c')).toMatchObject({
      masterDetail: true,
      required: true,
      updateable: false,
      onDelete: 'cascade',
    });
    expect(fieldOf(schema, 'Work__c', 'Name')).toMatchObject({ autoNumber: 'W-{0000}', createable: false });
    expect(object(schema, 'Work__c').field('OwnerId')).toBeUndefined();
  });

  it('sum up in the type of what is summed up', () => {
    expect(fieldOf(load(), 'Project__c', 'Hours__c')).toMatchObject({
      type: 'DOUBLE',
      scale: 1,
      summary: { operation: 'sum', childObject: 'Work__c', childField: 'Hours__c', foreignKey: 'Project__c' },
    });
  });

  it('take picklists from global value sets', () => {
    expect(fieldOf(load(), 'Project__c', 'Color__c')).toMatchObject({
      restrictedPicklist: true,
      picklist: [{ value: 'Red', label: 'Red!', isDefault: true }, { value: 'Blue' }],
    });
  });

  it('have shares when they are not open to everybody', () => {
    const schema = load();
    expect(object(schema, 'Project__Share')).toMatchObject({ kind: 'share', keyPrefix: '02c' });
    expect(fieldOf(schema, 'Project__Share', 'ParentId').referenceTo).toEqual(['Project__c']);
    expect(schema.object('Work__Share')).toBeUndefined();
  });

  it('keep their key prefixes when others are added', () => {
    const before = object(load(), 'Project__c').keyPrefix;
    const after = load(null, { ...sample, 'objects/Another__c/fields/A__c.field-meta.xml': field('A__c', 'Checkbox') });
    expect(object(after, 'Project__c').keyPrefix).toBe(before);
    expect(after.byKeyPrefix(before)?.name).toBe('Project__c');
  });
});

describe('kinds', () => {
  it('events', () => {
    const schema = load();
    expect(object(schema, 'Done__e')).toMatchObject({
      kind: 'event',
      publishBehavior: 'immediate',
      queryable: false,
      deletable: false,
    });
    expect([...object(schema, 'Done__e').fields.values()].map(({ name }) => name)).toEqual([
      'ReplayId',
      'EventUuid',
      'CreatedDate',
      'CreatedById',
      'What__c',
    ]);
  });

  it('custom metadata and settings', () => {
    const schema = load();
    expect(object(schema, 'Rule__mdt')).toMatchObject({ kind: 'metadata', createable: false });
    expect(fieldOf(schema, 'Rule__mdt', 'DeveloperName').nameField).toBe(true);
    expect(fieldOf(schema, 'Limits__c', 'SetupOwnerId').referenceTo).toContain('Profile');
  });
});

describe('with a namespace', () => {
  it('qualifies what the project defines and nothing else', () => {
    const schema = load('ns');
    const parent = object(schema, 'ns__Project__c');
    expect(object(schema, 'Project__c')).toBe(parent);
    expect(parent).toMatchObject({ localName: 'Project__c', namespace: 'ns' });
    expect(fieldOf(schema, 'Project__c', 'Account__c')).toMatchObject({
      name: 'ns__Account__c',
      localName: 'Account__c',
      relationshipName: 'ns__Account__r',
      referenceTo: ['Account'],
    });
    expect(fieldOf(schema, 'Account', 'Level__c').name).toBe('ns__Level__c');
    expect(object(schema, 'Account').children('Projects__r')?.relationshipName).toBe('ns__Projects__r');
    expect(fieldOf(schema, 'Project__c', 'Hours__c').summary).toEqual({
      operation: 'sum',
      childObject: 'ns__Work__c',
      childField: 'ns__Hours__c',
      foreignKey: 'ns__Project__c',
    });
    expect(object(schema, 'Project__Share').name).toBe('ns__Project__Share');
    expect(fieldOf(schema, 'Rule__mdt', 'Next__c').referenceTo).toEqual(['ns__Rule__mdt']);
  });
});

describe('standard objects', () => {
  it('have the platform’s key prefixes and relationships', () => {
    const schema = load();
    const prefixes = {
      Account: '001',
      Contact: '003',
      Opportunity: '006',
      User: '005',
      ContentVersion: '068',
      ContentDocument: '069',
      ContentDocumentLink: '06A',
      Attachment: '00P',
      PermissionSet: '0PS',
      AsyncApexJob: '707',
    };
    for (const [name, prefix] of Object.entries(prefixes)) expect(object(schema, name).keyPrefix, name).toBe(prefix);
    expect(object(schema, 'Account').children('Contacts')?.field).toBe('AccountId');
    expect(object(schema, 'Account').children('Opportunities')?.childObject).toBe('Opportunity');
    expect(fieldOf(schema, 'Opportunity', 'StageName').picklist.map(({ value }) => value)).toContain('Closed Won');
    expect(fieldOf(schema, 'Account', 'Name')).toMatchObject({ required: true, nameField: true, length: 255 });
  });

  it('are all consistent: references lead to objects, every object has an Id, prefixes are one object’s', () => {
    const schema = load();
    const prefixes = new Map<string, string>();
    for (const { name, keyPrefix, kind, fields } of schema.objects.values()) {
      if (kind !== 'event') expect(fields.has('id'), name).toBe(true);
      if (kind !== 'share') {
        expect(prefixes.get(keyPrefix), `${keyPrefix} of ${name}`).toBeUndefined();
        prefixes.set(keyPrefix, name);
      }
      for (const field of fields.values())
        for (const target of field.referenceTo)
          expect(schema.object(target), `${name}.${field.name} → ${target}`).toBeDefined();
    }
  });
});

describe('the rest of the project', () => {
  it('labels', () => {
    expect(loadLabels({ projectDir: project(), namespace: null }).get('hello')).toBe('Hello & welcome');
  });

  it('permissions and records of custom metadata', () => {
    const folder = { projectDir: project(), namespace: 'ns' };
    const { permissionSets, customPermissions, customMetadata } = loadPermissions(folder, loadSchema(folder));
    expect(permissionSets).toMatchObject([
      {
        name: 'Worker',
        objects: [{ object: 'ns__Project__c', create: true, delete: false }],
        fields: [{ field: 'ns__Budget__c', read: true, edit: false }],
        classes: ['Runner'],
        customPermissions: ['Run'],
        userPermissions: ['ApiEnabled'],
      },
    ]);
    expect(customPermissions).toMatchObject([{ name: 'Run', label: 'Run it' }]);
    expect(customMetadata).toMatchObject([
      {
        type: 'ns__Rule__mdt',
        developerName: 'First',
        label: 'The first',
        values: { ns__Order__c: '1.5', ns__Next__c: 'Second' },
      },
      { developerName: 'Second', values: { ns__Order__c: null } },
    ]);
  });
});

describe('errors name the file and the cause', () => {
  it.each([
    [
      'an unknown field type',
      { 'objects/Project__c/fields/X__c.field-meta.xml': field('X__c', 'Magic') },
      /Project__c.*X__c has the unknown type Magic/s,
    ],
    [
      'broken XML',
      { 'objects/Project__c/fields/X__c.field-meta.xml': '<CustomField><fullName>' },
      /X__c\.field-meta\.xml/,
    ],
    [
      'another root',
      { 'objects/Project__c/fields/X__c.field-meta.xml': '<Other/>' },
      /X__c\.field-meta\.xml: the root element must be <CustomField>/,
    ],
    [
      'an unknown standard object',
      { 'objects/Spaceship/fields/X__c.field-meta.xml': field('X__c', 'Checkbox') },
      /does not know the standard object Spaceship/,
    ],
    [
      'an unknown global value set',
      {
        'objects/Project__c/fields/X__c.field-meta.xml': field(
          'X__c',
          'Picklist',
          '<valueSet><valueSetName>Gone</valueSetName></valueSet>',
        ),
      },
      /X__c uses the global value set Gone/,
    ],
  ])('%s', (_name, files, message) => {
    expect(() => load(null, files)).toThrow(message);
  });

  it('a permission for a field that is not there', () => {
    const files = {
      'permissionsets/P.permissionset-meta.xml':
        '<PermissionSet><label>P</label><fieldPermissions><field>Account.Nope__c</field><readable>true</readable></fieldPermissions></PermissionSet>',
    };
    const folder = { projectDir: project(files), namespace: null };
    expect(() => loadPermissions(folder, loadSchema(folder))).toThrow(
      /P\.permissionset-meta\.xml: there is no field Account\.Nope__c/,
    );
  });
});
