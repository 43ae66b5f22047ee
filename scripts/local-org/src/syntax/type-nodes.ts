/** Types as written: `Map<Id, List<Account>>`, `Outer.Inner`, `String[]`. */
import type {
  CreatedNameContext,
  QualifiedNameContext,
  TypeListContext,
  TypeRefContext,
} from '@apexdevtools/apex-parser';
import type { Position, TypeNode } from './ast.ts';
import { at, optional } from './adapter.ts';

type Segment = TypeNode['segments'][number];

export function typeNode(context: TypeRefContext): TypeNode {
  const segments = context.typeName_list().map((name): Segment => {
    const args = optional(name.typeArguments());
    const word = name.LIST() ?? name.SET() ?? name.MAP() ?? name.id();
    return { name: word.getText(), arguments: args === null ? [] : typeList(args.typeList()) };
  });
  const arrayDepth = optional(context.arraySubscripts())?.LBRACK_list().length ?? 0;
  return { kind: 'type', segments, arrayDepth, position: at(context) };
}

export function typeList(context: TypeListContext): TypeNode[] {
  return context.typeRef_list().map(typeNode);
}

/** The type behind `new`, without what follows it. */
export function createdType(context: CreatedNameContext): TypeNode {
  const segments = context.idCreatedNamePair_list().map((pair): Segment => {
    const args = optional(pair.typeList());
    return { name: pair.anyId().getText(), arguments: args === null ? [] : typeList(args) };
  });
  return { kind: 'type', segments, arrayDepth: 0, position: at(context) };
}

export function qualifiedType(context: QualifiedNameContext): TypeNode {
  return namedType(
    context.id_list().map((id) => id.getText()),
    at(context),
  );
}

export function namedType(names: readonly string[], position: Position): TypeNode {
  return { kind: 'type', segments: names.map((name) => ({ name, arguments: [] })), arrayDepth: 0, position };
}
