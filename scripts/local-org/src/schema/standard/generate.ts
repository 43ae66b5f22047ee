/**
 * Writes `generated.json`: names and types of standard fields that nobody wrote by hand, from jsforce's declarations of a
 * standard schema (MIT). Types that the declarations do not tell follow from names; where that is wrong, write the
 * field by hand into another file, which then counts. Run it with Node after changing it or jsforce.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { standardTexts } from '../standard.ts';
import { extraObjects } from './generate-objects.ts';
import type { ExtraObject } from './generate-objects.ts';

interface Declared {
  readonly fields: ReadonlyMap<string, string>;
  /** Object that a relationship leads to. */
  readonly parents: ReadonlyMap<string, string>;
  readonly children: ReadonlyMap<string, string>;
}

const target = join(import.meta.dirname, 'generated.json');
const systemNames = new Set([
  'Id',
  'IsDeleted',
  'CreatedDate',
  'CreatedById',
  'LastModifiedDate',
  'LastModifiedById',
  'SystemModstamp',
  'OwnerId',
  'RecordTypeId',
]);

function declarations(): Map<string, Declared> {
  const main = createRequire(import.meta.url).resolve('jsforce/package.json');
  const text = readFileSync(join(dirname(main), 'lib/types/standard-schema.d.ts'), 'utf8');
  const parts = new Map(
    [...text.matchAll(/^type (\w+)\$(\w+) = \{(.*?)\}/gms)].map(([, kind, name, body]) => [
      `${kind}$${name}`,
      members(body ?? ''),
    ]),
  );
  const objects = new Map<string, Declared>();
  for (const [key, fields] of parts) {
    const [kind, name = ''] = key.split('$');
    if (kind !== 'Fields') continue;
    objects.set(name, {
      fields,
      parents: definitions(parts.get(`ParentReferences$${name}`)),
      children: definitions(parts.get(`ChildRelationships$${name}`)),
    });
  }
  return objects;
}

function members(body: string): Map<string, string> {
  return new Map([...body.matchAll(/^\s+(\w+): ([^;]+);/gm)].map(([, name, type]) => [name ?? '', type ?? '']));
}

function definitions(types: ReadonlyMap<string, string> | undefined): Map<string, string> {
  return new Map(
    [...(types ?? [])].flatMap(([name, type]) =>
      [...type.matchAll(/SObjectDefinition\$(\w+)/g)]
        .slice(0, 1)
        .map(([, object]): [string, string] => [name, object ?? '']),
    ),
  );
}

const datetimes =
  /(DateTime|Timestamp|Time|LoginDate|ViewedDate|ReferencedDate|ModifiedDate|RequestDate|UpdateDate|ActivatedDate|ClosedDate|BouncedDate|CompletedDate|SubmittedDate|DownloadDate|ContentDate)$/;
const picklists =
  /^(Status|Type|Priority|Origin|Reason|Rating|LeadSource|Industry|Salutation|Ownership|CleanStatus|Jigsaw|.*GeocodeAccuracy|.*Level|.*SidKey|.*Frequency|RecurrenceType|RecurrenceInstance|RecurrenceMonthOfYear|CallType|TaskSubtype|EventSubtype|ShowAs|Visibility|Format)$/;
const longTexts = /(Description|Body|Comments|Markup|Content|FilterItems|SummaryText)$/;
const readOnly =
  /^(Last(Viewed|Referenced|Activity|CURequest|CUUpdate|Login)Date|MasterRecordId|PhotoUrl|IsClosed|HasOpportunityLineItem|HasOpenActivity|HasOverdueTask|Fiscal.*|Is(Archived|Converted|Escalated|Deleted)|.*(Owner|Created)Name)$/;

/** Type and words of a field as standard-format.ts reads them. */
function fieldText(name: string, type: string): string {
  const words = readOnly.test(name) ? ' readonly' : '';
  if (type.includes('boolean')) return `boolean${words}`;
  if (type.includes('BlobString')) return 'base64';
  if (type.includes('DateString')) return `${datetimes.test(name) ? 'datetime' : 'date'}${words}`;
  if (type.includes('number')) return `${numberType(name)}${words}`;
  if (name === 'Name') return 'string 255 name';
  if (picklists.test(name)) return 'picklist';
  if (longTexts.test(name)) return 'textarea 32000';
  if (name.endsWith('Email')) return 'email 80';
  if (/(Phone|Fax)$/.test(name)) return 'phone 40';
  if (/(Url|Website)$/.test(name)) return `url 255${words}`;
  if (name.endsWith('Street')) return 'textarea 255';
  if (name.endsWith('City')) return 'string 40';
  if (name.endsWith('PostalCode')) return 'string 20';
  if (/(State|Country)$/.test(name)) return 'string 80';
  return name.endsWith('Id') ? `string 18${words}` : `string 255${words}`;
}

function numberType(name: string): string {
  if (/(Latitude|Longitude)$/.test(name)) return 'double 18,15';
  if (/(Price|Amount|Revenue|Cost|Subtotal)$/.test(name)) return 'currency 18,2';
  return /(Quantity|Discount|Version)$/.test(name) ? 'double 18,2' : 'integer 9';
}

/** Fields of one object that `known` does not have. */
function missingFields(
  object: string,
  all: ReadonlyMap<string, Declared>,
  known: Readonly<Record<string, string>>,
  objects: ReadonlySet<string>,
  extra: ExtraObject | undefined,
): Record<string, string> {
  const declared = all.get(object);
  const result: Record<string, string> = {};
  for (const [name, type] of declared?.fields ?? []) {
    // Compound fields have no value of their own here.
    if (systemNames.has(name) || name in known || type.includes('Address') || type.includes('Location')) continue;
    const parent = parentOf(name, declared, objects);
    const words = extra?.fields?.[name];
    if (parent === undefined) result[name] = words ?? fieldText(name, type);
    else
      result[name] =
        `reference ${parent} rel=${name.slice(0, -2)}${childWord(object, name, parent, all, known)}${readOnly.test(name) ? ' readonly' : ''}${words === undefined ? '' : ` ${words}`}`;
  }
  return result;
}

/** Object that a field points to: declared, or the one it is named after. */
function parentOf(field: string, declared: Declared | undefined, objects: ReadonlySet<string>): string | undefined {
  if (!field.endsWith('Id')) return undefined;
  const relationship = field.slice(0, -2);
  const parent = declared?.parents.get(relationship) ?? relationship;
  return objects.has(parent) ? parent : undefined;
}

/** The child relationship that a field makes, where the declarations leave no doubt. */
function childWord(
  object: string,
  field: string,
  parent: string,
  all: ReadonlyMap<string, Declared>,
  known: Readonly<Record<string, string>>,
): string {
  const declared = all.get(object);
  const names = [...(all.get(parent)?.children ?? [])].filter(
    ([name, child]) => child === object && !Object.values(known).some((text) => text.includes(`children=${name}`)),
  );
  const rivals = [...(declared?.fields.keys() ?? [])].filter(
    (name) => !systemNames.has(name) && !(name in known) && parentOf(name, declared, new Set([parent])) === parent,
  );
  return names.length === 1 && rivals.length === 1 && rivals[0] === field ? ` children=${names[0]?.[0] ?? ''}` : '';
}

function words(declared: Declared | undefined, extra: ExtraObject): string[] {
  const has = (name: string): boolean => declared?.fields.has(name) === true;
  return [
    ...(has('OwnerId') ? [] : ['noOwner']),
    ...(has('CreatedDate') ? [] : ['noSystemFields']),
    ...(has('RecordTypeId') ? ['recordTypes'] : []),
    ...(extra.is ?? []),
  ];
}

async function generate(): Promise<void> {
  const all = declarations();
  const written = standardTexts({ generated: false });
  const objects = new Set([...written.keys(), ...Object.keys(extraObjects)]);
  const result: Record<string, unknown> = {};
  for (const [name, { fields }] of written) {
    const more = missingFields(name, all, fields, objects, undefined);
    if (Object.keys(more).length > 0) result[name] = { fields: more };
  }
  for (const [name, extra] of Object.entries(extraObjects)) {
    if (written.has(name)) throw new Error(`${name} is written by hand already`);
    if (!all.has(name)) throw new Error(`jsforce does not declare ${name}`);
    const { prefix, label, plural, sharing } = extra;
    result[name] = {
      prefix,
      label,
      ...(plural === undefined ? {} : { plural }),
      is: words(all.get(name), extra),
      ...(sharing === undefined ? {} : { sharing }),
      fields: missingFields(name, all, {}, objects, extra),
    };
  }
  writeFileSync(
    target,
    await format(JSON.stringify(result), {
      ...(await resolveConfig(target)),
      plugins: [],
      parser: 'json',
      printWidth: 200,
    }),
  );
}

await generate();
