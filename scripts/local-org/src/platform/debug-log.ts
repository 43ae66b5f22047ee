/** System.debug lines of the running transaction, kept by whoever started it. */
import { currentFrame } from '../runtime/frame.ts';

export interface DebugLine {
  readonly level: string;
  readonly text: string;
}

const debugLines = Symbol('debug lines');

/** Gives an entry point somewhere to keep its log. */
export function debugAttachment(lines: DebugLine[]): readonly [symbol, unknown] {
  return [debugLines, lines];
}

/** Adds a line to the innermost log; without one the line is dropped, as without a trace flag. */
export function debug(level: string, text: string): void {
  for (let frame: ReturnType<typeof currentFrame> | null = currentFrame(); frame !== null; frame = frame.parent) {
    const lines = frame.attachments.get(debugLines) as DebugLine[] | undefined;
    if (lines === undefined) continue;
    lines.push({ level, text });
    return;
  }
}
