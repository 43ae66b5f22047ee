/** Apex over an org with records that the platform guards: status codes, locks. */
import { expect, it } from 'vitest';
import { describeProject } from './apex-project.ts';

const { org } = describeProject('records');

it('refuses approval processes by name', () => {
  const source = 'Approval.ProcessResult r = Approval.process(new Approval.ProcessSubmitRequest());';
  expect(() => org.anonymous(source, org.administrator())).toThrow(
    'not implemented: new Approval.ProcessSubmitRequest',
  );
});
