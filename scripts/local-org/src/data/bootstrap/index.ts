/** What an org has before anybody uses it, and what installing a project adds. Runs at every start and changes only what is missing. */
import type { ObjectSchema } from '../../schema/model.ts';
import type { ProjectPermissions } from '../../schema/permissions.ts';
import { ApexDatetime, ApexId, Decimal } from '../../runtime/index.ts';
import { isPermissionable } from '../access/index.ts';
import type { SqliteStore } from '../store/index.ts';
import { installCurrencies } from './currencies.ts';
import { installCustomMetadata } from './custom-metadata.ts';
import { installPermissions, installProfile, systemPermissions } from './permissions.ts';
import { installFlows, installStaticResources } from './project-rows.ts';
import { installRecordTypes, prepareRecordTypeAccess } from './record-types.ts';
import { Rows } from './rows.ts';
import { installRules } from './rules.ts';
import { stages } from './stages.ts';

export interface ApexNames {
  readonly classes: readonly string[];
  readonly triggers: readonly { readonly name: string; readonly object: string }[];
}

export interface BootstrapOptions {
  readonly permissions: ProjectPermissions;
  readonly apex: ApexNames;
  readonly namespace: string | null;
  readonly now: number;
}

export interface BootstrapResult {
  readonly organizationId: string;
  /** Username of the administrator. */
  readonly administrator: string;
}

const administrator = 'admin@local.org';

const apiOnly = ['ApiEnabled', 'ApiUserOnly'];
/** Profiles of a new org with their system permissions. Source: Salesforce Help, "Standard Profiles". */
const profiles: Readonly<Record<string, readonly string[]>> = {
  'System Administrator': [
    'ModifyAllData',
    'ViewAllData',
    'ApiEnabled',
    'AuthorApex',
    'ViewSetup',
    'CustomizeApplication',
    'ManageUsers',
    'ViewAllUsers',
  ],
  'Standard User': ['ApiEnabled', 'ViewSetup'],
  'Minimum Access - Salesforce': [],
  'Minimum Access - API Only Integrations': apiOnly,
  'Salesforce API Only System Integrations': apiOnly,
};

/** Must run inside a transaction of the store. */
export function bootstrap(store: SqliteStore, options: BootstrapOptions): BootstrapResult {
  prepareRecordTypeAccess(store);
  const rows = new Rows(store, new ApexDatetime(options.now));
  const organizationId = rows.ensure('Organization', 'Name', 'Local Org', {
    Country: 'US',
    DefaultLocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US',
    TimeZoneSidKey: 'America/Los_Angeles',
    OrganizationType: 'Developer Edition',
    InstanceName: 'LOCAL',
    IsSandbox: false,
    NamespacePrefix: options.namespace,
  });
  const profileIds = new Map(
    Object.entries(profiles).map(([name, permissions]) => [name, ensureProfile(rows, name, permissions)]),
  );
  const admin = ensureUser(
    rows,
    administrator,
    'Admin',
    'Local',
    profileIds.get('System Administrator') ?? null,
    'Standard',
  );
  rows.author = admin;
  ensureUser(rows, `autoproc@${organizationId.toLowerCase()}`, 'Automated Process', null, null, 'AutomatedProcess');
  stages.forEach((stage, i) => {
    rows.ensure('OpportunityStage', 'ApiName', stage.name, {
      MasterLabel: stage.name,
      IsActive: true,
      SortOrder: i + 1,
      IsClosed: stage.closed,
      IsWon: stage.won,
      ForecastCategory: stage.category,
      ForecastCategoryName: stage.categoryName,
      DefaultProbability: Decimal.fromInteger(stage.probability),
    });
  });
  rows.ensure('Pricebook2', 'Name', 'Standard Price Book', { IsActive: true, IsStandard: true });
  installCurrencies(rows, store);
  installApex(rows, options);
  installRecordTypes(rows, store);
  installPermissions(rows, store, options.permissions, options.namespace);
  for (const profile of options.permissions.profiles) installProfile(rows, store, profile);
  installNotificationTypes(rows, options);
  installRules(rows, options.permissions.rules, options.namespace);
  installCustomMetadata(rows, store, options.permissions.customMetadata, options.namespace);
  installFlows(rows, store, options.permissions.flows, options.namespace);
  installStaticResources(rows, store, options.permissions.staticResources, options.namespace);
  return { organizationId, administrator };
}

/** A profile with the permission set that carries its rights. */
function ensureProfile(rows: Rows, name: string, permissions: readonly string[]): string {
  const flags = systemPermissions(rows, permissions);
  const id = rows.ensure('Profile', 'Name', name, { UserType: 'Standard', ...flags });
  const set = rows.ensure('PermissionSet', 'Name', `X${id}`, {
    Label: name,
    IsOwnedByProfile: true,
    ProfileId: ApexId.of(id),
    ...flags,
  });
  if (name === 'Standard User') grantStandardObjects(rows, set);
  return id;
}

/** The standard profile works with all standard objects and their standard fields. */
function grantStandardObjects(rows: Rows, permissionSet: string): void {
  if (rows.has('ObjectPermissions', 'ParentId', permissionSet)) return;
  for (const object of rows.schema.objects.values()) {
    if (object.kind !== 'standard' || object.setup || !object.createable) continue;
    rows.insert('ObjectPermissions', {
      ParentId: ApexId.of(permissionSet),
      SobjectType: object.name,
      PermissionsCreate: true,
      PermissionsRead: true,
      PermissionsEdit: true,
      PermissionsDelete: true,
    });
    for (const field of standardFields(object)) {
      rows.insert('FieldPermissions', {
        ParentId: ApexId.of(permissionSet),
        SobjectType: object.name,
        Field: `${object.name}.${field}`,
        PermissionsRead: true,
        PermissionsEdit: true,
      });
    }
  }
}

function standardFields(object: ObjectSchema): string[] {
  return [...object.fields.values()]
    .filter((field) => !field.custom && isPermissionable(field, object))
    .map((field) => field.name);
}

function ensureUser(
  rows: Rows,
  username: string,
  lastName: string,
  firstName: string | null,
  profileId: string | null,
  userType: string,
): string {
  return rows.ensure('User', 'Username', username, {
    LastName: lastName,
    FirstName: firstName,
    Name: firstName === null ? lastName : `${firstName} ${lastName}`,
    Email: username,
    Alias: username.slice(0, 8),
    IsActive: true,
    TimeZoneSidKey: 'America/Los_Angeles',
    LocaleSidKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
    LanguageLocaleKey: 'en_US',
    UserType: userType,
    ProfileId: profileId === null ? null : ApexId.of(profileId),
  });
}

function installApex(rows: Rows, { apex, namespace }: BootstrapOptions): void {
  const common = { NamespacePrefix: namespace, Status: 'Active', IsValid: true };
  for (const name of apex.classes) rows.ensure('ApexClass', 'Name', name, common);
  for (const { name, object } of apex.triggers)
    rows.ensure('ApexTrigger', 'Name', name, { ...common, TableEnumOrId: object });
}

function installNotificationTypes(rows: Rows, { permissions, namespace }: BootstrapOptions): void {
  for (const type of permissions.notificationTypes)
    rows.put('CustomNotificationType', 'DeveloperName', type.name, {
      CustomNotifTypeName: type.typeName,
      MasterLabel: type.label,
      Description: type.description,
      Desktop: type.desktop,
      Mobile: type.mobile,
      NamespacePrefix: namespace,
    });
}
