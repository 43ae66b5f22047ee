/**
 * A record whose before trigger runs is written by that trigger only, not by statements in it.
 * Source: SOAP API Developer Guide, StatusCode SELF_REFERENCE_FROM_TRIGGER.
 */
import { currentFrame } from '../../runtime/index.ts';
import type { SaveRow } from './parts.ts';
import { problem } from './parts.ts';

const shownCharacters = 15;

export function checkSelfReference(rows: readonly SaveRow[], verb: 'update' | 'delete'): void {
  const holders = recordsInTriggers();
  if (holders.size === 0) return;
  for (const row of rows) {
    const id = row.old?.id?.value ?? '';
    const trigger = holders.get(id);
    if (trigger === undefined) continue;
    const message = `Object (id = ${id.slice(0, shownCharacters)}) is currently in trigger ${trigger}, therefore it cannot recursively ${verb} itself`;
    row.problems.push(problem('SELF_REFERENCE_FROM_TRIGGER', message));
  }
}

/** Names of the before triggers that run, by the ids of their records. */
function recordsInTriggers(): Map<string, string> {
  const found = new Map<string, string>();
  for (const { timing, trigger, newRecords, oldRecords } of currentFrame().triggers) {
    if (timing !== 'before') continue;
    for (const { id } of newRecords ?? oldRecords ?? []) if (id !== null) found.set(id.value, trigger);
  }
  return found;
}
