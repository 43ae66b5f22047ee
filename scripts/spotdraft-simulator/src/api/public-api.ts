/**
 * SpotDraft's public API v2.1 as far as a bridge reads it: exact paths with their exact trailing slashes, documented shapes
 * and errors. Source: SpotDraft's OpenAPI document.
 */
import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import type { Downloads } from '../document/downloads.ts';
import { isAvailable } from '../document/downloads.ts';
import { contractPdf } from '../document/pdf.ts';
import { externalMetadataInput } from '../lifecycle/contract-input.ts';
import type { Lifecycle } from '../lifecycle/lifecycle.ts';
import { compositeId } from '../model/contract.ts';
import type { Contract, ExternalMetadata } from '../model/contract.ts';
import { activities, downloadFormats } from '../model/vocabulary.ts';
import type { Webhook } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import type { Deliverer } from '../webhook/deliverer.ts';
import { passes } from './filters.ts';
import { approvals, contractRow, definition, keyPointers, processMetrics, recipients } from './views.ts';

export interface ApiParts {
  readonly store: Store;
  readonly lifecycle: Lifecycle;
  readonly deliverer: Deliverer;
  readonly downloads: Downloads;
  readonly origin: () => string;
}

const maximumLimit = 100;
const maximumByExternal = 50;

export function publicApi(parts: ApiParts): Router {
  const router = express.Router({ strict: true, caseSensitive: true });
  const json = express.json({ limit: '5mb' });
  contractReads(router, parts);
  documents(router, parts, json);
  changes(router, parts, json);
  definitions(router, parts);
  webhooks(router, parts, json);
  return router;
}

function contractReads(router: Router, { store }: ApiParts): void {
  router.get(
    '/contracts/',
    handle((request, response) => {
      const query = queryOf(request);
      const words = query.get('query')?.toLowerCase() ?? '';
      const found = store
        .contracts()
        .filter((contract) => contract.title.toLowerCase().includes(words) && passes(contract, query, store));
      response.json(
        page(
          found.map((contract) => contractRow(contract, store)),
          query,
        ),
      );
    }),
  );
  router.get(
    '/contracts/by_external_metadata/:id',
    handle((request, response) => {
      const found = store
        .contracts()
        .filter((contract) => String(contract.externalMetadata?.id ?? '') === request.params['id']);
      response.json(found.slice(0, maximumByExternal).map((contract) => contractRow(contract, store)));
    }),
  );
  router.get(
    '/contracts/approvals/:composite/',
    handle((request, response) => void response.json(approvals(byComposite(store, request)))),
  );
  router.get(
    '/contracts/:composite/status',
    handle((request, response) => {
      const contract = byComposite(store, request);
      response.json({ contract_status: contract.status, contract_name: contract.title });
    }),
  );
  router.get(
    '/contracts/:composite/key_pointers',
    handle((request, response) => void response.json(keyPointers(byComposite(store, request)))),
  );
  router.get(
    '/contracts/:composite/external_metadata',
    handle((request, response) => {
      response.json({ external_metadata: byComposite(store, request).externalMetadata ?? null });
    }),
  );
  router.get(
    '/contracts/:composite/recipients/',
    handle((request, response) => void response.json(recipients(byComposite(store, request)))),
  );
  router.get(
    '/contracts/:number/process_metrics/',
    handle((request, response) => void response.json(processMetrics(byNumber(store, request)))),
  );
  router.get(
    '/contracts/:number/questionnaire/responses/',
    handle((request, response) => {
      const contract = byNumber(store, request);
      const type = queryOf(request).get('questionnaire_type');
      if (type !== 'INTAKE_FORM' && type !== 'TEMPLATE')
        throw new Refusal(400, 'questionnaire_type must be INTAKE_FORM or TEMPLATE.');
      const answers = type === 'TEMPLATE' ? contract.templateQuestionnaire : contract.intakeForm;
      if (answers === undefined) throw notFound();
      response.json({
        questionnaire_response_data: answers.answers,
        respondents: answers.respondents.map(({ at, name, organization }) => ({
          created_at: at,
          created_by: name,
          org_name: organization,
        })),
      });
    }),
  );
}

function documents(router: Router, { store, downloads, origin }: ApiParts, json: RequestHandler): void {
  const format = z.object({ format: z.enum(downloadFormats).default('PDF') }).prefault({});
  router.post(
    '/contracts/:composite/download_link',
    json,
    handle((request, response) => {
      const contract = byComposite(store, request);
      const wanted = format.parse(request.body ?? {}).format;
      requireAvailable(contract, store);
      if (wanted === 'DOCX') throw new Refusal(400, 'The contract has no DOCX version.');
      response.json({
        url: downloads.link(contract, origin(), store.now().getTime()),
        file_name: `${contract.title.replaceAll(/[\\/:*?"<>|]/g, ' ')}.pdf`,
        current_version_id: contract.file.versionId,
      });
    }),
  );
  router.post(
    '/contracts/:composite/download',
    json,
    handle(async (request, response) => {
      const contract = byComposite(store, request);
      requireAvailable(contract, store);
      response.type('application/pdf').send(await contractPdf(contract, store.workspace));
    }),
  );
}

function requireAvailable(contract: Contract, store: Store): void {
  if (contract.file.missing === true) throw notFound();
  if (!isAvailable(contract, store.now())) throw new Refusal(409, 'The document is being prepared.');
}

function changes(router: Router, { store, lifecycle }: ApiParts, json: RequestHandler): void {
  const external = z.object({ external_metadata: externalMetadataInput });
  router.post(
    '/contracts/:composite/external_metadata',
    json,
    handle((request, response) => {
      const contract = byComposite(store, request);
      const { external_metadata: given } = external.parse(request.body);
      requireConfiguration(store, given as ExternalMetadata);
      lifecycle.link(contract, given as ExternalMetadata);
      response.json({ external_metadata: contract.externalMetadata });
    }),
  );
  router.post(
    '/contracts/:composite/status/void',
    json,
    handle((request, response) => {
      const { note } = z.object({ note: z.string().default('') }).parse(request.body ?? {});
      lifecycle.void(byComposite(store, request), note);
      response.status(204).end();
    }),
  );
}

function requireConfiguration(store: Store, external: ExternalMetadata): void {
  if (external.object_configuration_id === undefined) return;
  const configuration = store.workspace.objectConfigurations.find(({ id }) => id === external.object_configuration_id);
  if (configuration === undefined)
    throw new Refusal(404, 'No Integration Entity found for the object configuration.', 'SD_INTEGRATIONS_00021');
  if (configuration.name !== external.record_type) {
    throw new Refusal(
      400,
      `Record Type: ${external.record_type} does not match the Object Configuration Name: ${configuration.name}.`,
      'SD_INTEGRATIONS_00030',
    );
  }
}

function definitions(router: Router, { store }: ApiParts): void {
  const { workspace } = store;
  router.get(
    '/key_pointers/',
    handle((request, response) => {
      const type = workspace.contractTypes.find(({ id }) => String(id) === queryOf(request).get('contract_type_id'));
      if (type === undefined) throw new Refusal(400, 'contract_type_id must be the id of a contract type.');
      response.json(type.fields.map(definition));
    }),
  );
  router.get(
    '/contract_types/',
    handle((_request, response) => void response.json(workspace.contractTypes.map(({ id, name }) => ({ id, name })))),
  );
  router.get(
    '/templates/',
    handle((_request, response) => {
      response.json({
        items: workspace.templates.map(({ id, name, contractTypeId }) => ({
          id,
          name,
          contract_type_id: contractTypeId,
        })),
      });
    }),
  );
  router.get(
    '/organizations/entities/',
    handle((_request, response) => {
      response.json(
        workspace.entities.map((entity) => ({
          id: entity.id,
          name: entity.name,
          reference_id: entity.referenceId,
          jurisdiction: entity.jurisdiction,
          organization_type: entity.organizationType,
          primary_address: {
            id: entity.address.id,
            line_one: entity.address.lineOne,
            city: entity.address.city,
            state: entity.address.state,
            zipcode: entity.address.zipcode,
          },
          is_primary: entity.isPrimary,
        })),
      );
    }),
  );
}

/** Header names that SpotDraft refuses. Source: SpotDraft API, "Create webhook". */
const forbiddenHeader = /^X-(Google|Goog|GFE|Amz|MS|DD|Datadog|B3|SD|SPOTDRAFT)-/i;

function webhooks(router: Router, { store, deliverer }: ApiParts, json: RequestHandler): void {
  const registration = z.object({
    title: z.string().trim().min(1),
    url: z.url({ protocol: /^https?$/ }),
    only_for_activities: z.array(z.enum(activities)).min(1),
    description: z.string().default(''),
    custom_headers: z
      .record(
        z
          .string()
          .trim()
          .regex(/^X-/i, 'must start with X-')
          .refine((name) => !forbiddenHeader.test(name), 'is reserved'),
        z.string(),
      )
      .default({}),
  });
  router.post(
    '/webhooks/',
    json,
    handle((request, response) => {
      const given = registration.parse(request.body);
      requireSecure(given.url);
      const webhook: Webhook = {
        id: store.next('webhook'),
        title: given.title,
        description: given.description,
        url: given.url,
        activities: given.only_for_activities,
        customHeaders: given.custom_headers,
        createdBy: store.workspace.credentialUser,
        status: 'ACTIVE',
        consecutiveFailures: 0,
      };
      store.state.webhooks.push(webhook);
      store.changed();
      response.status(201).json(webhookView(webhook, store));
    }),
  );
  router.delete(
    '/webhooks/:id',
    handle((request, response) => {
      const at = store.state.webhooks.findIndex(({ id }) => String(id) === request.params['id']);
      if (at < 0) throw notFound();
      store.state.webhooks.splice(at, 1);
      store.changed();
      response.status(204).end();
    }),
  );
  router.get(
    '/webhooks/hmac_key/',
    handle((_request, response) => void response.json({ hmac_key: store.state.hmacKey })),
  );
  router.post(
    '/contracts/webhooks/re_trigger_latest/',
    json,
    handle(async (request, response) => {
      const { contract_ids: numbers } = z
        .object({ contract_ids: z.array(z.number().int()).min(1) })
        .parse(request.body);
      for (const number of numbers) {
        const contract = store.find(number);
        if (contract === undefined || !(await deliverer.reTriggerLatest(compositeId(contract)))) throw notFound();
      }
      response.json({ message: 'Success' });
    }),
  );
}

/** SpotDraft takes HTTPS only; a receiver on this machine may speak HTTP. */
function requireSecure(url: string): void {
  const { protocol, hostname } = new URL(url);
  const local = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
  if (protocol !== 'https:' && !local) throw new Refusal(400, 'The URL must use HTTPS.');
}

function webhookView(webhook: Webhook, store: Store): Record<string, unknown> {
  const user = store.workspace.users.find(({ email }) => email === webhook.createdBy);
  return {
    id: webhook.id,
    title: webhook.title,
    only_for_activities: webhook.activities,
    url: webhook.url,
    created_by_user: user,
    description: webhook.description,
    custom_headers: webhook.customHeaders,
    status: webhook.status,
  };
}

function handle(body: (request: Request, response: Response) => void | Promise<void>): RequestHandler {
  return (request, response, next) => {
    Promise.resolve()
      .then(() => body(request, response))
      .catch(next);
  };
}

function queryOf(request: Request): URLSearchParams {
  return new URL(request.originalUrl, 'http://localhost').searchParams;
}

function page(rows: readonly unknown[], query: URLSearchParams): Record<string, unknown> {
  const number = Math.max(1, Number(query.get('page') ?? 1) || 1);
  const limit = Math.min(maximumLimit, Math.max(1, Number(query.get('limit') ?? 10) || 10));
  return { page: number, limit, total_results: rows.length, results: rows.slice((number - 1) * limit, number * limit) };
}

/** A contract by its composite id; others see nothing of deleted ones. */
function byComposite(store: Store, request: Request): Contract {
  const id = String(request.params['composite']);
  const contract = /^[TH]-\d+$/.test(id) ? store.find(id) : undefined;
  if (contract === undefined || contract.deleted) throw notFound();
  return contract;
}

function byNumber(store: Store, request: Request): Contract {
  const id = String(request.params['number']);
  const contract = /^\d+$/.test(id) ? store.find(Number(id)) : undefined;
  if (contract === undefined || contract.deleted) throw notFound();
  return contract;
}

function notFound(): Refusal {
  return new Refusal(404, 'Not Found');
}
