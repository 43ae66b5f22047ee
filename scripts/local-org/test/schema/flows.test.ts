/** Flows in metadata. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { combine, combinedText } from '../../src/schema/condition-logic.ts';
import { loadFlows } from '../../src/schema/flows/load.ts';

const projectDir = mkdtempSync(join(tmpdir(), 'local-org-flow-files-'));
const flows = join(projectDir, 'force-app', 'flows');
mkdirSync(flows, { recursive: true });
writeFileSync(join(projectDir, 'sfdx-project.json'), '{"packageDirectories":[{"path":"force-app"}]}');
afterAll(() => rmSync(projectDir, { recursive: true }));

const load = () => loadFlows({ projectDir, namespace: null });
const write = (name: string, body: string): void =>
  writeFileSync(join(flows, `${name}.flow-meta.xml`), `<Flow>${body}</Flow>`);

describe('loadFlows', () => {
  it('reads variables with their first values; blanks of texts stay', () => {
    write(
      'Values',
      `<status>Active</status><processType>AutoLaunchedFlow</processType>
       <variables><name>Text</name><dataType>String</dataType><isInput>true</isInput><value><stringValue> a b </stringValue></value></variables>
       <variables><name>Number</name><dataType>Number</dataType><scale>1</scale><value><numberValue>1.5</numberValue></value></variables>
       <variables><name>Nothing</name><dataType>Boolean</dataType><inputOutputType>Output</inputOutputType><value xmlns:xsi="x" xsi:nil="true"/></variables>
       <variables><name>Other</name><dataType>String</dataType><value><elementReference>
         Text
       </elementReference></value></variables>
       <variables><name>Unknown</name><dataType>String</dataType><value><setupReference>x</setupReference></value></variables>`,
    );
    const { variables } = load().get('values')!;
    expect(variables.get('text')).toMatchObject({ isInput: true, value: { kind: 'string', text: ' a b ' } });
    expect(variables.get('number')).toMatchObject({ type: { scale: 1 }, value: { kind: 'number', text: '1.5' } });
    expect(variables.get('nothing')).toMatchObject({ isOutput: true, value: null });
    expect(variables.get('other')?.value).toEqual({ kind: 'reference', path: ['Text'] });
    expect(variables.get('unknown')?.value).toEqual({ kind: 'other', name: 'setupReference' });
  });

  it('takes the active one of several versions in files of their own', () => {
    write('Versions-1', '<status>Obsolete</status><label>1</label>');
    write('Versions-2', '<status>Active</status><startElementReference>Two</startElementReference>');
    write('Versions-3', '<status>Draft</status>');
    expect(load().get('versions')).toMatchObject({ name: 'Versions', active: true, start: 'Two', trigger: null });
  });

  it('names what it does not run', () => {
    write('Strange', '<status>Active</status><waits><name>W</name></waits><somethingNew>x</somethingNew>');
    expect(load().get('strange')?.unsupported).toEqual(['waits W', 'somethingNew']);
  });

  it('names the file that it cannot read', () => {
    write('Broken', '<recordDeletes><name>D</name></recordDeletes>');
    expect(load).toThrow(/Broken\.flow-meta\.xml: the element D names neither an object nor a variable/);
    rmSync(join(flows, 'Broken.flow-meta.xml'));
  });
});

describe('logic of conditions', () => {
  const of = (logic: string, ...values: boolean[]) => combine(logic, values.length, (i) => values[i] === true);

  it('takes and, or, and numbers with brackets and NOT', () => {
    expect([of('and', true, true), of('and', true, false), of('or', false, true), of('or', false, false)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(of('1 AND (2 OR 3)', true, false, true)).toBe(true);
    expect(of('1 and not(2 or 3)', true, false, true)).toBe(false);
    expect(of('1 OR 2 AND 3', true, false, false)).toBe(true);
  });

  it('refuses what it cannot read', () => {
    expect(() => of('1 AND (2', true, true)).toThrow('cannot be read: 1 AND (2');
    expect(() => of('1 2', true, true)).toThrow('cannot be read');
    expect(() => combinedText('1 AND 3', ['a', 'b'])).toThrow('names the condition 3');
  });

  it('becomes a condition of SOQL', () => {
    expect(combinedText('1 AND (2 OR NOT 3)', ['a', 'b', 'c'])).toBe('(a) AND ((b) OR (NOT (c)))');
    expect(combinedText('or', ['a', 'b'])).toBe('a OR b');
  });
});
