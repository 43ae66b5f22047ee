/** DML of flows: records of several interviews in one statement, each interview's all or none. */
import { currentFrame, isCatchable, type SObjectValue } from '../../runtime/index.ts';
import type { DmlError, DmlOptions } from '../../runtime/ports.ts';
import { sharingApplies } from '../../runtime/sharing.ts';

type Operation = 'insert' | 'update' | 'delete';

/**
 * Saves the records of all interviews. Those of an interview with a failing record are left out, and the rest is tried again.
 * @returns the errors of each interview; none when its records are saved
 */
export function saveTogether(operation: Operation, batches: readonly SObjectValue[][]): DmlError[][] {
  const errors: DmlError[][] = batches.map(() => []);
  let isFirst = true;
  for (const wave of wavesOf(operation, batches)) {
    let open = wave;
    while (open.length > 0) {
      const failed = attempt(
        operation,
        open.map((i) => batches[i] as SObjectValue[]),
        isFirst,
      );
      isFirst = false;
      if (failed.size === 0) break;
      for (const [at, problems] of failed) errors[open[at] as number] = problems;
      open = open.filter((_i, at) => !failed.has(at));
    }
  }
  return errors;
}

/** A statement names a record once: interviews that change the same one come one after the other. */
function wavesOf(operation: Operation, batches: readonly SObjectValue[][]): number[][] {
  const waves: { indexes: number[]; ids: Set<string> }[] = [];
  batches.forEach((batch, i) => {
    if (batch.length === 0) return;
    const ids = operation === 'insert' ? [] : batch.flatMap((record) => record.id?.value ?? []);
    let wave = waves.find((candidate) => ids.every((id) => !candidate.ids.has(id)));
    if (wave === undefined) waves.push((wave = { indexes: [], ids: new Set() }));
    wave.indexes.push(i);
    for (const id of ids) wave.ids.add(id);
  });
  return waves.map(({ indexes }) => indexes);
}

/** One try; nothing of it stays when a record fails. Gives the errors of the batches that failed, by position. */
function attempt(operation: Operation, batches: readonly SObjectValue[][], isFirst: boolean): Map<number, DmlError[]> {
  const frame = currentFrame();
  const records = batches.flat();
  const { used } = frame.limits;
  if (!isFirst) {
    // A further try is part of the statement that was counted.
    used.dmlStatements--;
    used.dmlRows -= records.length;
  }
  const options: DmlOptions = {
    operation,
    access: 'system',
    sharing: sharingApplies(frame),
    allOrNone: true,
    namespace: frame.ports.org.namespace,
    externalId: null,
  };
  const failed = new Map<number, DmlError[]>();
  try {
    const results = frame.ports.data.save(records, options);
    let next = 0;
    batches.forEach((batch, at) => {
      const problems = batch.flatMap(() => results[next++]?.errors ?? []);
      if (problems.length > 0) failed.set(at, problems);
    });
  } catch (error) {
    if (!isCatchable(error)) throw error;
    const problem = { statusCode: 'UNKNOWN_EXCEPTION', message: error.toString(), fields: [] };
    batches.forEach((_batch, at) => failed.set(at, [problem]));
  }
  return failed;
}
