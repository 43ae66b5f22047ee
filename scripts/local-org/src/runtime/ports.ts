/**
 * What emitted code and `library` ask of the layers above. `data` and `platform` implement these, `org` wires them.
 * All calls are synchronous and happen inside a frame.
 */
import type { DmlOperation, TriggerEvent } from '../syntax/ast.ts';
import type { SoqlQuery, SoslQuery } from '../syntax/soql-ast.ts';
import type { FieldSchema, ObjectSchema, OrgSchema } from '../schema/model.ts';
import type { MethodSymbol, Type, TypeSymbol } from '../types/symbols.ts';
import type { AggregateResultValue, SObjectValue } from './sobject.ts';
import type { DuplicateFacts } from './duplicates.ts';
import type { TriggerContext } from './frame.ts';
import type { ApexId } from './values/id.ts';

export interface OrgPorts {
  readonly schema: OrgSchema;
  readonly data: DataPort;
  readonly platform: PlatformPort;
  readonly program: ProgramPort;
  readonly org: OrgFacts;
  readonly clock: { now(): number };
}

/** Compiled code, as platform code needs it. Implemented by runtime/linker. */
export interface ProgramPort {
  /** Type.forName: user and platform types by name, any case; null when there is none. */
  findType(name: string, namespace: string | null): Type | null;
  /** A platform type by full name, as `System.String`, `Database.SaveResult`. */
  platformType(name: string): TypeSymbol;
  /** Calls a static method of the project. */
  callStatic(method: MethodSymbol, args: readonly unknown[]): unknown;
  /** Type.newInstance and JSON: `new T()`. */
  construct(type: Type, args?: readonly unknown[]): unknown;
  /** Triggers of an object for an event, in the order they run. */
  triggersFor(object: ObjectSchema, event: TriggerEvent): readonly RunnableTrigger[];
  /** Custom label text by name, any case; null when unknown. */
  label(namespace: string | null, name: string): string | null;
}

export interface RunnableTrigger {
  readonly name: string;
  readonly apiVersion: number;
  /** Runs the body with `context` as Trigger.*; exceptions come out as they are. */
  run(context: TriggerContext): void;
}

export interface QueryOptions {
  readonly access: 'user' | 'system';
  /** In system mode: whether sharing applies (the innermost class's declaration). */
  readonly sharing: boolean;
  /** Rows in the recycle bin too. */
  readonly allRows?: boolean;
  /** Namespace for unprefixed names. */
  readonly namespace: string | null;
}

/** Database.DMLOptions that count record by record, where given. */
export interface RowOptions {
  readonly duplicateRule?: DuplicateRuleOptions;
  readonly assignmentRule?: { readonly useDefault: boolean; readonly ruleId: string | null };
  readonly allowFieldTruncation?: boolean;
}

export interface DmlOptions extends RowOptions {
  readonly operation: DmlOperation;
  readonly access: 'user' | 'system';
  readonly sharing: boolean;
  readonly allOrNone: boolean;
  readonly namespace: string | null;
  /** Upsert: the key field; null for Id. */
  readonly externalId: FieldSchema | null;
}

/** One row's outcome of DML. Errors carry the platform's status code and words. */
export interface DmlRowResult {
  readonly id: ApexId | null;
  readonly success: boolean;
  readonly created: boolean;
  readonly errors: readonly DmlError[];
}

export interface DuplicateRuleOptions {
  readonly allowSave: boolean;
  /** Whether rules that enforce sharing compare what the user sees; null: as the calling code has it. */
  readonly runAsCurrentUser: boolean | null;
}

export interface DmlError {
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
  /** Of a save that a duplicate rule refused. */
  readonly duplicates?: DuplicateFacts;
}

export interface DataPort {
  /**
   * Runs a query; counts queries and rows. `binds` are the values of its `:binds` in order of appearance.
   * Records come as SObjectValues with `queriedFields`; aggregates as AggregateResultValues.
   * @throws System.QueryException with the platform's message
   */
  query(query: SoqlQuery, binds: readonly unknown[], options: QueryOptions): (SObjectValue | AggregateResultValue)[];
  /** SELECT COUNT() and Database.countQuery. */
  count(query: SoqlQuery, binds: readonly unknown[], options: QueryOptions): number;
  /** Parses query text given at run time; unknown objects and fields are QueryExceptions. `lookup` resolves `:name`. */
  parse(
    text: string,
    lookup: (name: string) => unknown,
    options: QueryOptions,
  ): { query: SoqlQuery; binds: readonly unknown[] };
  search(query: SoslQuery, binds: readonly unknown[], options: QueryOptions): SObjectValue[][];
  /**
   * The save order of execution for up to all records of one statement (grouped by object inside). With allOrNone a failing
   * row rolls the statement back; the caller turns results into a DmlException. Ids are set on the given records.
   */
  save(records: readonly SObjectValue[], options: DmlOptions): DmlRowResult[];
  merge(master: SObjectValue, duplicates: readonly SObjectValue[], options: DmlOptions): DmlRowResult[];
  /**
   * Duplicates of records of one object by its active duplicate rules: for each record what each rule found.
   * @throws System.HandledException when the object has no active duplicate rule
   */
  findDuplicates(records: readonly SObjectValue[], options: QueryOptions): DuplicateFacts[][];
  /** Savepoints of the current transaction. */
  setSavepoint(): string;
  rollbackTo(savepoint: string): void;
  releaseSavepoint(savepoint: string): void;
  /** Object and field rights of the running user, for describe, stripInaccessible and user mode. */
  objectAccess(object: ObjectSchema): ObjectAccess;
  fieldAccess(field: FieldSchema, object: ObjectSchema): FieldAccess;
  customPermission(name: string, namespace: string | null): boolean;
  /** Whether the running user may use a class of the project by its name. */
  classAccess(name: string): boolean;
  /** Id of the RecordType row of an object's record type; null when there is none. Counts as no query. */
  recordTypeId(object: ObjectSchema, developerName: string): ApexId | null;
  /** Record types of an object as the running user has them. */
  recordTypeRights(object: ObjectSchema): RecordTypeRights;
  /** Recalculates formula fields of a record in memory (FormulaEval, Formula.recalculateFormulas). */
  evaluateFormula(formula: string, record: SObjectValue): unknown;
}

export interface ObjectAccess {
  readonly create: boolean;
  readonly read: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  readonly viewAll: boolean;
  readonly modifyAll: boolean;
}

export interface RecordTypeRights {
  /** Developer names of active record types that the user may give records. */
  readonly available: ReadonlySet<string>;
  /** What new records get; null for the master. */
  readonly defaultName: string | null;
}

export interface FieldAccess {
  readonly read: boolean;
  readonly edit: boolean;
}

export interface PublishResult {
  readonly success: boolean;
  readonly eventUuid: string | null;
  readonly errors: readonly DmlError[];
}

export interface EnqueueOptions {
  readonly delayMinutes: number | null;
  readonly maximumDepth: number | null;
  readonly duplicateSignature: string | null;
}

export interface PlatformPort {
  readonly flows: FlowPort;
  /** `callback` is told how the asynchronous part of publishing ended. */
  publish(events: readonly SObjectValue[], callback?: object | null): PublishResult[];
  /** System.enqueueJob; returns the job's id. */
  enqueue(job: object, options: EnqueueOptions): ApexId;
  attachFinalizer(finalizer: object): void;
  /** A call of a method with @future: queues it. */
  future(method: MethodSymbol, args: readonly unknown[]): void;
  /** System.schedule; returns the id of the CronTrigger. */
  schedule(name: string, cron: string, job: object): ApexId;
  scheduleBatch(name: string, minutes: number, batch: object, scope: number): ApexId;
  abortJob(id: ApexId): void;
  executeBatch(job: object, scope: number): ApexId;
  /** Test.startTest / stopTest. */
  startTest(): void;
  stopTest(): void;
  /** Test.getEventBus().deliver() and .fail(). */
  deliverEvents(): void;
  failEvents(): void;
  /**
   * Messaging.sendEmail: the mails are kept with the transaction. One result per mail, with its errors.
   * @throws System.EmailException when one fails and all are wanted or none
   */
  sendEmail(emails: readonly EmailFacts[], allOrNothing: boolean): readonly EmailResult[];
  /** Messaging.reserveSingleEmailCapacity. @throws System.HandledException when the day's amount would be passed */
  reserveEmails(amount: number): void;
  callout(request: CalloutRequest): CalloutResponse;
  debug(level: string, text: string): void;
  /** EventBus.TriggerContext of the running event trigger; null outside of one. */
  eventContext(): EventTriggerContext | null;
  /** Another user from now on, until the result is called (System.runAs, tests only). */
  runAs(userId: string): () => void;
}

/** A mail as Apex describes it. */
export interface EmailFacts {
  /** Addresses, or ids of users, contacts and leads. */
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  /** A blind copy goes to the sender. */
  readonly bccSender: boolean;
  readonly subject: string | null;
  readonly text: string | null;
  readonly html: string | null;
  readonly replyTo: string | null;
  readonly senderName: string | null;
  readonly orgWideAddressId: string | null;
  /** A user, contact or lead, and whether the mail goes there. */
  readonly targetId: string | null;
  readonly toTarget: boolean;
  readonly whatId: string | null;
  readonly saveAsActivity: boolean;
  readonly inReplyTo: string | null;
  readonly references: string | null;
  readonly attachments: readonly EmailAttachmentFacts[];
  /** Ids of files, documents and attachments that go along. */
  readonly fileIds: readonly string[];
}

export interface EmailAttachmentFacts {
  readonly name: string;
  readonly type: string | null;
  readonly isInline: boolean;
  readonly bytes: Uint8Array;
}

export interface EmailResult {
  readonly targetId: string | null;
  readonly errors: readonly DmlError[];
}

/** Flows of the org, run for Flow.Interview and Invocable.Action. */
export interface FlowPort {
  /** A new interview of the active version of a flow; null when the org has none. */
  create(name: string, namespace: string | null): FlowInterview | null;
  /** Runs interviews of one flow together to their ends. A fault that a flow does not handle ends its interview. */
  run(interviews: readonly FlowInterview[]): void;
}

export interface FlowInterview {
  readonly guid: string;
  readonly status: 'Created' | 'Started' | 'Finished' | 'Error';
  /** What the platform tells of a fault that the flow did not handle; null without one. */
  readonly fault: string | null;
  /** Sets input variables. Returns what is wrong with them; null when nothing is. */
  setInputs(inputs: ReadonlyMap<string, unknown>): string | null;
  /** Value of a variable; null when the flow has none of the name, or keeps it to itself. */
  variable(name: string): unknown;
  /** Values of the output variables by name. */
  outputs(): Map<string, unknown>;
}

export interface EventTriggerContext {
  readonly retries: number;
  readonly lastError: string | null;
  resumeCheckpoint: string | null;
  setResumeCheckpoint(replayId: string): void;
}

export interface CalloutRequest {
  readonly method: string;
  readonly endpoint: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  readonly timeoutMs: number;
}

export interface CalloutResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

export interface OrgFacts {
  readonly id: string;
  readonly name: string;
  readonly namespace: string | null;
  readonly instanceUrl: string;
  readonly isSandbox: boolean;
  readonly timeZone: string;
  readonly defaultCurrency: string;
}
