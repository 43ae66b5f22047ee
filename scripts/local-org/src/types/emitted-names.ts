/**
 * How Apex names become JavaScript names. Here and not in `emit`, because the runtime needs them too: to find a field of an
 * object (JSON, stored jobs) and to call a method by its symbol.
 */
import type { FieldSymbol, LocalSymbol, MethodSymbol, TypeSymbol } from './symbols.ts';

/** A name that is unique among all types, and that no name of the script's own can be: `Outer$Inner$`. */
export function jsTypeName(symbol: TypeSymbol): string {
  return `${symbol.qualifiedName.replaceAll(/[^A-Za-z0-9_]/g, '$')}$`;
}

/**
 * A private method belongs to its class alone: a subclass may have one of the same name, and must not replace it.
 * All others go by their key, so that overriding is JavaScript's own.
 */
export function jsMethodName(method: MethodSymbol): string {
  if (method.kind === 'constructor') return `c$${jsTypeName(method.owner)}$${method.key}`;
  const own = method.access === 'private' && !method.isVirtual && !method.isAbstract && !method.isOverride;
  return own && !method.isStatic && method.owner.kind === 'class'
    ? `${method.key}$$${jsTypeName(method.owner)}`
    : method.key;
}

/** Property that stores a field, on the instance or on the holder of statics. */
export function jsFieldName(field: FieldSymbol): string {
  const plain = `_${field.name.toLowerCase()}`;
  return hidesInherited(field) ? `${plain}$${jsTypeName(field.owner)}` : plain;
}

export function jsGetterName(field: FieldSymbol): string {
  return `get$${field.name.toLowerCase()}`;
}

export function jsSetterName(field: FieldSymbol): string {
  return `set$${field.name.toLowerCase()}`;
}

export function jsLocalName(local: LocalSymbol): string {
  return `${local.name.toLowerCase()}$${local.index}`;
}

function hidesInherited(field: FieldSymbol): boolean {
  if (field.isStatic) return false;
  for (let type = field.owner.superclass; type !== null; type = type.symbol.superclass) {
    const inherited = type.symbol.fields.get(field.name.toLowerCase());
    if (inherited !== undefined && !inherited.isStatic) return true;
  }
  return false;
}
