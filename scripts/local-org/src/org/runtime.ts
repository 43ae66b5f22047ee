/** One org in one thread: a program over a database, with everything that platform code asks of each other. */
import type { ApiContext, AnonymousResult } from '../api/context.ts';
import { openData } from '../data/open.ts';
import type { OrgData } from '../data/open.ts';
import { Faults } from '../data/faults/index.ts';
import type { ApexNames } from '../data/bootstrap/index.ts';
import type { OrgSchema } from '../schema/model.ts';
import type { ProjectPermissions } from '../schema/permissions.ts';
import type { MethodSymbol, TypeSymbol } from '../types/symbols.ts';
import { debugAttachment } from '../platform/debug-log.ts';
import type { DebugLine } from '../platform/debug-log.ts';
import { EventBus } from '../platform/event-bus.ts';
import { createFlows } from '../platform/flow/flows.ts';
import { refuseEvents, refusingTriggered } from '../platform/flow/triggered.ts';
import { Jobs } from '../platform/jobs/index.ts';
import { Notifications } from '../platform/messages/notifications.ts';
import { Outbox } from '../platform/messages/outbox.ts';
import { createPlatform } from '../platform/platform.ts';
import { PublishCallbacks } from '../platform/publish-callbacks.ts';
import { SubscriberRows } from '../platform/subscriber-rows.ts';
import { SystemTables } from '../platform/system-tables.ts';
import { TestContext } from '../platform/test-context.ts';
import { Transactions } from '../platform/transactions.ts';
import { ApexException } from '../runtime/index.ts';
import type { DataPort, FrameUser, OrgFacts, OrgPorts, Program } from '../runtime/index.ts';
import { createApexRest } from './apex-rest-runner.ts';
import { createComponentCalls } from './component-calls.ts';
import { compile, compileAnonymous } from './compile.ts';
import type { Checked, CompiledProgram, CompileInput } from './compile.ts';
import { createGraphs } from './graphs.ts';
import { Scheduler } from './scheduler.ts';
import { Users } from './users.ts';

export interface OrgInput {
  readonly compile: CompileInput;
  readonly checked: Checked;
  readonly coverage: boolean;
  /** Data file; null: in memory. */
  readonly file: string | null;
  readonly permissions: ProjectPermissions;
  readonly now?: () => number;
}

export interface TestRun {
  readonly error: unknown;
  readonly log: readonly string[];
}

export class OrgRuntime {
  readonly schema: OrgSchema;
  readonly compiled: CompiledProgram;
  readonly transactions: Transactions;
  readonly bus: EventBus;
  readonly callbacks: PublishCallbacks;
  readonly jobs: Jobs;
  readonly outbox: Outbox;
  readonly notifications: Notifications;
  readonly users: Users;
  readonly tables: SystemTables;
  readonly facts: OrgFacts;
  /** What a program around the org wants to go wrong. */
  readonly faults: Faults;
  readonly #data: OrgData;
  readonly #port: DataPort;
  readonly #test: TestContext;
  readonly #now: () => number;

  constructor(input: OrgInput) {
    this.#now = input.now ?? Date.now;
    this.schema = input.compile.schema;
    this.compiled = compile(input.checked, input.compile, { coverage: input.coverage });
    this.faults = new Faults(this.schema);
    this.#data = openData({
      schema: this.schema,
      file: input.file,
      namespace: input.compile.namespace,
      permissions: input.permissions,
      apex: apexNames(this.compiled),
      now: this.#now,
      faults: this.faults,
    });
    const { store } = this.#data;
    SystemTables.create(store.database);
    this.tables = new SystemTables(store.database, () => store.beforeWrite());
    this.users = new Users(store);
    this.facts = this.#data.facts;
    const { namespace, flows = new Map() } = input.compile;
    this.#port = refusingTriggered(this.#data.port, flows);
    const ports: OrgPorts = {
      schema: this.schema,
      data: this.#port,
      program: this.compiled.program,
      org: this.facts,
      clock: { now: this.#now },
      get platform() {
        return platform;
      },
    };
    this.transactions = new Transactions(() => ports, store);
    const graphs = createGraphs(this.schema, () => this.compiled.program);
    const userById = (id: string): FrameUser => this.users.byId(id);
    this.callbacks = new PublishCallbacks({
      tables: this.tables,
      transactions: this.transactions,
      graphs,
      automatedProcess: () => this.users.automatedProcess(),
    });
    this.bus = new EventBus({
      tables: this.tables,
      transactions: this.transactions,
      schema: this.schema,
      graphs,
      callbacks: this.callbacks,
      subscribers: new SubscriberRows(this.tables, this.#data.systemRecords, () => this.users.automatedProcess().id),
      triggersFor: (object) => this.compiled.program.triggersFor(object, 'after insert'),
      userById: (id) => (id === null ? this.users.automatedProcess() : userById(id)),
      admit: (events) => refuseEvents(events, flows),
      now: this.#now,
    });
    this.jobs = new Jobs({
      tables: this.tables,
      transactions: this.transactions,
      graphs,
      userById,
      now: this.#now,
      records: this.#data.systemRecords,
      raise: (event, userId) => this.bus.raise(event, userId),
      schema: this.schema,
    });
    this.outbox = new Outbox(this.tables, this.#now);
    this.notifications = new Notifications(this.tables, this.#now);
    this.#test = new TestContext(this.bus, this.jobs);
    const { formulas } = this.#data;
    const platform = createPlatform({
      bus: this.bus,
      jobs: this.jobs,
      test: this.#test,
      flows: createFlows({ flows, namespace, formulas }),
      outbox: this.outbox,
      notifications: this.notifications,
      userById,
    });
    this.transactions.write(() => this.bus.syncSubscriptions());
  }

  get program(): Program {
    return this.compiled.program;
  }

  /** One piece of a stored blob; null behind the last. */
  blobPiece(blobId: string, piece: number): Uint8Array | null {
    return this.#data.store.blobs.piece(Number(blobId), piece);
  }

  /** The user that tests and the command line run as. */
  administrator(): FrameUser {
    const found = this.users.byUsername(this.#data.administrator);
    if (found === null) throw new Error('the org has no administrator');
    return found;
  }

  /** Data written inside is gone afterwards. */
  inTestSandbox<T>(body: () => T): T {
    const { store } = this.#data;
    store.begin();
    try {
      return body();
    } finally {
      store.rollback();
    }
  }

  /** Runs one test method as its own transaction; `keep`: a set-up, whose data stays for the methods after it. */
  runTestMethod(_type: TypeSymbol, method: MethodSymbol, keep: boolean): TestRun {
    const lines: DebugLine[] = [];
    const outcome = this.transactions.attempt(
      { entryPoint: 'test', user: this.administrator(), isTest: true, attachments: new Map([debugAttachment(lines)]) },
      () => {
        this.program.callStatic(method, []);
        if (keep) this.#test.runPending();
      },
    );
    return { error: outcome.ok ? null : outcome.error, log: lines.map((line) => `${line.level}|${line.text}`) };
  }

  /** Runs anonymous Apex as a user. */
  anonymous(source: string, user: FrameUser): AnonymousResult {
    const code = compileAnonymous(source, this.compiled);
    const base = {
      line: -1,
      column: -1,
      compileProblem: null,
      exceptionMessage: null,
      exceptionStackTrace: null,
      log: '',
    };
    const [problem] = code.diagnostics;
    if (code.run === null) {
      return {
        ...base,
        compiled: false,
        success: false,
        line: problem?.position.line ?? 1,
        column: problem?.position.column ?? 1,
        compileProblem: problem?.message ?? 'The code cannot be compiled.',
      };
    }
    const { run } = code;
    const lines: DebugLine[] = [];
    const outcome = this.transactions.attempt(
      { entryPoint: 'anonymous', user, attachments: new Map([debugAttachment(lines)]) },
      run,
    );
    const log = lines.map((line) => `${line.level}|${line.text}`).join('\n');
    if (outcome.ok) return { ...base, compiled: true, success: true, log };
    const { error } = outcome;
    if (!(error instanceof ApexException)) throw error;
    return {
      ...base,
      compiled: true,
      success: false,
      log,
      line: error.lineNumber,
      column: 1,
      exceptionMessage: error.toString(),
      exceptionStackTrace: error.stackTraceString,
    };
  }

  /** What the REST API works with. */
  apiContext(): ApiContext {
    const port = this.#port;
    return {
      schema: this.schema,
      data: port,
      facts: this.facts,
      transactions: this.transactions,
      tables: this.tables,
      bus: this.bus,
      outbox: this.outbox,
      notifications: this.notifications,
      now: this.#now,
      users: { byId: (id) => this.users.byId(id), byUsername: (name) => this.users.byUsername(name) },
      publish: (events) => this.bus.publish(events),
      adoptFile: (file) => this.#data.adoptFile(file),
      blobOf: (object, id, field) => this.#data.blobOf(object, id, field),
      apexRest: createApexRest({
        program: this.program,
        types: this.compiled.types,
        namespace: this.facts.namespace,
        mayUse: (type) => this.#data.access.classAccess(type.name),
      }),
      componentCall: createComponentCalls({
        program: this.program,
        types: this.compiled.types,
        mayUse: (type) => this.#data.access.classAccess(type.name),
        transaction: (call, isReadOnly, body) =>
          this.transactions.run({ entryPoint: 'aura', user: call.user, isReadOnly }, body),
      }),
      anonymous: (source, user) => this.anonymous(source, user),
      write: (body) => this.transactions.write(body),
    };
  }

  scheduler(onFault: (error: unknown) => void): Scheduler {
    this.transactions.write(() => this.jobs.failInterrupted());
    return new Scheduler({ bus: this.bus, callbacks: this.callbacks, jobs: this.jobs, now: this.#now, onFault });
  }

  close(): void {
    this.#data.store.close();
  }
}

function apexNames({ project, types }: CompiledProgram): ApexNames {
  return {
    classes: types.map((type) => type.name),
    triggers: project.triggers.map((trigger) => ({ name: trigger.name, object: trigger.object.name })),
  };
}
