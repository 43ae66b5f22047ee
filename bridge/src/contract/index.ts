export type {
  CataloguePart,
  CatalogueWorkflow,
  ContractEventPayload,
  ExchangeRequest,
  ExchangeResponse,
  Person,
  Requirements,
} from './generated.ts';
export { checkExchangeResponse, checkPayload, checkRequirements } from './validate.ts';
export { asciiJson, isPublishedAsFile, MAX_PARTS, MAX_PAYLOAD, payloadHash, splitPayload } from './encode.ts';
