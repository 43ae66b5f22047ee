/** Words for the terminal. */
import type { Diagnostic } from '../syntax/ast.ts';

/** `file:line:col message`, sorted by place. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return [...diagnostics]
    .sort(
      (a, b) =>
        a.file.localeCompare(b.file) || a.position.line - b.position.line || a.position.column - b.position.column,
    )
    .map((d) => `${d.file}:${d.position.line}:${d.position.column} ${d.message}`)
    .join('\n');
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Tells what does not keep a command from going on. */
export function warn(warnings: readonly string[]): void {
  for (const warning of warnings) process.stderr.write(`${warning}\n`);
}
