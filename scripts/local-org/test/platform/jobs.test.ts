/** Batches and schedules of an org that is up: chunk by chunk, at their time, over a restart. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { loadAndCheck } from '../../src/org/load.ts';
import { OrgRuntime } from '../../src/org/runtime.ts';

const { input, checked, permissions } = loadAndCheck(join(import.meta.dirname, '../org/project'));
const folders: string[] = [];
const open: OrgRuntime[] = [];
let now = Date.parse('2026-03-02T12:00:00Z');

function start(file: string | null = null): OrgRuntime {
  const org = new OrgRuntime({ compile: input, checked, permissions, coverage: false, file, now: () => now });
  open.push(org);
  return org;
}

function dataFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'local-org-jobs-'));
  folders.push(folder);
  return join(folder, 'org.sqlite');
}

function run(org: OrgRuntime, source: string): void {
  const result = org.anonymous(source, org.administrator());
  expect(result.compileProblem ?? result.exceptionMessage).toBeNull();
}

/** Runs what is due, at most so many transactions. */
function work(org: OrgRuntime, most = 100): number {
  let steps = 0;
  for (let [id] = org.jobs.due(); id !== undefined && steps < most; [id] = org.jobs.due()) {
    org.jobs.run(id);
    steps++;
  }
  return steps;
}

afterEach(() => {
  for (const org of open.splice(0)) org.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const threeAccounts =
  "List<Account> all = new List<Account>(); for (Integer i = 0; i < 3; i++) all.add(new Account(Name = 'A' + i)); insert all;";
const nameBatch = "Database.executeBatch(new NameBatch('SELECT Name FROM Account ORDER BY Name DESC'), 2);";
const job = '[SELECT Status, TotalJobItems, JobItemsProcessed, NumberOfErrors, ExtendedStatus FROM AsyncApexJob]';

it('runs a batch in chunks, each in its own transaction, with the state that it keeps', () => {
  const org = start();
  run(org, threeAccounts + nameBatch);
  expect(work(org, 2)).toBe(2);
  run(
    org,
    `AsyncApexJob j = ${job};
     Assert.areEqual('Processing 1/2', j.Status + ' ' + j.JobItemsProcessed + '/' + j.TotalJobItems);
     Assert.areEqual(2, [SELECT COUNT() FROM Account WHERE Name LIKE '%!']);
     Assert.areEqual(1, [SELECT COUNT() FROM Account WHERE Name = 'A0'], 'in the order of the query');`,
  );
  expect(work(org)).toBe(2);
  run(
    org,
    "Assert.areEqual('3 Processing 2/2 0', [SELECT AccountNumber FROM Account WHERE Name = 'Report'].AccountNumber);",
  );
  run(org, `Assert.areEqual('Completed', ${job}.Status);`);
});

it('gives a chunk the records as they are when it runs, without those that are gone', () => {
  const org = start();
  run(org, threeAccounts + nameBatch);
  work(org, 2);
  run(org, "delete [SELECT Id FROM Account WHERE Name = 'A0']; insert new Account(Name = 'A4');");
  work(org);
  run(
    org,
    "Assert.areEqual('2 Processing 2/2 0', [SELECT AccountNumber FROM Account WHERE Name = 'Report'].AccountNumber);",
  );
  run(org, "Assert.areEqual(1, [SELECT COUNT() FROM Account WHERE Name = 'A4']);");
});

it('goes on after a failed chunk', () => {
  const org = start();
  run(org, `${threeAccounts} ${nameBatch}`);
  work(org, 1);
  run(org, "update new Account(Id = [SELECT Id FROM Account WHERE Name = 'A2'].Id, Name = 'x'.repeat(255));");
  work(org);
  run(
    org,
    `AsyncApexJob j = ${job};
     Assert.areEqual('Completed 2/2 1', j.Status + ' ' + j.JobItemsProcessed + '/' + j.TotalJobItems + ' ' + j.NumberOfErrors);
     Assert.isTrue(j.ExtendedStatus.startsWith('First error: System.DmlException: Update failed.'), j.ExtendedStatus);
     Assert.areEqual(1, [SELECT COUNT() FROM Account WHERE Name LIKE 'A%!'], 'the failed chunk is rolled back');`,
  );
});

it('goes on with a batch after a restart', () => {
  const file = dataFile();
  const first = start(file);
  run(first, threeAccounts + nameBatch);
  work(first, 2);
  open.splice(open.indexOf(first), 1);
  first.close();
  const second = start(file);
  second.scheduler(() => undefined).stop();
  expect(work(second)).toBe(2);
  run(
    second,
    "Assert.areEqual('3 Processing 2/2 0', [SELECT AccountNumber FROM Account WHERE Name = 'Report'].AccountNumber);",
  );
});

it('stops an aborted batch after the chunk that runs', () => {
  const org = start();
  run(org, threeAccounts + nameBatch);
  work(org, 2);
  run(org, `System.abortJob([SELECT Id FROM AsyncApexJob].Id);`);
  expect(work(org)).toBe(0);
  run(org, `Assert.areEqual('Aborted', ${job}.Status);`);
});

it('holds what is more than five batches', () => {
  const org = start();
  run(org, `for (Integer i = 0; i < 6; i++) { ${nameBatch} }`);
  run(org, "Assert.areEqual(1, [SELECT COUNT() FROM AsyncApexJob WHERE Status = 'Holding']);");
  work(org, 7);
  run(org, "Assert.areEqual(0, [SELECT COUNT() FROM AsyncApexJob WHERE Status = 'Holding']);");
  work(org);
  run(org, "Assert.areEqual(6, [SELECT COUNT() FROM AsyncApexJob WHERE Status = 'Completed']);");
});

it('fires schedules at their time, again and again, also after a restart', () => {
  const file = dataFile();
  const org = start(file);
  now = Date.parse('2026-03-02T12:00:00Z');
  run(org, "System.schedule('Hourly', '0 30 * * * ?', new Hourly());");
  expect([org.jobs.due(), org.jobs.nextDue()]).toEqual([[], Date.parse('2026-03-02T12:30:00Z')]);
  now = Date.parse('2026-03-02T12:30:01Z');
  expect(work(org)).toBe(1);
  run(
    org,
    `CronTrigger c = [SELECT TimesTriggered, PreviousFireTime, NextFireTime FROM CronTrigger];
     Assert.areEqual(1, c.TimesTriggered);
     Assert.areEqual(Datetime.newInstanceGmt(2026, 3, 2, 12, 30, 0), c.PreviousFireTime);
     Assert.areEqual(Datetime.newInstanceGmt(2026, 3, 2, 13, 30, 0), c.NextFireTime);`,
  );
  open.splice(open.indexOf(org), 1);
  org.close();
  now = Date.parse('2026-03-02T18:00:00Z');
  const second = start(file);
  expect(work(second)).toBe(1);
  run(
    second,
    "Assert.areEqual(2, [SELECT COUNT() FROM Account WHERE Name = 'Hourly 0'], 'what was missed runs once');",
  );
  expect(second.jobs.nextDue()).toBe(Date.parse('2026-03-02T18:30:00Z'));
});

it('keeps a schedule whose job fails', () => {
  const org = start();
  now = Date.parse('2026-03-02T12:00:00Z');
  run(org, "System.schedule('Broken', '0 0 13 * * ?', new NightlyTouch());");
  now = Date.parse('2026-03-03T12:00:00Z');
  expect(work(org)).toBe(1);
  run(
    org,
    `AsyncApexJob j = ${job};
     Assert.areEqual('Queued', j.Status);
     Assert.isTrue(j.ExtendedStatus.startsWith('System.AssertException'), j.ExtendedStatus);
     Assert.areEqual('WAITING', [SELECT State FROM CronTrigger].State);`,
  );
});

it('fires by itself in an org that is up', async () => {
  const org = start();
  const scheduler = org.scheduler((error) => {
    throw error;
  });
  now = Date.now();
  const clock = setInterval(() => (now = Date.now()), 20);
  run(
    org,
    `Datetime at = Datetime.now().addSeconds(2);
     System.schedule('Soon', at.format('s m H d M') + ' ? ' + at.year(), new Hourly());`,
  );
  scheduler.wake();
  await expect
    .poll(() => org.tables.get('SELECT next_fire, times_triggered FROM _schedule'), { timeout: 10_000, interval: 100 })
    .toEqual({ next_fire: null, times_triggered: 1 });
  clearInterval(clock);
  scheduler.stop();
  run(org, "Assert.areEqual('COMPLETE', [SELECT State FROM CronTrigger].State);");
}, 20_000);

it('calls publishers back when their events are out', () => {
  const org = start();
  run(org, "EventBus.publish(new Signal__e(Text__c = 'x'), new PublishTracker('X'));");
  const [callback] = org.callbacks.due();
  org.callbacks.run(callback ?? 0);
  expect(org.callbacks.due()).toEqual([]);
  run(org, "Assert.areEqual(36, [SELECT Site FROM Account WHERE Name = 'X published'].Site.length());");
});
