/** Which of several methods a call means: the one whose parameters are nearest to the arguments. */
import type { BoundExpression } from './bound.ts';
import { convert, expressionCost } from './convert.ts';
import type { Core } from './core.ts';
import type { Type } from './symbols.ts';

export interface Overload {
  readonly parameters: readonly Type[];
}

/** The best candidate, with the arguments converted for it; null when none fits. */
export function chooseOverload<T extends Overload>(
  candidates: readonly T[],
  args: readonly BoundExpression[],
  core: Core,
): { readonly chosen: T; readonly args: BoundExpression[] } | null {
  let best: { candidate: T; cost: number } | null = null;
  for (const candidate of candidates) {
    const cost = totalCost(candidate, args, core);
    if (cost !== null && (best === null || cost < best.cost)) best = { candidate, cost };
  }
  if (best === null) return null;
  const chosen = best.candidate;
  return { chosen, args: args.map((arg, i) => convert(arg, chosen.parameters[i] ?? arg.type, core) ?? arg) };
}

function totalCost(candidate: Overload, args: readonly BoundExpression[], core: Core): number | null {
  if (candidate.parameters.length !== args.length) return null;
  let total = 0;
  for (const [i, arg] of args.entries()) {
    const parameter = candidate.parameters[i];
    const cost = parameter === undefined ? null : expressionCost(arg, parameter, core);
    if (cost === null) return null;
    total += cost;
  }
  return total;
}
