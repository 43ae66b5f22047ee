/**
 * `X__c.getInstance()`, `getOrgDefaults()`, `getValues(…)`, `getAll()` of custom settings.
 * The checker gives them to setting objects: the object's token comes first, and the result is of the object's type.
 * Source: Apex Reference Guide, Custom Settings Methods (apex_methods_system_custom_settings).
 */
import { ApexId, ApexMap, SObjectValue, currentFrame } from '../../runtime/index.ts';
import type { ObjectSchema } from '../../schema/model.ts';
import { platformType } from '../declare.ts';
import { platformField, platformQuery } from '../platform-query.ts';
import type { SObjectTypeToken } from '../Schema/tokens.ts';
import { apexType } from '../support.ts';

export const CustomSettingsType = platformType({
  name: 'System.CustomSettings',
  kind: 'class',
  page: 'apex_methods_system_custom_settings',
  members: {
    'static SObject getOrgDefaults(Schema.SObjectType setting)': (setting: SObjectTypeToken) =>
      merged(setting.object, [organizationId()]),
    'static SObject getInstance(Schema.SObjectType setting)': (setting: SObjectTypeToken) =>
      merged(setting.object, owners(currentFrame().user.id)),
    'static SObject getInstance(Schema.SObjectType setting, String key)': (
      setting: SObjectTypeToken,
      key: string | null,
    ) => (isId(key) ? merged(setting.object, owners(key)) : named(setting.object, key)),
    'static SObject getValues(Schema.SObjectType setting, String key)': (
      setting: SObjectTypeToken,
      key: string | null,
    ) => (isId(key) ? ownedBy(setting.object, key) : named(setting.object, key)),
    'static Map<String, SObject> getAll(Schema.SObjectType setting)': all,
  },
});

const isId = (key: string | null): key is string => key !== null && /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/.test(key);

function organizationId(): string {
  return currentFrame().ports.org.id;
}

/** From the widest to the narrowest: the organization, the profile, the user. */
function owners(id: string): string[] {
  const profile = id.startsWith('005') ? platformField('User', id, 'ProfileId') : null;
  const chain = [organizationId(), ...(profile === null ? [] : [profile]), id];
  return [...new Set(chain)];
}

function rows(setting: ObjectSchema): SObjectValue[] {
  const fields = [...setting.fields.values()].map((field) => field.name);
  return platformQuery(`SELECT ${fields.join(', ')} FROM ${setting.name} ORDER BY Name`);
}

function ownedBy(setting: ObjectSchema, owner: string): SObjectValue | null {
  return rows(setting).find((row) => sameId(row.getField('setupownerid'), owner)) ?? null;
}

function sameId(value: unknown, id: string): boolean {
  return value instanceof ApexId && value.value.slice(0, 15) === id.slice(0, 15);
}

function named(setting: ObjectSchema, name: string | null): SObjectValue | null {
  return rows(setting).find((row) => row.getField('name') === name) ?? null;
}

/** The narrowest row, its blank fields taken from wider ones; an empty record where there is none at all. */
function merged(setting: ObjectSchema, chain: readonly string[]): SObjectValue {
  const found = chain.map((owner) => ownedBy(setting, owner)).filter((row) => row !== null);
  const narrowest = found.at(-1);
  if (narrowest === undefined) return new SObjectValue(setting);
  for (const wider of found.slice(0, -1).reverse()) {
    for (const field of setting.fields.values()) {
      const key = field.name.toLowerCase();
      if (field.custom && narrowest.getField(key) === null) narrowest.setField(key, wider.getField(key));
    }
  }
  return narrowest;
}

function all(setting: SObjectTypeToken): unknown {
  const map = new ApexMap(apexType('Map<String, SObject>'));
  for (const row of rows(setting.object)) map.set(row.getField('name'), row);
  return map;
}
