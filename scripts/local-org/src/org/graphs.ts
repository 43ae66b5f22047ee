/** What `encodeGraph` and `decodeGraph` need of a program. */
import type { OrgSchema } from '../schema/model.ts';
import type { GraphContext } from '../platform/encode.ts';
import { EnumValue } from '../runtime/index.ts';
import type { Program } from '../runtime/index.ts';

/** `program` is asked for at each use: it comes after the platform that stores its objects. */
export function createGraphs(schema: OrgSchema, program: () => Program): GraphContext {
  return {
    schema,
    type: (name) => {
      const type = program().findType(name, null);
      if (type === null) throw new Error(`The type ${name} of a stored job or event does not exist any more.`);
      return type;
    },
    instantiate: (symbol) => program().instantiate(symbol),
    enumConstant: (symbol, name) => EnumValue.of(symbol, name),
  };
}
