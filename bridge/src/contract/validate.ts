import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import eventSchema from '../../../config/contract/contract-event.schema.json' with { type: 'json' };
import exchangeSchema from '../../../config/contract/exchange.schema.json' with { type: 'json' };
import requirementsSchema from '../../../config/contract/requirements.schema.json' with { type: 'json' };
import type { ContractEventPayload, ExchangeResponse, Requirements } from './generated.ts';

const ajv = new Ajv2020({ allErrors: false, allowUnionTypes: true });
const isPayload: ValidateFunction = ajv.compile(eventSchema);
const isRequirements: ValidateFunction = ajv.compile(requirementsSchema);
ajv.addSchema(exchangeSchema);
const isExchangeResponse: ValidateFunction = ajv.compile({ $ref: `${exchangeSchema.$id}#/$defs/ExchangeResponse` });

/** A value that keeps the contract, or where it does not; the text names places, never values. */
export type Checked<T> = { readonly value: T } | { readonly problem: string };

/** Checks what the bridge is about to publish. */
export function checkPayload(value: unknown): Checked<ContractEventPayload> {
  return check(isPayload, value);
}

/** Checks the org's answer to `GET /v1/requirements`. */
export function checkRequirements(value: unknown): Checked<Requirements> {
  return check(isRequirements, value);
}

/** Checks the org's answer to `POST /v1/exchange`. */
export function checkExchangeResponse(value: unknown): Checked<ExchangeResponse> {
  return check(isExchangeResponse, value);
}

function check<T>(validate: ValidateFunction, value: unknown): Checked<T> {
  if (validate(value)) return { value: value as T };
  const [error] = validate.errors ?? [];
  return { problem: `${error?.instancePath || 'the body'} ${error?.message ?? 'is wrong'}` };
}
