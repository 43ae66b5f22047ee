import { z } from 'zod';
import { contractKinds } from '../model/vocabulary.ts';

const person = z.strictObject({ name: z.string().min(1), email: z.email().optional() });

/** A metadata value may be anything JSON can say, except nothing at all. */
export const metadataValues = z.record(
  z.string().min(1),
  z.json().refine((value) => value !== null, { error: 'null is not a value; use "" for an empty one' }),
);

export const externalMetadataInput = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  integration_name: z.string().optional(),
  record_type: z.string().optional(),
  record_data: z.record(z.string(), z.unknown()).optional(),
  object_configuration_id: z.uuid().optional(),
});

/** The record a contract is linked to, for callers who know nothing of SpotDraft's own names. */
export const recordLinkInput = z.strictObject({
  /** Id of the record in the other system. */
  id: z.string().min(1),
  /** API name of its object, such as `Opportunity`. */
  recordType: z.string().min(1),
});
export type RecordLink = z.infer<typeof recordLinkInput>;

export const fileInput = z.strictObject({
  delayMs: z.number().int().min(0).optional(),
  missing: z.boolean().optional(),
  minimumBytes: z
    .number()
    .int()
    .min(0)
    .max(200 * 1024 * 1024)
    .optional(),
});
export type FileInput = z.infer<typeof fileInput>;

const counterparty = z.strictObject({
  type: z.enum(['Organization', 'Individual']).default('Organization'),
  organizationName: z.string().optional(),
  pocName: z.string().optional(),
  pocEmail: z.email().optional(),
  /** Given out when absent; `null` leaves it out of webhooks, as for parties SpotDraft has no record of. */
  counterpartyId: z.number().int().nullable().optional(),
});

const signatory = z.strictObject({
  name: z.string().min(1),
  email: z.email(),
  designation: z.string().nullable().default(null),
  isCreatorParty: z.boolean(),
});

/**
 * What a contract is made from. Everything has a default, so that `{}` gives a complete contract of the default workspace;
 * `null` leaves an optional part out.
 */
export const contractInput = z.strictObject({
  title: z.string().min(1).optional(),
  /** `T-123` or `H-123`; the next number of the `T` series by default. */
  id: z
    .string()
    .regex(/^[TH]-[1-9]\d*$/, { error: 'must look like T-123 or H-123' })
    .optional(),
  kind: z.enum(contractKinds).default('TEMPLATE_CONTRACT'),
  contractTypeId: z.number().int().optional(),
  templateId: z.number().int().nullable().optional(),
  referenceId: z.string().nullable().optional(),
  businessUser: person.optional(),
  legalUser: person.nullable().optional(),
  counterparties: z.array(counterparty).optional(),
  entityReferenceId: z.string().nullable().optional(),
  /** Links the contract from the start, as contracts begun in Salesforce are. */
  link: recordLinkInput.optional(),
  externalMetadata: externalMetadataInput.optional(),
  metadata: metadataValues.default({}),
  /** At most ten, SpotDraft's limit for signing. */
  signatories: z.array(signatory).max(10).optional(),
  intakeForm: z.record(z.string(), z.unknown()).optional(),
  templateQuestionnaire: z.record(z.string(), z.unknown()).optional(),
  expiresAt: z.iso.datetime().optional(),
  file: fileInput.default({}),
});
export type ContractInput = z.input<typeof contractInput>;
export type ParsedContractInput = z.output<typeof contractInput>;
