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
   * Items: contract, externalRecord, metadata, metrics, signatories, approvals, intake, questionnaire, files; others are ignored
   */
  sections: string[];
  metadataFields?: string[];
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
   * @maxItems 200
   */
  results: {
    /**
     * The request's key, as it was given
     */
    id: string;
    lease: string;
    outcome: 'done' | 'retry' | 'failed';
    contentVersionId?: string;
    sha256?: string;
    size?: number;
    reasonCode?: string;
    message?: string;
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
export interface ExchangeResponse {
  acknowledged: {
    eventKey: string;
    state: string;
    reasonCode?: string | null;
    message?: string | null;
    [k: string]: unknown;
  }[];
  /**
   * Asked-for event keys that are not in the ledger
   */
  missing: string[];
  requests: {
    id: string;
    lease: string;
    leaseUntil: string;
    /**
     * DELIVER_FILE; kinds the bridge does not know are answered with outcome failed, UNKNOWN_KIND
     */
    kind: string;
    contractKey: string;
    contractId: string;
    attempt?: number;
    /**
     * executedPdf, currentPdf or currentDocx
     */
    file?: string;
    /**
     * Title for the uploaded file; SpotDraft's file name when absent
     */
    title?: string;
    /**
     * Id of the contract state row, for FirstPublishLocationId
     */
    publishTo?: string;
    /**
     * Files the contract state already has, so that a file is not uploaded twice
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
