/** Methods with @future. Source: Apex Developer Guide, "Future Methods" (apex_invoking_future_methods) and "Future Annotation". */
import type { ProjectContext } from './context.ts';
import type { DeclaredType } from './declare.ts';
import type { MethodSymbol, Type } from './symbols.ts';
import { typeName } from './symbols.ts';

/** Whether calls of the method only queue it. */
export function isFuture(method: MethodSymbol): boolean {
  return futureAnnotation(method) !== null;
}

/** Reports what is wrong with the future methods of a type and of its inner types. */
export function checkFutures(type: DeclaredType, context: ProjectContext): void {
  for (const method of [...type.symbol.methods.values()].flat())
    if (isFuture(method))
      for (const problem of problemsOf(method, context))
        context.report(type.file, method.position ?? type.declaration.namePosition, problem);
  for (const inner of type.inner) checkFutures(inner, context);
}

function problemsOf(method: MethodSymbol, { core }: ProjectContext): string[] {
  const problems: string[] = [];
  if (!method.isStatic) problems.push('Future methods must be declared as static');
  if (!core.isVoid(method.returnType))
    problems.push(`Future methods do not support return type of ${typeName(method.returnType)}`);
  for (const { type } of method.parameters)
    if (!isStorable(type)) problems.push(`Future methods do not support parameter type of ${typeName(type)}`);
  for (const property of futureAnnotation(method)?.arguments.keys() ?? [])
    if (property.toLowerCase() !== 'callout')
      problems.push(`No such property, ${property}, defined on this annotation: Future`);
  return problems;

  /** Primitives and collections of them. */
  function isStorable(type: Type): boolean {
    const isCollection = core.is(type, 'List') || core.is(type, 'Set') || core.is(type, 'Map');
    return isCollection ? type.args.every(isPrimitive) : isPrimitive(type);
  }

  function isPrimitive({ symbol }: Type): boolean {
    return symbol.kind === 'primitive' && symbol !== core.object.symbol;
  }
}

function futureAnnotation(method: MethodSymbol): { readonly arguments: ReadonlyMap<string, unknown> } | null {
  return method.modifiers?.annotations.find(({ name }) => name.toLowerCase() === 'future') ?? null;
}
