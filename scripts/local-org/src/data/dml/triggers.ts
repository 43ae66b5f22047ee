/** Runs the triggers of an object over the rows of one chunk. */
import { currentFrame, isCatchable, throwApex, withCpuTime } from '../../runtime/index.ts';
import type { SObjectValue, TriggerContext, ApexException } from '../../runtime/index.ts';
import type { TriggerEvent } from '../../syntax/ast.ts';
import type { ObjectSchema } from '../../schema/model.ts';
import { calculate } from './calculated.ts';
import type { DmlParts, Problem, SaveRow } from './parts.ts';
import { problem } from './parts.ts';
import { copyOf } from './rows.ts';

/** Triggers may start each other so often. Source: Execution Governors and Limits, "stack depth". */
const maximumDepth = 16;

export type Operation = TriggerContext['operation'];

export function runTriggers(
  object: ObjectSchema,
  timing: 'before' | 'after',
  operation: Operation,
  rows: readonly SaveRow[],
  parts: DmlParts,
): void {
  const frame = currentFrame();
  const triggers = frame.ports.program.triggersFor(object, `${timing} ${operation}` as TriggerEvent);
  if (triggers.length === 0 || rows.length === 0) return;
  if (frame.triggers.length >= maximumDepth) throwApex('System.DmlException', 'Maximum trigger depth exceeded');
  const newRecords = operation === 'delete' ? null : newOf(rows, timing, parts);
  const oldRecords = operation === 'insert' || operation === 'undelete' ? null : oldOf(rows, parts);
  for (const trigger of triggers) {
    try {
      withCpuTime(() =>
        trigger.run({ trigger: trigger.name, object: object.name, timing, operation, newRecords, oldRecords }),
      );
    } catch (error) {
      if (!isCatchable(error)) throw error;
      const failure = triggerFailure(trigger.name, timing, operation, error);
      for (const row of rows) row.problems.push(failure);
      return;
    }
  }
  rows.forEach((row, i) => collectErrors(row, (newRecords ?? oldRecords)?.[i]));
}

/** What before triggers change is saved; after triggers get copies, so that nothing they do to them lasts. */
function newOf(rows: readonly SaveRow[], timing: 'before' | 'after', parts: DmlParts): SObjectValue[] {
  return rows.map(({ record }) => {
    const shown = timing === 'before' ? record : copyOf(record);
    calculate(shown, parts);
    shown.readOnly = timing === 'after';
    return shown;
  });
}

function oldOf(rows: readonly SaveRow[], parts: DmlParts): SObjectValue[] {
  return rows.map(({ old }) => {
    const shown = copyOf(old as SObjectValue);
    calculate(shown, parts);
    shown.readOnly = true;
    return shown;
  });
}

/** What addError put on the record. */
function collectErrors(row: SaveRow, record: SObjectValue | undefined): void {
  for (const error of record?.errors.splice(0) ?? []) {
    row.problems.push(problem(error.statusCode, error.message, ...(error.field === null ? [] : [error.field])));
  }
}

function triggerFailure(name: string, timing: string, operation: string, error: ApexException): Problem {
  const event = `${capital(timing)}${capital(operation)}`;
  const causes = [error.toString()];
  for (let cause = error.apexCause; cause !== null; cause = cause.apexCause)
    causes.push(`caused by: ${cause.toString()}`);
  return problem(
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    `${name}: execution of ${event}\n\ncaused by: ${causes.join('\n\n')}\n\n${error.apexStack.map((at) => `${at.unit}: line ${at.line}, column ${at.column}`).join('\n')}`,
  );
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
