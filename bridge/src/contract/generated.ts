// Generated from config/contract by `node bridge/src/contract/generate.ts`; change the schemas, not this file.
/**
 * What the bridge tells the org about one activity on one contract. Sections that no automation asked for are absent; `unavailable` names those that were asked for but could not be read.
 */
export interface ContractEventPayload {
  version: 1;
  event: {
    key: string;
    occurrenceKey?: string;
    activity: string;
    /**
     * ISO 8601, UTC
     */
    timestamp: string;
    origin: 'webhook' | 'reconcile' | 'backfill' | 'manual' | 'void';
    performedBy: Person;
    /**
     * The other members of activity_data, as SpotDraft sent them
     */
    data?: {
      [k: string]: unknown;
    };
    [k: string]: unknown;
  };
  contract: {
    /**
     * Composite id, T-123 or H-123
     */
    id: string;
    numericId: number;
    title: string;
    status: string;
    kind?: string;
    createdAt?: string;
    link?: string;
    referenceId?: string | null;
    createdBy?: Person;
    workspaceId?: number | string | null;
    type?: {
      id?: number;
      name?: string;
      [k: string]: unknown;
    };
    templateId?: number | null;
    [k: string]: unknown;
  };
  businessUser?: Person;
  legalUser?: Person | null;
  counterparties?: {
    type?: string;
    organizationName?: string;
    pocName?: string;
    pocEmail?: string;
    id?: number;
    [k: string]: unknown;
  }[];
  entity?: {
    name?: string;
    referenceId?: string;
    jurisdiction?: string;
    type?: string;
    [k: string]: unknown;
  } | null;
  /**
   * The linked record; its id is the External Record ID
   */
  externalRecord?: {
    id?: string;
    integrationName?: string;
    recordType?: string;
    recordData?: {
      [k: string]: unknown;
    };
    [k: string]: unknown;
  } | null;
  /**
   * Contract metadata (key pointers) by field name
   */
  metadata?: {
    [k: string]: {
      /**
       * Number, text, boolean, date as YYYY-MM-DD, list, or rows; the amount of a currency, the count of a duration
       */
      value: unknown;
      label?: string;
      dataType?: string;
      /**
       * ISO code of a currency value
       */
      currency?: string;
      durationType?: 'DAYS' | 'MONTHS' | 'YEARS';
      durationDays?: number;
      [k: string]: unknown;
    };
  };
  intake?: {
    [k: string]: unknown;
  };
  questionnaire?: {
    [k: string]: unknown;
  };
  signatories?: {
    name?: string;
    email?: string;
    designation?: string | null;
    title?: string | null;
    order?: number;
    status?: string;
    signedAt?: string | null;
    declined?: boolean;
    notes?: string | null;
    isOurSide?: boolean | null;
    [k: string]: unknown;
  }[];
  approvals?: {
    name?: string;
    type?: string;
    status?: string;
    approver?: Person;
    lastActionAt?: string | null;
    notes?: string | null;
    [k: string]: unknown;
  }[];
  metrics?: {
    sentToCounterpartyAt?: string | null;
    markedForSignatureAt?: string | null;
    executedAt?: string | null;
    turns?: number | null;
    pendingWith?: string | null;
    [k: string]: unknown;
  };
  files?: {
    versionId?: number | string | null;
    name?: string | null;
    [k: string]: unknown;
  };
  unavailable?: {
    section: string;
    reason: string;
    [k: string]: unknown;
  }[];
  [k: string]: unknown;
}
export interface Person {
  name?: string | null;
  email?: string | null;
  [k: string]: unknown;
}

/**
 * What the org's enabled automations of one connection need, so that the bridge fetches and publishes no more than that.
 */
export interface Requirements {
  /**
   * Changes whenever anything below changes
   */
  version: string;
  connectionKey: string;
  activities: string[];
  /**
   * Sections of the event payload beyond the webhook's own content
   *
   * Items: contract, externalRecord, metadata, metrics, signatories, approvals, intake, questionnaire, files are read from SpotDraft; others are what a webhook tells by itself
   */
  sections: string[];
  /**
   * Of the section metadata only these; all when absent
   */
  metadataFields?: string[];
  /**
   * Of the section intake only these; all when absent
   */
  intakeFields?: string[];
  /**
   * Of the section questionnaire only these; all when absent
   */
  questionnaireFields?: string[];
  /**
   * executedPdf, currentPdf, currentDocx
   */
  files: string[];
  [k: string]: unknown;
}

/**
 * One call with which the bridge collects acknowledgements and requests and reports what it has done.
 */
export interface Exchange {
  request?: ExchangeRequest;
  response?: ExchangeResponse;
  [k: string]: unknown;
}
export interface ExchangeRequest {
  /**
   * Event keys whose state the bridge wants to know
   *
   * @maxItems 200
   */
  published: string[];
  /**
   * Where published events stand, so that the org can answer for those whose ledger rows retention has removed
   *
   * @maxItems 200
   */
  places?: {
    eventKey: string;
    contractKey: string;
    sequence: number;
    [k: string]: unknown;
  }[];
  /**
   * @maxItems 200
   */
  results: {
    /**
     * The request's key, as it was given
     */
    id: string;
    lease: string;
    /**
     * progress: the work goes on, and the lease is extended
     */
    outcome: 'done' | 'retry' | 'failed' | 'progress';
    /**
     * DELIVER_FILE, DELIVER_PAYLOAD: the uploaded version
     */
    contentVersionId?: string;
    /**
     * Of the file or payload, lower-case hex
     */
    sha256?: string;
    size?: number;
    reasonCode?: string;
    message?: string;
    /**
     * BACKFILL: how far it is
     */
    progress?: {
      /**
       * Contracts that were found so far
       */
      listed?: number;
      /**
       * Events that were made so far
       */
      made?: number;
      /**
       * Where it goes on
       */
      cursor?: string;
      [k: string]: unknown;
    };
    /**
     * REFRESH_CATALOGUE: which part of the catalogue this is
     */
    part?: number;
    /**
     * REFRESH_CATALOGUE: how many parts there are; all but the last have the outcome progress
     */
    partOf?: number;
    catalogue?: CataloguePart;
    [k: string]: unknown;
  }[];
  voidSequences?: {
    contractKey: string;
    sequence: number;
    [k: string]: unknown;
  }[];
  maxRequests: number;
  [k: string]: unknown;
}
export interface CataloguePart {
  workflows: CatalogueWorkflow[];
  /**
   * Last part: ids of all workflows of the workspace; others are no longer in use
   */
  workflowIds?: string[];
  [k: string]: unknown;
}
export interface CatalogueWorkflow {
  /**
   * Contract type id; 0 for what all workflows have
   */
  id: string;
  name: string;
  templates: {
    id: string;
    name: string;
    [k: string]: unknown;
  }[];
  fields: {
    /**
     * Metadata field name, as in metadata.<name>; inner fields of a repeating one have a dot
     */
    name: string;
    label: string;
    /**
     * SpotDraft’s word: string, boolean, int, float, array of strings, array of options, enum, date, repeating, array of files
     */
    type: string;
    help?: string;
    options?: {
      label: string;
      value: string;
      [k: string]: unknown;
    }[];
    [k: string]: unknown;
  }[];
  [k: string]: unknown;
}
export interface ExchangeResponse {
  acknowledged: {
    eventKey: string;
    /**
     * State of the ledger row; GONE when the event was dealt with and retention has removed its row
     */
    state: string;
    reasonCode?: string | null;
    message?: string | null;
    [k: string]: unknown;
  }[];
  /**
   * Asked-for event keys that are not in the ledger
   */
  missing: string[];
  /**
   * Places in the order of contracts that later events have waited for too long: the bridge publishes them again or declares them void
   */
  missingSequences?: {
    contractKey: string;
    sequences: number[];
    [k: string]: unknown;
  }[];
  requests: {
    id: string;
    lease: string;
    leaseUntil: string;
    /**
     * DELIVER_FILE, WRITE_LINK, RESEND_CONTRACT, BACKFILL, REFRESH_CATALOGUE or DELIVER_PAYLOAD; kinds the bridge does not know are answered with outcome failed, UNSUPPORTED
     */
    kind: string;
    /**
     * <connection key>|- when the request is of no contract
     */
    contractKey: string;
    /**
     * - when the request is of no contract
     */
    contractId: string;
    attempt?: number;
    /**
     * executedPdf, currentPdf or currentDocx
     */
    file?: string;
    /**
     * Title for the uploaded file; SpotDraft's file name when absent. DELIVER_PAYLOAD: payload-<event key>
     */
    title?: string;
    /**
     * Id of the contract state row, for FirstPublishLocationId
     */
    publishTo?: string;
    /**
     * DELIVER_FILE: files the contract state already has; DELIVER_PAYLOAD: those with the request’s title. So that none is uploaded twice
     */
    existing?: {
      contentVersionId?: string;
      contentDocumentId?: string;
      /**
       * MD5, as the org computed it
       */
      checksum?: string;
      [k: string]: unknown;
    }[];
    /**
     * What exactly is wanted, by kind
     */
    parameters?: {
      /**
       * WRITE_LINK: record that the contract belongs to
       */
      recordId?: string;
      /**
       * WRITE_LINK: API name of its object
       */
      recordType?: string;
      /**
       * RESEND_CONTRACT, BACKFILL: activity of the new events
       */
      activity?: string;
      /**
       * RESEND_CONTRACT, BACKFILL: when it was asked for; part of the new events' keys
       */
      asked?: string;
      /**
       * RESEND_CONTRACT: why
       */
      reason?: string | null;
      /**
       * RESEND_CONTRACT, BACKFILL: id of the user who asked
       */
      actor?: string | null;
      /**
       * BACKFILL: contracts changed since then; null for all
       */
      from?: string | null;
      /**
       * BACKFILL: contracts changed before then
       */
      to?: string | null;
      /**
       * BACKFILL: where the last lease left off
       */
      cursor?: string | null;
      /**
       * DELIVER_PAYLOAD: the event whose payload is wanted
       */
      eventKey?: string;
      [k: string]: unknown;
    };
    [k: string]: unknown;
  }[];
  requirementsVersion: string;
  openRequests: number;
  /**
   * Events of the connection in the ledger that are not yet final
   */
  openEvents: number;
  [k: string]: unknown;
}
