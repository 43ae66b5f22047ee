/** The platform types that the language itself needs, looked up once. */
import type { PlatformTypes } from './platform-types.ts';
import { makeType, nullType, voidType } from './platform-types.ts';
import type { Type } from './symbols.ts';
import type { Operand } from './bound.ts';
import type { FieldType } from '../schema/model.ts';

export class Core {
  readonly platform: PlatformTypes;
  readonly void = voidType;
  readonly null = nullType;
  readonly boolean: Type;
  readonly integer: Type;
  readonly long: Type;
  readonly double: Type;
  readonly decimal: Type;
  readonly string: Type;
  readonly id: Type;
  readonly date: Type;
  readonly datetime: Type;
  readonly time: Type;
  readonly blob: Type;
  readonly object: Type;
  readonly sobject: Type;
  readonly exception: Type;

  constructor(platform: PlatformTypes) {
    this.platform = platform;
    const named = (name: string): Type => makeType(platform.get(`System.${name}`));
    this.boolean = named('Boolean');
    this.integer = named('Integer');
    this.long = named('Long');
    this.double = named('Double');
    this.decimal = named('Decimal');
    this.string = named('String');
    this.id = named('Id');
    this.date = named('Date');
    this.datetime = named('Datetime');
    this.time = named('Time');
    this.blob = named('Blob');
    this.object = named('Object');
    this.sobject = named('SObject');
    this.exception = named('Exception');
  }

  list(element: Type): Type {
    return makeType(this.platform.get('System.List'), [element]);
  }

  set(element: Type): Type {
    return makeType(this.platform.get('System.Set'), [element]);
  }

  map(key: Type, value: Type): Type {
    return makeType(this.platform.get('System.Map'), [key, value]);
  }

  named(fullName: string): Type {
    return makeType(this.platform.get(fullName));
  }

  /** The Apex type of a field's value. Source: Object Reference, "Field Types". */
  ofField(type: FieldType): Type {
    switch (type) {
      case 'ID':
      case 'REFERENCE':
        return this.id;
      case 'BOOLEAN':
        return this.boolean;
      case 'INTEGER':
        return this.integer;
      case 'LONG':
        return this.long;
      case 'DOUBLE':
      case 'CURRENCY':
      case 'PERCENT':
        return this.decimal;
      case 'DATE':
        return this.date;
      case 'DATETIME':
        return this.datetime;
      case 'TIME':
        return this.time;
      case 'BASE64':
        return this.blob;
      case 'ANYTYPE':
        return this.object;
      case 'ADDRESS':
        return this.optional('System.Address');
      case 'LOCATION':
        return this.optional('System.Location');
      default:
        return this.string;
    }
  }

  /** Compound values are objects where the library does not have their class. */
  private optional(fullName: string): Type {
    const [namespace, name] = fullName.split('.');
    const symbol = this.platform.find(namespace ?? null, name ?? '');
    return symbol === undefined ? this.object : makeType(symbol);
  }

  is(type: Type, name: 'List' | 'Set' | 'Map' | 'Iterable' | 'Iterator'): boolean {
    return type.symbol === this.platform.get(`System.${name}`);
  }

  isNull(type: Type): boolean {
    return type.symbol === nullType.symbol;
  }

  isVoid(type: Type): boolean {
    return type.symbol === voidType.symbol;
  }

  /** Integer, Long, Double, Decimal in the order they widen; -1 for other types. */
  numericRank(type: Type): number {
    return [this.integer, this.long, this.double, this.decimal].findIndex(
      (candidate) => candidate.symbol === type.symbol,
    );
  }

  isRecord(type: Type): boolean {
    return type.symbol.kind === 'sobject';
  }

  /** List of SObjects, abstract or concrete. */
  isRecordList(type: Type): boolean {
    const element = type.args[0];
    return this.is(type, 'List') && element !== undefined && this.isRecord(element);
  }

  /** How values of a type are represented; decides which operation emitted code uses. */
  operand(type: Type): Operand {
    const primitives: readonly [Type, Operand][] = [
      [this.boolean, 'boolean'],
      [this.integer, 'integer'],
      [this.long, 'long'],
      [this.double, 'double'],
      [this.decimal, 'decimal'],
      [this.string, 'string'],
      [this.id, 'id'],
      [this.date, 'date'],
      [this.datetime, 'datetime'],
      [this.time, 'time'],
      [this.blob, 'blob'],
    ];
    const primitive = primitives.find(([candidate]) => candidate.symbol === type.symbol)?.[1];
    if (primitive !== undefined) return primitive;
    if (type.symbol.kind === 'enum') return 'enum';
    return type.symbol.kind === 'sobject' ? 'sobject' : 'object';
  }
}
