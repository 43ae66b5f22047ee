/** The control API under `/simulator/`: what a person would do in SpotDraft, and the faults of the world. No part of SpotDraft. */
import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import {
  contractInput,
  externalMetadataInput,
  fileInput,
  metadataValues,
  recordLinkInput,
} from '../lifecycle/contract-input.ts';
import { linkMetadata } from '../lifecycle/create-contract.ts';
import type { Lifecycle } from '../lifecycle/lifecycle.ts';
import { compositeId } from '../model/contract.ts';
import type { Contract, ExternalMetadata } from '../model/contract.ts';
import type { Delivery } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import type { Deliverer } from '../webhook/deliverer.ts';
import { faultInput } from '../webhook/faults.ts';
import type { Faults } from '../webhook/faults.ts';
import { newHmacKey } from '../webhook/signature.ts';

export interface ControlParts {
  readonly store: Store;
  readonly lifecycle: Lifecycle;
  readonly deliverer: Deliverer;
  readonly faults: Faults;
}

export function controlApi(parts: ControlParts): Router {
  const router = express.Router();
  router.use(express.json({ limit: '5mb' }), loopbackOrigins);
  contracts(router, parts);
  stages(router, parts);
  deliveries(router, parts);
  faults(router, parts);
  return router;
}

/** Pages on this machine may call; no others. */
const loopbackOrigins: RequestHandler = (request, response, next) => {
  const origin = request.get('origin');
  if (origin !== undefined && /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin)) {
    response.set({
      'access-control-allow-origin': origin,
      'access-control-allow-headers': 'content-type',
      'access-control-allow-methods': 'GET, POST, DELETE',
      vary: 'origin',
    });
  } else if (origin !== undefined)
    return void response.status(403).json({ error: 'Only pages on this machine may use the control API.' });
  if (request.method === 'OPTIONS') return void response.status(204).end();
  next();
};

function contracts(router: Router, { store, lifecycle }: ControlParts): void {
  router.get('/contracts', (_request, response) => void response.json(store.contracts().map(view)));
  router.post(
    '/contracts',
    handle((request, response) => {
      contractInput.parse(request.body ?? {});
      response.status(201).json(view(lifecycle.create((request.body ?? {}) as z.input<typeof contractInput>)));
    }),
  );
  router.get(
    '/contracts/:id',
    handle((request, response) => void response.json(view(contractOf(store, request)))),
  );
}

function stages(router: Router, { store, lifecycle }: ControlParts): void {
  const on = (action: string, body: (contract: Contract, given: unknown) => void): void => {
    router.post(
      `/contracts/:id/${action}`,
      handle((request, response) => {
        const contract = contractOf(store, request);
        body(contract, request.body ?? {});
        response.json(view(contract));
      }),
    );
  };
  on('execute', (contract, given) => {
    Object.assign(contract.file, z.object({ file: fileInput.optional() }).parse(given).file ?? {});
    lifecycle.execute(contract);
  });
  on('advance', (contract) => lifecycle.advance(contract));
  on('hold', (contract) => lifecycle.hold(contract));
  on('resume', (contract) => lifecycle.resume(contract));
  on('void', (contract, given) =>
    lifecycle.void(contract, z.object({ note: z.string().default('') }).parse(given).note),
  );
  on('decline', (contract, given) =>
    lifecycle.decline(contract, z.object({ notes: z.string().default('') }).parse(given).notes),
  );
  on('delete', (contract) => lifecycle.delete(contract));
  on('metadata', (contract, given) => lifecycle.setMetadata(contract, metadataValues.parse(given)));
  on('link', (contract, given) => {
    const link = recordLinkInput.safeParse(given);
    lifecycle.link(
      contract,
      link.success ? linkMetadata(link.data) : (externalMetadataInput.parse(given) as ExternalMetadata),
    );
  });
  on('file', (contract, given) => void Object.assign(contract.file, fileInput.parse(given)));
}

function deliveries(router: Router, { store, deliverer }: ControlParts): void {
  router.get('/deliveries', (_request, response) => void response.json(store.state.deliveries.slice(-500).reverse()));
  router.post(
    '/deliveries/:id/redeliver',
    handle(async (request, response) => {
      const delivery = store.state.deliveries.find(({ id }) => String(id) === request.params['id']);
      if (delivery === undefined) throw new Refusal(404, `There is no delivery ${request.params['id']}.`);
      response.json(await deliverer.redeliver(delivery));
    }),
  );
  router.get(
    '/deliveries/:id/body',
    handle((request, response) => {
      const delivery = store.state.deliveries.find(({ id }) => String(id) === request.params['id']);
      const body = delivery === undefined ? undefined : bodyOf(store, delivery);
      if (body === undefined) throw new Refusal(404, `There is no delivery ${request.params['id']}.`);
      response.type('application/json').send(body);
    }),
  );
}

function bodyOf(store: Store, delivery: Delivery): string | undefined {
  return store.find(delivery.contractId)?.events.find(({ id }) => id === delivery.eventId)?.body;
}

function faults(router: Router, { store, faults: armed }: ControlParts): void {
  router.get('/faults', (_request, response) => void response.json(armed.list()));
  router.post(
    '/faults',
    handle((request, response) => {
      armed.arm(faultInput.parse(request.body));
      response.status(201).json(armed.list());
    }),
  );
  router.delete('/faults', (_request, response) => {
    armed.clear();
    response.status(204).end();
  });
  router.post('/rotate-key', (_request, response) => {
    store.state.previousHmacKey = store.state.hmacKey;
    store.state.hmacKey = newHmacKey();
    store.changed();
    response.status(204).end();
  });
  router.post('/reset', (_request, response) => {
    store.reset();
    armed.clear();
    response.status(204).end();
  });
}

function handle(body: (request: Request, response: Response) => void | Promise<void>): RequestHandler {
  return (request, response, next) => {
    Promise.resolve()
      .then(() => body(request, response))
      .catch(next);
  };
}

function contractOf(store: Store, request: Request): Contract {
  const contract = store.find(String(request.params['id']));
  if (contract === undefined) throw new Refusal(404, `There is no contract ${String(request.params['id'])}.`);
  return contract;
}

/** A contract as the control API shows it: its stage and what happened. */
export function view(contract: Contract): Record<string, unknown> {
  return {
    id: compositeId(contract),
    title: contract.title,
    status: contract.status,
    deleted: contract.deleted,
    externalRecordId: contract.externalMetadata?.id ?? null,
    metadata: Object.fromEntries(contract.keyPointers.map(({ fieldName, value }) => [fieldName, value])),
    executedAt: contract.executedAt ?? null,
    file: contract.file,
    events: contract.events.map(({ id, activity, timestamp }) => ({ id, activity, timestamp })),
  };
}
