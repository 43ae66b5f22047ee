import { describe, expect, it } from 'vitest';
import type { SObjectValue } from '../../src/runtime/index.ts';
import { ApexId, type DmlOptions, type PlatformPort } from '../../src/runtime/index.ts';
import { evaluate, messageOf, runApex } from './support/run-apex.ts';

const job = `public class Job implements Queueable { public void execute(QueueableContext c) {} }
  public class Done implements Finalizer { public void execute(FinalizerContext c) { c.getResult(); } }`;

describe('assertions', () => {
  it.each([
    ['System.assertEquals(1, 1L);', 'nothing'],
    ["System.assertEquals('a', 'A');", 'Assertion Failed: Expected: a, Actual: A'],
    ["System.assertEquals(1, 2, 'count');", 'Assertion Failed: count: Expected: 1, Actual: 2'],
    ['System.assertEquals(1.0, 1);', 'nothing'],
    ['System.assert(false);', 'Assertion Failed'],
    ["Assert.fail('no');", 'Assertion Failed: no'],
    ['Assert.areNotEqual(1, 1);', 'Assertion Failed: Same value: 1'],
    ['Assert.isNotNull(null);', 'Assertion Failed'],
    ["Assert.isInstanceOfType('x', String.class);", 'nothing'],
    [
      "Assert.isInstanceOfType('x', Integer.class);",
      'Expected instance of type: System.Integer, Actual: System.String',
    ],
  ])('%s', (statement, message) => {
    const run = (): unknown => runApex(`public static void run() { ${statement} }`);
    expect(messageOf(run)).toContain(message);
  });
});

describe('Queueables', () => {
  it('are given to the platform with their options', () => {
    const seen: unknown[] = [];
    const { result } = runApex(
      `${job} public static Object run() {
        AsyncOptions o = new AsyncOptions();
        o.MaximumQueueableStackDepth = 3; o.MinimumQueueableDelayInMinutes = 1;
        o.DuplicateSignature = new QueueableDuplicateSignature.Builder().addString('a').addInteger(1).build();
        System.enqueueJob(new Job(), o);
        return System.enqueueJob(new Job(), 2);
      }`,
      { platform: { enqueue: (_job, options) => (seen.push(options), ApexId.of('707000000000001')) } },
    );
    expect(String(result)).toBe('707000000000001AAA');
    expect(seen).toEqual([
      { delayMinutes: 1, maximumDepth: 3, duplicateSignature: 'str1:a|int1:1' },
      { delayMinutes: 2, maximumDepth: null, duplicateSignature: null },
    ]);
  });

  it('must implement Queueable', () => {
    expect(messageOf(() => evaluate("System.enqueueJob('x')"))).toContain('must implement System.Queueable');
  });
});

describe('Database', () => {
  const saved: { names: unknown[]; options: DmlOptions }[] = [];
  const data = {
    save: (records: readonly SObjectValue[], options: DmlOptions) => {
      saved.push({ names: records.map((record) => record.getField('name')), options });
      return records.map((_record, index) =>
        index === 1
          ? {
              id: null,
              success: false,
              created: false,
              errors: [{ statusCode: 'STRING_TOO_LONG', message: 'too long', fields: ['Name'] }],
            }
          : { id: ApexId.of('001000000000001'), success: true, created: true, errors: [] },
      );
    },
  };

  it('saves with every option', () => {
    saved.length = 0;
    const { result } = runApex(
      `public static Object run() {
        List<Account> two = new List<Account>{ new Account(Name = 'a'), new Account(Name = 'b') };
        Database.SaveResult one = Database.insert(new Account(Name = 'x'));
        List<Database.SaveResult> results = Database.insert(two, false, AccessLevel.SYSTEM_MODE);
        Database.UpsertResult u = Database.upsert(new Account(), Account.Key__c, AccessLevel.USER_MODE);
        List<Database.DeleteResult> d = Database.delete(new List<Id>{ '001000000000001AAA' }, true);
        return one.isSuccess() + ',' + results[1].getErrors()[0].getStatusCode() + ',' + u.isCreated() + ',' + d.size();
      }`,
      { data },
    );
    expect(result).toBe('true,STRING_TOO_LONG,true,1');
    expect(
      saved.map(({ options }) => [
        options.operation,
        options.access,
        options.allOrNone,
        options.externalId?.name ?? null,
      ]),
    ).toEqual([
      ['insert', 'user', true, null],
      ['insert', 'system', false, null],
      ['upsert', 'user', true, 'Key__c'],
      ['delete', 'user', true, null],
    ]);
  });

  it('throws the DmlException of all or none', () => {
    const body = `public static Object run() {
      try { Database.insert(new List<Account>{ new Account(), new Account() }); return 'saved'; }
      catch (DmlException e) { return e.getDmlIndex(0) + e.getDmlMessage(0) + e.getDmlType(0) + e.getNumDml(); }
    }`;
    expect(runApex(body, { data }).result).toBe('1too longSTRING_TOO_LONG1');
  });

  it('takes binds from variables and from maps', () => {
    const asked: unknown[] = [];
    const ports = {
      data: {
        parse: (_text: string, lookup: (name: string) => unknown) => {
          asked.push(lookup('wanted'));
          return { query: { from: { name: 'Account' }, withMode: null, allRows: false } as never, binds: [] };
        },
        query: () => [],
      },
    };
    const body = `public static Object run() {
      String wanted = 'a';
      List<Account> found = Database.query('SELECT Id FROM Account WHERE Name = :wanted');
      Database.queryWithBinds('SELECT Id FROM Account WHERE Name = :wanted', new Map<String, Object>{ 'Wanted' => 'b' }, AccessLevel.USER_MODE);
      return found.size();
    }`;
    expect(runApex(body, ports).result).toBe(0);
    expect(asked).toEqual(['a', 'b']);
  });
});

describe('EventBus', () => {
  it('publishes, counts a statement, and gives the UUID', () => {
    const platform = { publish: () => [{ success: true, eventUuid: 'u-1', errors: [] }] };
    const body = `public static Object run() {
      Database.SaveResult r = EventBus.publish(new Signal__e(Text__c = 'x'));
      return EventBus.getOperationId(r) + r.isSuccess() + EventBus.TriggerContext.currentContext();
    }`;
    const { result, frame } = runApex(body, { platform: { ...platform, eventContext: () => null } });
    expect(result).toBe('u-1truenull');
    expect(frame.limits.used.dmlStatements).toBe(1);
  });

  it('has the exception that asks for a retry', () => {
    expect(
      messageOf(() => runApex(`public static void run() { throw new EventBus.RetryableException('again'); }`)),
    ).toBe('EventBus.RetryableException: again');
  });
});

describe('Security.stripInaccessible', () => {
  it('leaves out fields that the user may not use', () => {
    const data = {
      objectAccess: () => ({ create: true, read: true, edit: true, delete: true, viewAll: false, modifyAll: false }),
      fieldAccess: (field: { name: string }) => ({ read: true, edit: field.name !== 'Industry' }),
    };
    const body = `public static Object run() {
      SObjectAccessDecision d = Security.stripInaccessible(AccessType.CREATABLE, new List<Account>{ new Account(Name = 'a'), new Account(Name = 'b', Industry = 'x') });
      return d.getRemovedFields() + '' + d.getModifiedIndexes() + ((Account) d.getRecords()[1]).isSet('Industry');
    }`;
    expect(runApex(body, { data }).result).toBe('{Account={Industry}}{1}false');
  });
});

describe('HTTP', () => {
  it('is answered by the mock of the test', () => {
    const body = `public class Mock implements HttpCalloutMock {
        public HttpResponse respond(HttpRequest r) { HttpResponse a = new HttpResponse(); a.setStatusCode(201); a.setBody(r.getMethod() + r.getBody()); return a; }
      }
      public static Object run() {
        Test.setMock(HttpCalloutMock.class, new Mock());
        HttpRequest r = new HttpRequest(); r.setEndpoint('https://example.com'); r.setMethod('POST'); r.setBody('x');
        HttpResponse a = new Http().send(r);
        return a.getStatusCode() + a.getBody();
      }`;
    expect(runApex(body).result).toBe('201POSTx');
  });
});

describe('the rest of System', () => {
  it.each([
    ["Type.forName('Probe').getName()", 'Probe'],
    ["Type.forName('Nope')", null],
    ["((List<String>) Type.forName('List<String>').newInstance()).size()", 0],
    ['Account.class == Account.class', true],
    [
      "EncodingUtil.convertToHex(Crypto.generateDigest('SHA-256', Blob.valueOf('a')))",
      'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
    ],
    [
      "EncodingUtil.base64Encode(Crypto.generateMac('hmacSHA256', Blob.valueOf('a'), Blob.valueOf('k')))",
      'eNqRUR5nVYf1ud94vt669VYNoqu4gWLuh13N90SVHZ4=',
    ],
    ["Crypto.verifyHMac('hmacSHA256', Blob.valueOf('a'), Blob.valueOf('k'), EncodingUtil.base64Decode('AAAA'))", false],
    ["EncodingUtil.urlEncode('a b&ü', 'UTF-8')", 'a+b%26%C3%BC'],
    ["EncodingUtil.urlDecode('a+b%26%C3%BC', 'UTF-8')", 'a b&ü'],
    ['UUID.randomUUID().toString().length()', 36],
    ["Pattern.compile('(a)(b)?').matcher('xab').replaceAll('<$1>')", 'x<a>'],
    ['new Version(1, 2, 3).compareTo(new Version(1, 3))', -1],
    ["new URL('https://a.example:8443/p/q?x=1#r').getFile()", '/p/q?x=1'],
    ["new PageReference('/p?a=b%20c').getParameters().get('a')", 'b c'],
    ['UserInfo.getUserName()', 'user@example.com'],
    ['Limits.getLimitQueries()', 100],
    ['Request.getCurrent().getQuiddity().name()', 'RUNTEST_SYNC'],
    ["Schema.getGlobalDescribe().get('ACCOUNT').getDescribe().getName()", 'Account'],
    ['System.now().getTime()', 1706695200000n],
    ['System.isQueueable()', false],
    ["TimeZone.getTimeZone('Europe/Berlin').getOffset(Datetime.newInstanceGmt(2024, 7, 1))", 7200000],
    ['System.Label.greeting + Label.greeting', 'HelloHello'],
  ])('%s', (expression, value) => {
    expect(evaluate(expression)).toEqual(value);
  });

  it('encrypts and decrypts', () => {
    const body = `public static Object run() {
      Blob key = Crypto.generateAesKey(256);
      return Crypto.decryptWithManagedIV('AES256', key, Crypto.encryptWithManagedIV('AES256', key, Blob.valueOf('text'))).toString();
    }`;
    expect(runApex(body).result).toBe('text');
  });

  it('refuses by name what is not built', () => {
    expect(messageOf(() => evaluate('Test.createStub(Probe.class, null)'))).toContain(
      'not implemented: System.Test.createStub',
    );
  });

  it('keeps cached values for the transaction', () => {
    const body = `public static Object run() { Cache.Org.put('local.default.k', 1); return Cache.Org.get('local.default.k'); }`;
    expect(runApex(body).result).toBe(1);
  });

  it('walks matches', () => {
    const body = `public static Object run() {
      Matcher m = Pattern.compile('([a-z])(\\\\d)').matcher('a1 b2');
      String s = '';
      while (m.find()) { s += m.group(1) + m.start() + m.end(2) + ';'; }
      return s + m.groupCount();
    }`;
    expect(runApex(body).result).toBe('a02;b35;2');
  });

  it('refuses the locale of DML options by name', () => {
    const body = `public static void run() {
      Database.DMLOptions o = new Database.DMLOptions();
      o.localeOptions = 'de_DE';
      Database.insert(new Account(Name = 'a'), o);
    }`;
    expect(messageOf(() => runApex(body, { data: { save: () => [] } }))).toContain(
      'not implemented: Database.DMLOptions.LocaleOptions',
    );
  });

  it('sends mail through the platform', () => {
    const sent: unknown[] = [];
    const body = `public static Object run() {
      Messaging.SingleEmailMessage m = new Messaging.SingleEmailMessage();
      m.setSubject('s'); m.setToAddresses(new List<String>{ 'a@example.com' }); m.plainTextBody = 'b';
      return Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ m })[0].isSuccess();
    }`;
    const sendEmail: PlatformPort['sendEmail'] = (mails) => {
      sent.push(...mails);
      return mails.map(() => ({ targetId: null, errors: [] }));
    };
    expect(runApex(body, { platform: { sendEmail } }).result).toBe(true);
    expect(sent).toMatchObject([{ subject: 's', text: 'b', to: ['a@example.com'] }]);
  });
});
