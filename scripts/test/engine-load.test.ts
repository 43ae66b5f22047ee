/** The load bench in small: refused and poisonous events among good ones end where they must, and the others are not touched. */
import { expect, test } from 'vitest';
import { runLoad } from '../bench/load.ts';

test('every event ends in its final state, in order, whole or not at all', { timeout: 120_000 }, async () => {
  const report = await runLoad({ events: 240, contracts: 24, failing: 0.05, poison: 2, say: () => undefined });
  expect(report.problems).toEqual([]);
  expect(report.states).toEqual({ SUCCEEDED: 228, FAILED: 12 });
  expect(report.reasons['LIMIT_REACHED']).toBe(2);
});
