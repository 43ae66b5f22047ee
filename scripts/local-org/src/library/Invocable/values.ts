/** Values that go into actions and flows, or come out of them: what their parameters take. */
import {
  ApexDate,
  ApexDatetime,
  ApexId,
  ApexList,
  Decimal,
  DoubleBox,
  SObjectValue,
  isInstance,
} from '../../runtime/index.ts';
import type { Type } from '../../types/symbols.ts';

/** Stands for a value that does not fit. */
export const unfit = Symbol('unfit');

/** A value as one of `type`, in the form that variables of the type have; `unfit` when there is none. */
export function converted(value: unknown, type: Type): unknown {
  if (value === null || value === undefined) return null;
  switch (type.symbol.kind) {
    case 'primitive':
      return primitive(value, type);
    case 'sobject':
      return record(value, type);
    default:
      return type.symbol.qualifiedName === 'List' ? list(value, type) : ifInstance(value, type);
  }
}

function ifInstance(value: unknown, type: Type): unknown {
  return isInstance(value, type) ? value : unfit;
}

function record(value: unknown, type: Type): unknown {
  return value instanceof SObjectValue ? ifInstance(value, type) : unfit;
}

function list(value: unknown, type: Type): unknown {
  const [element] = type.args;
  if (!(value instanceof ApexList) || element === undefined) return unfit;
  const items = value.items.map((item) => converted(item, element));
  return items.includes(unfit) ? unfit : new ApexList(type, items);
}

function primitive(value: unknown, type: Type): unknown {
  switch (type.symbol.name) {
    case 'Integer':
      return whole(value, 32, Number);
    case 'Long':
      return whole(value, 64, (number) => number);
    case 'Double':
      return decimalOf(value)?.toNumber() ?? unfit;
    case 'Decimal':
      return decimalOf(value) ?? unfit;
    case 'Id':
      return typeof value === 'string' && ApexId.isValid(value) ? ApexId.of(value) : ifInstance(value, type);
    case 'String':
      return value instanceof ApexId ? value.value : ifInstance(value, type);
    case 'Datetime':
      return value instanceof ApexDate ? new ApexDatetime(value.toEpochDay() * 86_400_000) : ifInstance(value, type);
    default:
      return ifInstance(value, type);
  }
}

/** Any number as a decimal; null for what is none. */
export function decimalOf(value: unknown): Decimal | null {
  if (value instanceof Decimal) return value;
  if (value instanceof DoubleBox) return Decimal.fromDouble(value.value);
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? Decimal.fromInteger(value) : Decimal.fromDouble(value);
  return typeof value === 'bigint' ? Decimal.fromInteger(value) : null;
}

function whole(value: unknown, bits: number, form: (number: bigint) => unknown): unknown {
  const decimal = decimalOf(value);
  if (decimal === null || decimal.compareTo(decimal.setScale(0, 'DOWN')) !== 0) return unfit;
  const number = decimal.toBigInt();
  return number === BigInt.asIntN(bits, number) ? form(number) : unfit;
}

/** A value of a variable of `type` as one of Object: Doubles are boxed there. */
export function asObject(value: unknown, type: Type): unknown {
  return type.symbol.name === 'Double' && typeof value === 'number' ? new DoubleBox(value) : value;
}
