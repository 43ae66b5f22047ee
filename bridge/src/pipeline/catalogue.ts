import type { CataloguePart, CatalogueWorkflow } from '../contract/index.ts';
import { isObject, textOf, type JsonObject } from '../shared/json.ts';
import { NotAvailable, type ContractApi } from '../spotdraft/index.ts';
import type { Outcome } from '../store/requests.ts';
import { compact } from './person.ts';
import type { OrgRequest, RequestHandler, Work } from './requests.ts';

type Field = CatalogueWorkflow['fields'][number];

/** Id of the entry for what all workflows have. */
const ALL = '0';
/** The org keeps so many characters of a workflow's fields; what is beyond is not worth sending. */
const MAX_FIELDS = 140_000;
const MAX_PART = 200_000;

/** Tells the org which workflows, templates and metadata fields the workspace has. */
export class CatalogueReader implements RequestHandler {
  readonly #api: ContractApi;

  constructor(api: ContractApi) {
    this.#api = api;
  }

  async handle(_request: OrgRequest, work: Work): Promise<Outcome> {
    const workflows = await this.#read();
    const parts = cut([commonOf(workflows), ...workflows]);
    for (const [index, part] of parts.slice(0, -1).entries()) {
      await work.report({ part: index + 1, partOf: parts.length, catalogue: { workflows: part } }, false);
    }
    const catalogue: CataloguePart = {
      workflows: parts.at(-1) ?? [],
      workflowIds: workflows.map(({ id }) => id),
    };
    return { outcome: 'done', detail: { part: parts.length, partOf: parts.length, catalogue } };
  }

  async #read(): Promise<CatalogueWorkflow[]> {
    const [types, templates] = await Promise.all([this.#api.contractTypes(), this.#api.templates()]);
    const workflows: CatalogueWorkflow[] = [];
    for (const type of types) {
      const id = idOf(type.id);
      if (!id) continue;
      workflows.push({
        id,
        name: textOf(type.name) ?? id,
        templates: templates
          .filter((template) => idOf(template.contract_type_id) === id)
          .map((template) => ({ id: idOf(template.id) ?? '', name: textOf(template.name) ?? '' })),
        fields: bounded(fieldsOf(await this.#definitions(id))),
      });
    }
    return workflows;
  }

  /** A contract type without published fields has none. */
  async #definitions(id: string): Promise<JsonObject[]> {
    try {
      return await this.#api.keyPointerDefinitions(id);
    } catch (error) {
      if (error instanceof NotAvailable && error.code === 'NOT_FOUND') return [];
      throw error;
    }
  }
}

function idOf(value: unknown): string | undefined {
  return typeof value === 'number' ? String(value) : textOf(value);
}

function fieldsOf(definitions: readonly JsonObject[]): Field[] {
  const fields = new Map<string, Field>();
  for (const definition of definitions) {
    const descriptors = Array.isArray(definition.descriptors) ? definition.descriptors.filter(isObject) : [];
    for (const descriptor of descriptors) {
      const name = textOf(descriptor.variable);
      if (name && !fields.has(name)) fields.set(name, fieldOf(name, descriptor));
    }
  }
  return [...fields.values()];
}

function fieldOf(name: string, descriptor: JsonObject): Field {
  const options = Array.isArray(descriptor.options) ? descriptor.options.filter(isObject) : [];
  const help = textOf(descriptor.help_text)?.trim();
  return compact({
    name,
    label: textOf(descriptor.display_label) ?? name,
    type: textOf(descriptor.type) ?? 'string',
    help: help ? help : undefined,
    options: options.length > 0 ? options.map(optionOf) : undefined,
  });
}

function optionOf({ label, value }: JsonObject): { label: string; value: string } {
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : (textOf(value) ?? '');
  return { label: textOf(label) ?? text, value: text };
}

function bounded(fields: readonly Field[]): Field[] {
  let length = 0;
  return fields.filter((field) => (length += JSON.stringify(field).length) <= MAX_FIELDS);
}

/** Fields that every workflow has, with the same type. */
function commonOf(workflows: readonly CatalogueWorkflow[]): CatalogueWorkflow {
  const [first, ...others] = workflows;
  const fields = (first?.fields ?? []).filter((field) =>
    others.every((workflow) => workflow.fields.some(({ name, type }) => name === field.name && type === field.type)),
  );
  return { id: ALL, name: 'All workflows', templates: [], fields };
}

/** Parts that fit into an exchange; a part has at least one workflow. */
function cut(workflows: readonly CatalogueWorkflow[]): CatalogueWorkflow[][] {
  const parts: CatalogueWorkflow[][] = [];
  let length = Infinity;
  for (const workflow of workflows) {
    const own = JSON.stringify(workflow).length;
    length += own;
    if (length > MAX_PART) {
      parts.push([]);
      length = own;
    }
    parts.at(-1)?.push(workflow);
  }
  return parts;
}
