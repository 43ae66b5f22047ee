/** Constants of Apex that repeat the schemas and the metadata: operators, source paths and sections, own objects. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/run.ts';
import { codesWithoutTexts } from './reason-texts.ts';

type Node = Readonly<Record<string, unknown>>;

/** Areas whose objects hold the customer's own data. */
const customerAreas = ['records'];

const classes = join(root, 'force-app', 'main', 'automation', 'classes');

/** What differs between the schemas and the classes of the automation area. */
export function compareWithApex(): string[] {
  const event = schema('contract-event');
  const definitions = schema('automation')['$defs'] as Node;
  const paths = apex('SourcePaths');
  return [
    ...differences(
      'Operators.cls and the operators of automation.schema.json',
      keysOf(apex('Operators')),
      (definitions['operator'] as { enum: string[] }).enum,
    ),
    ...keysOf(paths)
      .filter((path) => !hasPath(event, path))
      .map((path) => `SourcePaths.cls: contract-event.schema.json has no ${path}`),
    ...Object.keys(event['properties'] as Node)
      .filter((section) => !paths.includes(`    '${section}'`))
      .map((section) => `SourcePaths.cls: the section ${section} of contract-event.schema.json is missing`),
    ...unlistedObjects(),
    ...codesWithoutTexts(),
  ];
}

/** Objects that the package works with, and that automations might therefore change. */
function unlistedObjects(): string[] {
  const main = join(root, 'force-app', 'main');
  const names = readFileSync(join(main, 'shared', 'classes', 'Names.cls'), 'utf8');
  return readdirSync(main)
    .filter((area) => !customerAreas.includes(area) && existsSync(join(main, area, 'objects')))
    .flatMap((area) => readdirSync(join(main, area, 'objects')))
    .filter((object) => /__[ce]$/.test(object) && !names.includes(`    ${object}.SObjectType`))
    .map((object) => `Names.cls: ${object} is not among the objects that automations must not change`);
}

/** Whether a schema describes `signatories[].email`, references followed. */
export function hasPath(event: Node, path: string): boolean {
  let current: Node | undefined = event;
  for (const part of path.replaceAll('[]', '.[]').split('.')) {
    const node = follow(event, current);
    current = (part === '[]' ? node['items'] : (node['properties'] as Node | undefined)?.[part]) as Node | undefined;
    if (current === undefined) return false;
  }
  return true;
}

function follow(event: Node, node: Node): Node {
  const choices = node['anyOf'] as Node[] | undefined;
  const reference = (node['$ref'] ?? choices?.map((choice) => choice['$ref']).find(Boolean)) as string | undefined;
  return reference === undefined ? node : ((event['$defs'] as Node)[reference.replace('#/$defs/', '')] as Node);
}

function differences(what: string, some: readonly string[], others: readonly string[]): string[] {
  const lacking = [...some.filter((name) => !others.includes(name)), ...others.filter((name) => !some.includes(name))];
  return lacking.length === 0 ? [] : [`${what} differ: ${lacking.join(', ')}`];
}

/** Keys of the map literal of a class. */
function keysOf(source: string): string[] {
  return [...source.matchAll(/^ {4}'([^']+)' =>/gm)].map((match) => match[1] ?? '');
}

function apex(name: string): string {
  return readFileSync(join(classes, `${name}.cls`), 'utf8');
}

function schema(name: string): Node {
  return JSON.parse(readFileSync(join(root, 'config', 'contract', `${name}.schema.json`), 'utf8')) as Node;
}
