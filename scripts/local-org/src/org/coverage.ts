/** Which lines of the project's classes its tests ran. Test classes do not count. Source: Apex Developer Guide, "Code Coverage". */
import type { CompiledProgram } from './compile.ts';

export interface FileCoverageResult {
  readonly name: string;
  readonly percent: number;
  readonly uncovered: readonly number[];
}

export interface CoverageResult {
  readonly percent: number;
  readonly files: readonly FileCoverageResult[];
}

export function coverageOf(compiled: CompiledProgram): CoverageResult {
  const tests = new Set(compiled.types.filter((type) => type.isTest).map((type) => type.declaredAt?.file));
  let covered = 0;
  let all = 0;
  const files = compiled.program.coverage.flatMap(({ file, lines, counts }) => {
    if (tests.has(file)) return [];
    const runs = new Map<number, number>();
    lines.forEach((line, i) => runs.set(line, (runs.get(line) ?? 0) + (counts[i] ?? 0)));
    const uncovered = [...runs]
      .filter(([, count]) => count === 0)
      .map(([line]) => line)
      .sort((a, b) => a - b);
    all += runs.size;
    covered += runs.size - uncovered.length;
    return [{ name: file, percent: percent(runs.size - uncovered.length, runs.size), uncovered }];
  });
  return { percent: percent(covered, all), files: files.sort((a, b) => a.name.localeCompare(b.name)) };
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.floor((part / whole) * 100);
}
