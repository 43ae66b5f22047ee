import { describe, expect, it } from 'vitest';
import {
  batchableContext,
  beginRestContext,
  finalizerContext,
  newInstallContext,
  queueableContext,
  schedulableContext,
} from '../../src/library/index.ts';
import { AggregateResultValue, callMethod, newException, withFrame } from '../../src/runtime/index.ts';
import { messageOf, runApex } from './support/run-apex.ts';

const jobId = '707000000000001AAA';

/** Makes an object in Apex and calls its method with a context that the platform gives. */
function call(type: string, members: string, key: string, args: () => unknown[]): unknown {
  const { result, frame } = runApex(
    `public class Job implements ${type} { ${members} }\npublic static Object run() { return new Job(); }`,
  );
  return withFrame(frame, () => callMethod(result as object, key, args()));
}

describe('contexts of asynchronous Apex', () => {
  const fail = (text: string): string => `throw new IllegalArgumentException(${text});`;

  it('tell a Queueable its job', () => {
    const members = `public void execute(QueueableContext c) { ${fail('c.getJobId()')} }`;
    const run = (): unknown => call('Queueable', members, 'execute$queueablecontext', () => [queueableContext(jobId)]);
    expect(messageOf(run)).toContain(jobId);
  });

  it('tell a Finalizer how its job ended', () => {
    const members = `public void execute(FinalizerContext c) {
      ${fail("c.getResult() == ParentJobResult.UNHANDLED_EXCEPTION ? c.getException().getMessage() + c.getRequestId() : 'fine'")} }`;
    const run = (failed: boolean): string =>
      messageOf(() =>
        call('Finalizer', members, 'execute$finalizercontext', () => [
          finalizerContext(jobId, '-r1', failed ? newException('System.DmlException', 'broken') : null),
        ]),
      );
    expect(run(true)).toContain('broken-r1');
    expect(run(false)).toContain('fine');
  });

  it('tell batches and scheduled jobs their ids', () => {
    const batch = `public Database.QueryLocator start(Database.BatchableContext c) { ${fail('c.getJobId()')} }
      public void execute(Database.BatchableContext c, List<Account> scope) {}
      public void finish(Database.BatchableContext c) {}`;
    const type = 'Database.Batchable<SObject>, Database.Stateful';
    const widened = batch.replace('List<Account>', 'List<SObject>');
    expect(messageOf(() => call(type, widened, 'start$batchablecontext', () => [batchableContext(jobId)]))).toContain(
      jobId,
    );
    const scheduled = `public void execute(SchedulableContext c) { ${fail('c.getTriggerId()')} }`;
    expect(
      messageOf(() => call('Schedulable', scheduled, 'execute$schedulablecontext', () => [schedulableContext(jobId)])),
    ).toContain(jobId);
  });

  it('tell an install script what it follows', () => {
    const members = `public void onInstall(InstallContext c) { ${fail("c.isUpgrade() + '' + c.previousVersion() + c.organizationId()")} }`;
    const run = (): unknown =>
      call('InstallHandler', members, 'oninstall$installcontext', () => [newInstallContext(null, false)]);
    expect(messageOf(run)).toContain('falsenull00D000000000001EAA');
  });
});

describe('Test', () => {
  it('runs install scripts', () => {
    const body = `public class Setup implements InstallHandler {
        public void onInstall(InstallContext c) { seen = c.previousVersion().major() + '.' + c.previousVersion().minor() + c.isPush(); }
      }
      static String seen;
      public static Object run() { Test.testInstall(new Setup(), new Version(1, 2), true); return seen; }`;
    expect(runApex(body).result).toBe('1.2true');
  });

  it('reaches the platform for start, stop and events', () => {
    const seen: string[] = [];
    const platform = {
      startTest: () => void seen.push('start'),
      stopTest: () => void seen.push('stop'),
      deliverEvents: () => void seen.push('deliver'),
    };
    runApex('public static void run() { Test.startTest(); Test.getEventBus().deliver(); Test.stopTest(); }', {
      platform,
    });
    expect(seen).toEqual(['start', 'deliver', 'stop']);
  });
});

describe('RestContext', () => {
  it('gives the request and takes the reply', () => {
    const { result, frame } = runApex(`public class Handler implements Callable {
        public Object call(String action, Map<String, Object> args) {
          RestRequest r = RestContext.request;
          RestContext.response.statusCode = 202;
          RestContext.response.addHeader('X-Kind', r.params.get('kind'));
          RestContext.response.responseBody = Blob.valueOf(r.httpMethod + r.requestURI + r.requestBody.toString());
          return null;
        }
      }
      public static Object run() { return new Handler(); }`);
    const state = beginRestContext(frame, {
      method: 'POST',
      headers: {},
      query: { kind: 'a' },
      body: new TextEncoder().encode('{}'),
      requestURI: '/v1/x',
      resourcePath: '/services/apexrest/v1/*',
    });
    withFrame(frame, () => callMethod(result as object, 'call$string$map', ['', null]));
    expect([state.status(), state.headers(), new TextDecoder().decode(state.body())]).toEqual([
      202,
      { 'X-Kind': 'a' },
      'POST/v1/x{}',
    ]);
  });
});

describe('rows with aggregates', () => {
  it('are read by alias, from SOQL in Apex and from text', () => {
    const row = (): AggregateResultValue => new AggregateResultValue([['n', 3]]);
    const data = {
      query: () => [row()],
      parse: () => ({ query: { from: { name: 'Account' }, withMode: null, allRows: false } as never, binds: [] }),
    };
    const body = `public static Object run() {
      AggregateResult one = [SELECT COUNT(Id) n FROM Account];
      List<AggregateResult> many = Database.query('SELECT COUNT(Id) n FROM Account');
      SObject loose = Database.query('SELECT COUNT(Id) n FROM Account')[0];
      return one.get('N') + ',' + many[0].get('n') + ',' + loose.get('n');
    }`;
    expect(runApex(body, { data }).result).toBe('3,3,3');
    const wrong = body.replace("loose.get('n')", "loose.get('x')");
    expect(messageOf(() => runApex(wrong, { data }))).toContain('Invalid field x for AggregateResult');
  });
});
