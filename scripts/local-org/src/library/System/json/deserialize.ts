/**
 * JSON into Apex values of a given type, or of whatever type the text suggests. Source: Apex Reference Guide, JSON Class.
 * Objects are made without running constructors; names of members match in any case.
 */
import {
  ApexList,
  ApexMap,
  ApexSet,
  Decimal,
  EnumValue,
  currentFrame,
  instanceFields,
  qualifiedTypeName,
  setMember,
  throwApex,
} from '../../../runtime/index.ts';
import { typeName, type FieldSymbol, type Type, type TypeSymbol } from '../../../types/symbols.ts';
import { optionalPort } from '../../optional-ports.ts';
import { apexType, newList, newMap } from '../../support.ts';
import { jsonFormOf } from './platform-forms.ts';
import { readRecord } from './records.ts';
import { describeNode, primitiveOf } from './scalars.ts';
import { parseJson, type JsonNode } from './tree.ts';

/** @param strict members that the type does not have are errors */
export function deserialize(text: string, type: Type, strict: boolean): unknown {
  return fromNode(parseJson(text), type, strict);
}

/** The same for JSON that is read already. */
export function fromNode(node: JsonNode, type: Type, strict: boolean): unknown {
  return new Deserializer(strict).value(node, type);
}

/** Maps of String to Object, lists of Object, Integer or Long or Decimal, String, Boolean, null. */
export function deserializeUntyped(text: string): unknown {
  return untyped(parseJson(text));
}

function untyped(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return newMap(
        'String',
        'Object',
        node.members.map(([name, member]): [string, unknown] => [name, untyped(member)]),
      );
    case 'array':
      return newList('Object', node.items.map(untyped));
    case 'string':
      return node.text;
    case 'number':
      return numberOf(node.text, node.isWhole);
    case 'boolean':
      return node.value;
    case 'null':
      return null;
  }
}

function numberOf(text: string, isWhole: boolean): unknown {
  if (!isWhole) return Decimal.parse(text);
  const value = BigInt(text);
  if (value === BigInt.asIntN(32, value)) return Number(value);
  return value === BigInt.asIntN(64, value) ? value : Decimal.parse(text);
}

class Deserializer {
  readonly #strict: boolean;

  constructor(strict: boolean) {
    this.#strict = strict;
  }

  value = (node: JsonNode, type: Type): unknown => {
    if (node.kind === 'null') return null;
    const { symbol } = type;
    switch (symbol.kind) {
      case 'primitive':
        return primitiveOf(node, symbol.name);
      case 'enum':
        return this.#constant(node, symbol);
      case 'sobject':
        return readRecord(node, symbol.object, this.value);
      default:
        return symbol.declaredAt === null ? this.#platform(node, type) : this.#object(node, symbol);
    }
  };

  #platform(node: JsonNode, type: Type): unknown {
    const [first, second] = type.args;
    switch (type.symbol.qualifiedName) {
      case 'List':
        return new ApexList(type, this.#items(node, type, first));
      case 'Set':
        return new ApexSet(type, this.#items(node, type, first));
      case 'Map':
        return this.#map(node, type, first, second);
      default:
        return this.#formed(node, type);
    }
  }

  /** Objects of the platform that may be made from JSON. */
  #formed(node: JsonNode, type: Type): unknown {
    const form = jsonFormOf(type.symbol.qualifiedName);
    if (form?.make === undefined || form.make === null)
      throwApex('System.JSONException', `Apex Type unsupported in JSON: ${typeName(type)}`);
    if (node.kind !== 'object') return malformed(node, type);
    const values: Record<string, unknown> = {};
    for (const [name, member] of node.members) {
      const known = form.members[name];
      if (known !== undefined) values[name] = this.#member(member, known);
      else if (this.#strict) throwApex('System.JSONException', `Unknown field: ${type.symbol.qualifiedName}.${name}`);
    }
    return form.make(values);
  }

  #member(node: JsonNode, type: string): unknown {
    return type === 'Map<String, Object>' && node.kind !== 'null' ? untyped(node) : this.value(node, apexType(type));
  }

  #items(node: JsonNode, type: Type, element: Type | undefined): unknown[] {
    if (node.kind !== 'array' || element === undefined) return malformed(node, type);
    return node.items.map((item) => this.value(item, element));
  }

  #map(node: JsonNode, type: Type, key: Type | undefined, value: Type | undefined): ApexMap {
    if (node.kind !== 'object' || key === undefined || value === undefined) return malformed(node, type);
    const entries = node.members.map(([name, member]): [unknown, unknown] => [
      this.value({ kind: 'string', text: name }, key),
      this.value(member, value),
    ]);
    return new ApexMap(type, entries);
  }

  #constant(node: JsonNode, symbol: TypeSymbol): EnumValue {
    const name = node.kind === 'string' ? node.text : describeNode(node);
    return (
      EnumValue.find(symbol, name) ??
      throwApex('System.JSONException', `Illegal value for enum ${qualifiedTypeName(symbol)}: ${name}`)
    );
  }

  #object(node: JsonNode, symbol: TypeSymbol): object {
    if (node.kind !== 'object') return malformed(node, { symbol, args: [] });
    const instance = bareInstance(symbol);
    const fields = fieldsOf(symbol);
    for (const [name, member] of node.members) {
      const field = fields.get(name.toLowerCase());
      if (field !== undefined) setMember(instance, field, this.value(member, field.type));
      else if (this.#strict) throwApex('System.JSONException', `Unknown field: ${symbol.qualifiedName}.${name}`);
    }
    return instance;
  }
}

function malformed(node: JsonNode, type: Type): never {
  const expected = type.symbol.qualifiedName === 'List' || type.symbol.qualifiedName === 'Set' ? '[' : '{';
  return throwApex(
    'System.JSONException',
    `Malformed JSON: Expected '${expected}' at the beginning of ${typeName(type)}, found ${describeNode(node)}`,
  );
}

const writable = new WeakMap<TypeSymbol, ReadonlyMap<string, FieldSymbol>>();

/** Members that JSON may fill, by name in lower case; those of subclasses hide inherited ones. */
function fieldsOf(symbol: TypeSymbol): ReadonlyMap<string, FieldSymbol> {
  let fields = writable.get(symbol);
  if (fields === undefined) {
    const own = instanceFields(symbol).filter(
      (field) =>
        field.modifiers?.words.has('transient') !== true && (field.accessors === null || field.accessors.set !== null),
    );
    writable.set(symbol, (fields = new Map(own.map((field) => [field.name.toLowerCase(), field]))));
  }
  return fields;
}

/** More arguments than any constructor takes: the program then runs none. */
const noConstructor: readonly unknown[] = new Array<unknown>(100).fill(null);

function bareInstance(symbol: TypeSymbol): object {
  if (symbol.isAbstract || symbol.kind === 'interface')
    throwApex('System.JSONException', `Apex Type unsupported in JSON: ${qualifiedTypeName(symbol)} is abstract`);
  const instantiate = optionalPort('program', 'instantiate');
  if (instantiate !== null) return instantiate(symbol);
  return currentFrame().ports.program.construct({ symbol, args: [] }, noConstructor) as object;
}
