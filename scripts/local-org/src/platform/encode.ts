/**
 * Apex object graphs as text: the state of queued jobs and the content of events outlives its transaction, thread and
 * process, so it is stored as JSON. Identity within one graph is kept; statics and transient fields are not part of it.
 */
import type { OrgSchema } from '../schema/model.ts';
import type { Type, TypeSymbol } from '../types/symbols.ts';
import { jsFieldName } from '../types/emitted-names.ts';
import { typeName } from '../types/symbols.ts';
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexId,
  ApexList,
  ApexMap,
  ApexSet,
  ApexTime,
  Decimal,
  DoubleBox,
  EnumValue,
  SObjectValue,
  instanceFields,
} from '../runtime/index.ts';

/** What decoding needs to know of the program and the schema. */
export interface GraphContext {
  readonly schema: OrgSchema;
  /** Finds a type by the name `typeName` prints. */
  type(name: string): Type;
  /** An instance without running a constructor. */
  instantiate(symbol: TypeSymbol): object;
  /** The constant of an enum. */
  enumConstant(symbol: TypeSymbol, name: string): EnumValue;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Turns a value and all it reaches into JSON text. Throws for values that cannot be stored, naming their type. */
export function encodeGraph(value: unknown): string {
  const seen = new Map<object, number>();
  return JSON.stringify(encode(value, seen));
}

/** The inverse of `encodeGraph`; every call gives fresh objects. */
export function decodeGraph(text: string, context: GraphContext): unknown {
  return new Decoder(context).decode(JSON.parse(text) as Json);
}

function encode(value: unknown, seen: Map<object, number>): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $: 'number', v: String(value) };
  if (typeof value === 'bigint') return { $: 'long', v: value.toString() };
  if (typeof value !== 'object') throw new Error(`a ${typeof value} cannot be stored with a job or event`);
  return encodeScalar(value) ?? encodeObject(value, seen);
}

function encodeScalar(value: object): Json | undefined {
  if (value instanceof ApexId) return { $: 'id', v: value.value };
  if (value instanceof Decimal) return { $: 'decimal', v: value.toPlainString() };
  if (value instanceof DoubleBox) return { $: 'double', v: String(value.value) };
  if (value instanceof ApexDate) return { $: 'date', v: value.toString() };
  if (value instanceof ApexDatetime) return { $: 'datetime', v: value.ms };
  if (value instanceof ApexTime) return { $: 'time', v: value.ms };
  if (value instanceof ApexBlob) return { $: 'blob', v: Buffer.from(value.bytes).toString('base64') };
  if (value instanceof EnumValue) return { $: 'enum', t: value.type.qualifiedName, v: value.name };
  return undefined;
}

function encodeObject(value: object, seen: Map<object, number>): Json {
  const known = seen.get(value);
  if (known !== undefined) return { $: 'ref', i: known };
  const i = seen.size;
  seen.set(value, i);
  if (value instanceof ApexList) {
    return { $: 'list', i, t: typeName(value.type), v: value.items.map((item) => encode(item, seen)) };
  }
  if (value instanceof ApexSet) {
    return { $: 'set', i, t: typeName(value.type), v: [...value.values()].map((item) => encode(item, seen)) };
  }
  if (value instanceof ApexMap) {
    const entries = [...value.entries()].map(([key, item]) => [encode(key, seen), encode(item, seen)] as Json);
    return { $: 'map', i, t: typeName(value.type), v: entries };
  }
  if (value instanceof SObjectValue) return encodeRecord(value, i, seen);
  return encodeInstance(value, i, seen);
}

function encodeRecord(record: SObjectValue, i: number, seen: Map<object, number>): Json {
  const fields: { [key: string]: Json } = {};
  for (const [name, value] of record.populated()) fields[name] = encode(value, seen);
  const parents: { [key: string]: Json } = {};
  for (const [name, parent] of record.parents()) parents[name] = encode(parent, seen);
  const children: { [key: string]: Json } = {};
  for (const [name, list] of record.childLists()) children[name] = encode(list, seen);
  const queried = record.queriedFields === null ? null : [...record.queriedFields];
  return { $: 'record', i, t: record.object.name, f: fields, p: parents, c: children, q: queried };
}

function encodeInstance(value: object, i: number, seen: Map<object, number>): Json {
  const symbol = (value as { readonly $type?: TypeSymbol }).$type;
  if (symbol === undefined)
    throw new Error(`an object of ${value.constructor.name} cannot be stored with a job or event`);
  const transient = new Set(
    instanceFields(symbol)
      .filter((field) => field.modifiers?.words.has('transient') === true)
      .map(jsFieldName),
  );
  const fields: { [key: string]: Json } = {};
  for (const [key, item] of Object.entries(value)) {
    if (typeof item === 'function' || transient.has(key)) continue;
    fields[key] = encode(item, seen);
  }
  return { $: 'object', i, t: symbol.qualifiedName, f: fields };
}

class Decoder {
  readonly #context: GraphContext;
  readonly #seen = new Map<number, object>();

  constructor(context: GraphContext) {
    this.#context = context;
  }

  decode(json: Json): unknown {
    if (json === null || typeof json !== 'object') return json;
    if (Array.isArray(json)) throw new Error('a stored graph has an untagged list');
    const tag = json['$'] as string;
    const text = json['v'] as string;
    switch (tag) {
      case 'number':
        return Number(text);
      case 'long':
        return BigInt(text);
      case 'id':
        return ApexId.of(text);
      case 'decimal':
        return Decimal.parse(text);
      case 'double':
        return new DoubleBox(Number(text));
      case 'date':
        return ApexDate.parseIso(text);
      case 'datetime':
        return new ApexDatetime(json['v'] as number);
      case 'time':
        return new ApexTime(json['v'] as number);
      case 'blob':
        return new ApexBlob(new Uint8Array(Buffer.from(text, 'base64')));
      case 'enum':
        return this.#context.enumConstant(this.#context.type(json['t'] as string).symbol, text);
      case 'ref':
        return this.#reference(json['i'] as number);
      default:
        return this.#object(tag, json);
    }
  }

  #reference(index: number): object {
    const target = this.#seen.get(index);
    if (target === undefined) throw new Error('a stored graph refers to an object that is not in it');
    return target;
  }

  #object(tag: string, json: { [key: string]: Json }): object {
    const i = json['i'] as number;
    if (tag === 'record') return this.#record(i, json);
    const type = this.#context.type(json['t'] as string);
    if (tag === 'object') return this.#instance(i, type, json['f'] as { [key: string]: Json });
    const items = json['v'] as Json[];
    if (tag === 'list') {
      const list = new ApexList(type);
      this.#seen.set(i, list);
      for (const item of items) list.items.push(this.decode(item));
      return list;
    }
    if (tag === 'set') {
      const set = new ApexSet(type);
      this.#seen.set(i, set);
      for (const item of items) set.add(this.decode(item));
      return set;
    }
    if (tag === 'map') {
      const map = new ApexMap(type);
      this.#seen.set(i, map);
      for (const entry of items as Json[][]) map.set(this.decode(entry[0] ?? null), this.decode(entry[1] ?? null));
      return map;
    }
    throw new Error(`a stored graph has an unknown tag: ${tag}`);
  }

  #instance(i: number, type: Type, fields: { [key: string]: Json }): object {
    const instance = this.#context.instantiate(type.symbol);
    this.#seen.set(i, instance);
    for (const [key, item] of Object.entries(fields)) Reflect.set(instance, key, this.decode(item));
    return instance;
  }

  #record(i: number, json: { [key: string]: Json }): SObjectValue {
    const name = json['t'] as string;
    const object = this.#context.schema.object(name);
    if (object === undefined) throw new Error(`a stored record is of the object ${name}, which this org does not have`);
    const record = new SObjectValue(object);
    this.#seen.set(i, record);
    for (const [key, value] of Object.entries(json['f'] as { [key: string]: Json })) {
      record.setField(key.toLowerCase(), this.decode(value));
    }
    for (const [key, value] of Object.entries(json['p'] as { [key: string]: Json })) {
      record.setParent(key, this.decode(value) as SObjectValue | null);
    }
    for (const [key, value] of Object.entries(json['c'] as { [key: string]: Json })) {
      record.setChildren(key, this.decode(value) as ApexList<SObjectValue>);
    }
    const queried = json['q'] as string[] | null;
    if (queried !== null) record.queriedFields = new Set(queried);
    return record;
  }
}
