/** The package's permission sets against its objects and classes: nothing forgotten, nothing given away. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../lib/run.ts';
import { loadSchema } from '../local-org/src/schema/load.ts';
import type { FieldSchema, ObjectSchema } from '../local-org/src/schema/model.ts';
import { loadPermissions } from '../local-org/src/schema/permissions.ts';
import type { PermissionSetMetadata } from '../local-org/src/schema/permissions.ts';

const folder = { projectDir: root, namespace: null };
const schema = loadSchema(folder);
const sets = new Map(loadPermissions(folder, schema).permissionSets.map((set) => [set.name, set]));
const objects = [...schema.objects.values()].filter(({ custom, kind }) => custom && kind === 'custom');

const admin = setOf('Admin');
const operator = setOf('Operator');
const viewer = setOf('Viewer');
const integrationUser = setOf('Integration_User');
const bridge = setOf('Bridge');

/** Contract data and what people said and saw of it: the admins' alone. Everybody else sees them through controllers that mask. */
const secret =
  /^(Payload_\d__c|Trace__c|Changes__c|Details__c|Failure__c|Review__c|Actions__c|Payload__c|Expected__c|Outcome__c|Instructions__c|Values__c)$/;
const ofContracts = ['SpotDraft_Contract__c', 'SpotDraft_Signatory__c'];

function setOf(name: string): PermissionSetMetadata {
  const set = sets.get(`SpotDraft_Sync_${name}`);
  if (set === undefined) throw new Error(`there is no permission set SpotDraft_Sync_${name}`);
  return set;
}

/** Custom fields that field-level security governs. */
function securable(object: ObjectSchema): FieldSchema[] {
  return [...object.fields.values()].filter((field) => field.custom && !field.required && !field.masterDetail);
}

const names = (set: PermissionSetMetadata): string[] => set.fields.map(({ object, field }) => `${object}.${field}`);

const classes = readdirSync(join(root, 'force-app', 'main'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.cls'))
  .map((path) => ({
    name: basename(path, '.cls'),
    text: readFileSync(join(root, 'force-app', 'main', path), 'utf8'),
  }));
const classesWith = (annotation: RegExp): string[] =>
  classes.filter(({ text }) => annotation.test(text)).map(({ name }) => name);

describe('permission sets', () => {
  it('let admins read every object and every field', () => {
    const known = new Set(names(admin));
    const missing = objects.flatMap((object) =>
      securable(object)
        .map((field) => `${object.name}.${field.name}`)
        .filter((name) => !known.has(name)),
    );
    expect(missing).toEqual([]);
    expect(admin.fields.filter(({ read }) => !read)).toEqual([]);
    const readable = admin.objects.filter(({ read, viewAll }) => read && viewAll).map(({ object }) => object);
    expect(objects.map(({ name }) => name).filter((name) => !readable.includes(name))).toEqual([]);
  });

  it('let operators and viewers read every field that is not secret', () => {
    for (const set of [operator, viewer]) {
      const known = new Set(names(set));
      const missing = objects.flatMap((object) =>
        securable(object)
          .filter((field) => !secret.test(field.name) && !known.has(`${object.name}.${field.name}`))
          .map((field) => `${set.name} lacks ${object.name}.${field.name}`),
      );
      expect(missing).toEqual([]);
    }
  });

  it('keep secrets for admins', () => {
    const given = [...sets.values()]
      .filter((set) => set !== admin)
      .flatMap((set) =>
        set.fields.filter(({ field }) => secret.test(field)).map(({ field }) => `${set.name} ${field}`),
      );
    expect(given).toEqual([]);
    const found = objects.flatMap((object) => securable(object).filter(({ name }) => secret.test(name)));
    expect(found.length).toBeGreaterThanOrEqual(18);
  });

  it('let nobody change what only the package writes', () => {
    const history = [
      'Automation_Version__c',
      'Contract_State__c',
      'Contract_Event__c',
      'Sync_Run__c',
      'Record_Link__c',
      'Bridge_Request__c',
      'Dry_Run__c',
    ];
    for (const set of sets.values()) {
      const changing = set.objects
        .filter(({ create, edit, delete: remove, modifyAll }) => create || edit || remove || modifyAll)
        .map(({ object }) => object);
      expect(changing.filter((object) => history.includes(object))).toEqual([]);
      expect(set.fields.filter(({ object, edit }) => edit && history.includes(object))).toEqual([]);
    }
  });

  it('let operators and viewers change nothing', () => {
    for (const set of [operator, viewer]) {
      const changing = set.objects
        .filter(({ create, edit, delete: remove }) => create || edit || remove)
        .map(({ object }) => object);
      expect(changing.filter((object) => object !== 'Sync_Wake__e')).toEqual([]);
      expect(set.fields.filter(({ edit }) => edit)).toEqual([]);
    }
  });

  it('give nobody rights beyond the package', () => {
    const own = new Set([...schema.objects.values()].filter(({ custom }) => custom).map(({ name }) => name));
    for (const set of sets.values()) {
      expect(set.userPermissions, set.name).toEqual([]);
      expect(
        set.objects.map(({ object }) => object).filter((object) => !own.has(object)),
        set.name,
      ).toEqual([]);
    }
  });

  it('give the bridge its events, its resources and places for files, and the content of nothing', () => {
    expect(bridge.objects.map(({ object }) => object).sort()).toEqual(['Contract_Event__e', 'Contract_State__c']);
    expect(bridge.fields).toEqual([]);
    expect(bridge.customPermissions).toEqual(['Exchange_With_Bridge']);
    expect([...bridge.classes].sort()).toEqual(['ExchangeResource', 'RequirementsResource']);
  });

  it('give the running user the contract records and the events, and nothing of the package itself', () => {
    const given = integrationUser.objects.map(({ object }) => object);
    expect(given.filter((object) => !object.endsWith('__e') && !ofContracts.includes(object))).toEqual([]);
    expect(integrationUser.customPermissions).toEqual([]);
    expect(integrationUser.classes).toEqual([]);
  });

  it('open every REST resource in exactly one set, and controllers to people only', () => {
    const people = [admin, operator, viewer];
    for (const name of classesWith(/@RestResource\b/i)) {
      expect([...sets.values()].filter((set) => set.classes.includes(name)).length, name).toBe(1);
    }
    for (const name of classesWith(/@AuraEnabled\b/i).filter(
      (name) => !classesWith(/@RestResource\b/i).includes(name),
    )) {
      const text = classes.find((candidate) => candidate.name === name)?.text ?? '';
      // Results of controllers have the annotation on their members; only what has methods to call needs to be opened.
      if (!/@AuraEnabled(\([^)]*\))?\s+(public|global)\s+static/i.test(text)) continue;
      expect(
        people.some((set) => set.classes.includes(name)),
        `${name} is in none of the sets of people`,
      ).toBe(true);
      expect(
        [bridge, integrationUser].some((set) => set.classes.includes(name)),
        name,
      ).toBe(false);
    }
  });
});
