/** Previews as text for people. */
import type { Change, Preview } from './org.ts';

const signs = { added: '+', removed: '-', changed: '~', same: '=' } as const;

/** One line per difference, problem and unresolved reference; empty when nothing differs and nothing is wrong. */
export function tell(key: string, preview: Preview): string[] {
  const { integration, automations } = preview;
  const lines = [
    ...(integration.state === 'same' ? [] : [`${signs[integration.state]} integration ${key}`]),
    ...integration.changes.map(tellChange),
    ...preview.problems.map((problem) => `! ${problem}`),
    ...automations
      .filter(({ state, problems }) => state !== 'same' || problems.length > 0)
      .flatMap((automation) => [
        `${signs[automation.state]} automation ${automation.key} (${automation.name})`,
        ...automation.changes.map(tellChange),
        ...automation.problems.map((problem) => `    ! ${problem}`),
      ]),
    ...preview.unresolved.map(
      ({ automation, path, kind, name }) => `? ${automation ?? key} ${path}: no ${kind} ${name} in this org`,
    ),
  ];
  return lines.length === 0 ? [] : [`${key}:`, ...lines.map((line) => `  ${line}`)];
}

/** Whether an import would change anything that it is asked to change. */
export function differs(preview: Preview, remove: boolean): boolean {
  return (
    preview.integration.state !== 'same' ||
    preview.automations.some(({ state }) => state === 'added' || state === 'changed' || (remove && state === 'removed'))
  );
}

function tellChange({ path, change, before, after }: Change): string {
  if (change === 'added') return `    + ${path}: ${short(after)}`;
  if (change === 'removed') return `    - ${path}: ${short(before)}`;
  return `    ~ ${path}: ${short(before)} -> ${short(after)}`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}
