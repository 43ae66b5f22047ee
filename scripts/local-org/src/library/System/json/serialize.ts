/**
 * Apex values as JSON. Source: Apex Reference Guide, JSON Class (apex_methods_system_json), "JSON Support".
 * Static types lead: a Double is a plain number at run time and only its declaration tells it from an Integer.
 */
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexException,
  ApexId,
  ApexList,
  ApexMap,
  ApexSet,
  ApexTime,
  AggregateResultValue,
  Decimal,
  DoubleBox,
  EnumValue,
  PlatformObject,
  SObjectValue,
  getMember,
  instanceFields,
  isTypedObject,
  stringValue,
  throwApex,
  typeOf,
} from '../../../runtime/index.ts';
import { typeName, type FieldSymbol, type Type, type TypeSymbol } from '../../../types/symbols.ts';
import { jsonFormOf } from './platform-forms.ts';
import { decimalLiteral, datetimeText, doubleLiteral } from './text.ts';
import { JsonWriter } from './writer.ts';

export interface SerializeOptions {
  readonly pretty: boolean;
  /** Members of Apex objects that are null are left out; entries of maps stay. */
  readonly suppressNulls: boolean;
}

/** @throws System.JSONException for values that have no JSON form, and for objects that contain themselves */
export function serialize(value: unknown, options: SerializeOptions): string {
  const writer = new JsonWriter(options.pretty);
  writeValue(writer, value, options.suppressNulls);
  return writer.toString();
}

/** Writes a value where the writer stands. */
export function writeValue(writer: JsonWriter, value: unknown, suppressNulls: boolean): void {
  new Serializer(writer, suppressNulls).value(value, null);
}

class Serializer {
  readonly #writer: JsonWriter;
  readonly #suppressNulls: boolean;
  readonly #open = new Set<object>();

  constructor(writer: JsonWriter, suppressNulls: boolean) {
    this.#writer = writer;
    this.#suppressNulls = suppressNulls;
  }

  /** @param declared the static type where it is known */
  value(value: unknown, declared: Type | null): void {
    const writer = this.#writer;
    if (value === null) writer.literal('null');
    else if (typeof value === 'number') writer.literal(isDouble(declared) ? doubleLiteral(value) : String(value));
    else if (typeof value === 'bigint' || typeof value === 'boolean') writer.literal(String(value));
    else if (typeof value === 'string') writer.text(value);
    else if (!this.#scalar(value as object)) this.#compound(value as object);
  }

  #scalar(value: object): boolean {
    const writer = this.#writer;
    if (value instanceof ApexId || value instanceof ApexDate || value instanceof ApexTime)
      writer.text(value.toString());
    else if (value instanceof ApexDatetime) writer.text(datetimeText(value));
    else if (value instanceof Decimal) writer.literal(decimalLiteral(value));
    else if (value instanceof DoubleBox) writer.literal(doubleLiteral(value.value));
    else if (value instanceof EnumValue) writer.text(value.name);
    else if (value instanceof ApexBlob) writer.text(Buffer.from(value.bytes).toString('base64'));
    else return false;
    return true;
  }

  #compound(value: object): void {
    if (this.#open.has(value)) throwApex('System.JSONException', 'Direct self-reference leading to cycle');
    this.#open.add(value);
    if (value instanceof ApexList) this.#array(value.items, value.type);
    else if (value instanceof ApexSet) this.#array(value.values(), value.type);
    else if (value instanceof ApexMap) this.#map(value);
    else if (value instanceof SObjectValue) this.#record(value);
    else if (value instanceof AggregateResultValue) this.#aggregate(value);
    else if (isTypedObject(value) && isOwnClass(value)) this.#object(value, value.$type);
    else if (value instanceof PlatformObject) this.#platform(value);
    else throwApex('System.JSONException', `Apex Type unsupported in JSON: ${typeName(typeOf(value))}`);
    this.#open.delete(value);
  }

  #array(items: Iterable<unknown>, type: Type): void {
    this.#writer.startArray();
    for (const item of items) this.value(item, type.args[0] ?? null);
    this.#writer.endArray();
  }

  #map(map: ApexMap): void {
    this.#writer.startObject();
    for (const [key, item] of map.entries()) {
      this.#writer.name(keyText(key));
      this.value(item, map.type.args[1] ?? null);
    }
    this.#writer.endObject();
  }

  #object(value: object, type: TypeSymbol): void {
    this.#writer.startObject();
    for (const field of instanceFields(type)) {
      if (!isSerialized(field)) continue;
      const member = getMember(value, field);
      if (member === null && this.#suppressNulls) continue;
      this.#writer.name(field.name);
      this.value(member, field.type);
    }
    this.#writer.endObject();
  }

  #platform(value: PlatformObject): void {
    const form = jsonFormOf(value.$type.qualifiedName);
    if (form === undefined)
      throwApex('System.JSONException', `Apex Type unsupported in JSON: ${typeName(typeOf(value))}`);
    const members = form.read(value);
    this.#writer.startObject();
    for (const name of Object.keys(form.members)) {
      // Some members are there for some objects only: country codes of addresses.
      if (!(name in members)) continue;
      const member = members[name] ?? null;
      if (member === null && this.#suppressNulls) continue;
      this.#writer.name(name);
      this.value(member, null);
    }
    this.#writer.endObject();
  }

  #record(record: SObjectValue): void {
    this.#writer.startObject();
    this.#attributes(record);
    for (const [name, value] of record.populated()) {
      // Queried records leave out what is null; what was set in Apex stays.
      if (value === null && record.queriedFields !== null) continue;
      this.#writer.name(name);
      if (value instanceof ApexDatetime) this.#writer.text(datetimeText(value, true));
      else this.value(value, null);
    }
    this.#relationships(record);
    this.#writer.endObject();
  }

  #attributes(record: SObjectValue): void {
    const { name } = record.object;
    this.#writer.name('attributes');
    this.#writer.startObject();
    this.#writer.name('type');
    this.#writer.text(name);
    if (record.id !== null) {
      this.#writer.name('url');
      this.#writer.text(`/services/data/v67.0/sobjects/${name}/${record.id.value}`);
    }
    this.#writer.endObject();
  }

  #relationships(record: SObjectValue): void {
    for (const [key, parent] of record.parents()) {
      if (parent === null) continue;
      this.#writer.name(record.object.parent(key)?.relationshipName ?? key);
      this.value(parent, null);
    }
    for (const [key, children] of record.childLists()) {
      this.#writer.name(record.object.children(key)?.relationshipName ?? key);
      this.#writer.startObject();
      this.#writer.name('totalSize');
      this.#writer.literal(String(children.items.length));
      this.#writer.name('done');
      this.#writer.literal('true');
      this.#writer.name('records');
      this.value(children, null);
      this.#writer.endObject();
    }
  }

  #aggregate(row: AggregateResultValue): void {
    this.#writer.startObject();
    this.#writer.name('attributes');
    this.#writer.startObject();
    this.#writer.name('type');
    this.#writer.text('AggregateResult');
    this.#writer.endObject();
    for (const [alias, value] of row.entries()) {
      this.#writer.name(alias);
      this.value(value, null);
    }
    this.#writer.endObject();
  }
}

/** Properties that can only be written have nothing to show. */
function isSerialized(field: FieldSymbol): boolean {
  if (field.modifiers?.words.has('transient') === true) return false;
  return field.accessors === null || field.accessors.get !== null;
}

/** Objects of the project's classes; exceptions have no JSON form. */
function isOwnClass(value: object): boolean {
  return !(value instanceof PlatformObject) && !(value instanceof ApexException);
}

function keyText(key: unknown): string {
  if (key === null) throwApex('System.JSONException', 'Null key for a Map not allowed in JSON');
  if (key instanceof ApexDatetime) return datetimeText(key);
  if (typeof key === 'object' && isTypedObject(key))
    throwApex('System.JSONException', `Map key type unsupported in JSON: ${typeName(typeOf(key))}`);
  return stringValue(key);
}

function isDouble(type: Type | null): boolean {
  return type?.symbol.kind === 'primitive' && type.symbol.name === 'Double';
}
