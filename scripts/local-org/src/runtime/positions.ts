/** Where emitted JavaScript comes from: maps V8 stacks of our scripts to Apex positions, through one table per script. */

/** One generated line: the Apex line it stands for and the code unit it is in, `Class.Outer.method`. */
export interface LinePosition {
  readonly line: number;
  readonly unit: string;
}

export interface StackPosition extends LinePosition {
  /** The platform reports column 1 for statements of classes. */
  readonly column: number;
}

/** Scripts are named so, which tells their frames from all others. */
const scriptPrefix = 'apex:';

const tables = new Map<string, readonly (LinePosition | null)[]>();
let scripts = 0;

/**
 * Registers a script's table (index = generated line, from 0) and gives the name under which the script must be compiled.
 */
export function registerScript(file: string, table: readonly (LinePosition | null)[]): string {
  const name = `${scriptPrefix}${++scripts}/${file}`;
  tables.set(name, table);
  return name;
}

/** Forgets a script, when its program is dropped. */
export function forgetScript(name: string): void {
  tables.delete(name);
}

const framePattern = /\(?(apex:.*):(\d+):(\d+)\)?$/;

/** The Apex frames of a JavaScript stack text, innermost first. */
export function apexStack(stack: string): StackPosition[] {
  const positions: StackPosition[] = [];
  for (const frame of stack.split('\n')) {
    const match = framePattern.exec(frame);
    if (match === null || !frame.trimStart().startsWith('at ')) continue;
    const found = tables.get(match[1]!)?.[Number(match[2]) - 1];
    if (found !== null && found !== undefined) positions.push({ ...found, column: 1 });
  }
  return positions;
}
