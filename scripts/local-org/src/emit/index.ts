/** The way in: bound types, triggers and anonymous blocks to scripts. */
import type { BoundAnonymous, BoundTrigger, BoundType } from '../types/bound.ts';
import { jsTypeName } from '../types/emitted-names.ts';
import type { EmittedScript } from './script.ts';
import { ScriptWriter } from './script.ts';
import { BodyEmitter } from './statements.ts';
import { emitType } from './types.ts';

export type { EmittedScript } from './script.ts';

export interface EmitOptions {
  /** Count how often each statement runs. */
  readonly coverage: boolean;
}

/** Name of the static method that runs a trigger's body. */
export const triggerEntry = 'run$trigger';

/** A top-level type with its inner types. */
export function emitProjectType(type: BoundType, options: EmitOptions): EmittedScript {
  return emitScript(type.symbol.declaredAt?.file ?? type.symbol.name, [type], options);
}

/** A trigger: its synthetic type, with the body as a static method. */
export function emitTrigger(trigger: BoundTrigger, options: EmitOptions): EmittedScript {
  return emitScript(trigger.file, [trigger.type], options, (writer) => {
    const body = new BodyEmitter(writer, null);
    writer.unit = `Trigger.${trigger.name}`;
    body.body(`T_${jsTypeName(trigger.type.symbol)}.${triggerEntry} = () =>`, () => body.block(trigger.body));
  });
}

export function emitAnonymous(anonymous: BoundAnonymous, options: EmitOptions): EmittedScript {
  return emitScript('AnonymousBlock', [anonymous.type], options);
}

function emitScript(
  file: string,
  types: readonly BoundType[],
  options: EmitOptions,
  extra?: (writer: ScriptWriter) => void,
): EmittedScript {
  const writer = new ScriptWriter(options.coverage);
  writer.line('(function (R, T, B, N, K, V) { "use strict";');
  const defined = types.flatMap((type) => emitType(writer, type));
  for (const symbol of defined) writer.line(`const T_${jsTypeName(symbol)} = ${jsTypeName(symbol)};`);
  extra?.(writer);
  writer.line(`return [${defined.map((symbol) => jsTypeName(symbol)).join(', ')}];`);
  writer.line('})');
  return writer.finish(file, defined);
}
