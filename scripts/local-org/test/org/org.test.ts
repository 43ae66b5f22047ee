/** Apex over the whole org: data, events, jobs and rights. The expectations are in the project's test classes. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadAndCheck } from '../../src/org/load.ts';
import { OrgRuntime } from '../../src/org/runtime.ts';
import { findTests, isOwnTest } from '../../src/org/test-runner.ts';
import { ApexException } from '../../src/runtime/index.ts';
import { describeProject } from './apex-project.ts';

const { org, input, checked, permissions } = describeProject('project', true);

describe('anonymous Apex', () => {
  const run = (source: string) => org.anonymous(source, org.administrator());

  it('tells what does not compile, with its line', () => {
    expect(run('Integer i = 1;\ni = nobody;')).toMatchObject({
      compiled: false,
      line: 2,
      compileProblem: 'Variable does not exist: nobody',
    });
  });

  it('ends at a governor limit, which nothing catches', () => {
    const source =
      "try { for (Integer i = 0; i < 101; i++) { List<Account> a = [SELECT Id FROM Account]; } } catch (Exception e) { insert new Account(Name = 'caught'); }";
    expect(run(source)).toMatchObject({
      success: false,
      exceptionMessage: 'System.LimitException: Too many SOQL queries: 101',
    });
    expect(run("Assert.areEqual(0, [SELECT COUNT() FROM Account WHERE Name = 'caught']);")).toMatchObject({
      success: true,
    });
  });

  it('rolls back what it did before it failed', () => {
    expect(run("insert new Account(Name = 'lost'); Integer x = 1 / 0;")).toMatchObject({ success: false });
    expect(run("Assert.areEqual(0, [SELECT COUNT() FROM Account WHERE Name = 'lost']);")).toMatchObject({
      success: true,
    });
  });

  it('ends an endless loop at the CPU limit', () => {
    expect(run('while (true) { Integer i = 1; }')).toMatchObject({
      exceptionMessage: 'System.LimitException: Apex CPU time limit exceeded',
    });
  }, 60_000);

  it('ends an endless recursion', () => {
    const outcome = run('public class Loop { public void go() { go(); } } new Loop().go();');
    expect(outcome.exceptionMessage).toMatch(/^System\.LimitException: Maximum stack depth reached/);
  });
});

describe('check', () => {
  it('refuses an undefined variable, an unknown field in SOQL and a wrong argument type, each with its line', () => {
    const folder = mkdtempSync(join(tmpdir(), 'local-org-check-'));
    mkdirSync(join(folder, 'force-app'));
    writeFileSync(join(folder, 'sfdx-project.json'), '{"packageDirectories":[{"path":"force-app"}]}');
    const source =
      "public class Wrong {\n  void run(Integer n) {\n    missing = 1;\n    List<Account> a = [SELECT Nonsense FROM Account];\n    run('text');\n  }\n}\n";
    writeFileSync(join(folder, 'force-app', 'Wrong.cls'), source);
    const problems = loadAndCheck(folder).checked.diagnostics.map(
      (d) => `${d.file}:${d.position.line} ${d.message.slice(0, 40)}`,
    );
    rmSync(folder, { recursive: true });
    expect(problems).toEqual([
      'force-app/Wrong.cls:3 Variable does not exist: missing',
      "force-app/Wrong.cls:4 No such column 'Nonsense' on entity 'Acc",
      'force-app/Wrong.cls:5 Method does not exist or incorrect signa',
    ]);
  });
});

describe('tests', () => {
  it("are the project's own when they lie in its folder", () => {
    const folder = mkdtempSync(join(tmpdir(), 'local-org-own-'));
    for (const [path, name] of [
      ['package', 'PackageTest'],
      [join('customer', 'force-app'), 'CustomerTest'],
    ] as const) {
      mkdirSync(join(folder, path), { recursive: true });
      const source = `@IsTest private class ${name} { @IsTest static void runs() { Assert.isTrue(true); } }`;
      writeFileSync(join(folder, path, `${name}.cls`), source);
    }
    const config = '{"packageDirectories":[{"path":"../package"},{"path":"force-app"}]}';
    writeFileSync(join(folder, 'customer', 'sfdx-project.json'), config);
    const { checked: both } = loadAndCheck(join(folder, 'customer'));
    rmSync(folder, { recursive: true });
    const found = findTests(both.project.symbols.values(), null);
    expect(found.filter(isOwnTest).map(({ symbol }) => symbol.name)).toEqual(['CustomerTest']);
    expect(found).toHaveLength(2);
  });
});

describe('a data file', () => {
  it('keeps records over a restart and refuses a field that is stored differently', () => {
    const folder = mkdtempSync(join(tmpdir(), 'local-org-data-'));
    const file = join(folder, 'org.sqlite');
    const open = (compile = input) => new OrgRuntime({ compile, checked, permissions, coverage: false, file });
    const first = open();
    first.anonymous("insert new Account(Name = 'kept');", first.administrator());
    first.close();
    const second = open();
    expect(
      second.anonymous("Assert.areEqual(1, [SELECT COUNT() FROM Account WHERE Name = 'kept']);", second.administrator())
        .success,
    ).toBe(true);
    second.close();
    expect(readFileSync(file).length).toBeGreaterThan(0);
    rmSync(folder, { recursive: true });
  });
});

it('gives exceptions of Apex as such, and defects of the org as what they are', () => {
  expect(() =>
    org.transactions.run({ entryPoint: 'api', user: org.administrator() }, () => {
      throw new ApexException('System.TypeException').initialize('x', null);
    }),
  ).toThrow('x');
});
