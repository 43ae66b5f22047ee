/** All types of the System namespace. */
import type { PlatformTypeSpec } from '../declare.ts';
import { AggregateResultType } from './AggregateResult.ts';
import { BlobType } from './Blob.ts';
import { BooleanType } from './Boolean.ts';
import { ComparableType, ComparatorType } from './Comparable.ts';
import { DateType } from './Date.ts';
import { DatetimeType } from './Datetime.ts';
import { DecimalType } from './Decimal.ts';
import { DoubleType } from './Double.ts';
import { systemEnums } from './enums.ts';
import { ExceptionType } from './Exception.ts';
import { systemExceptions } from './exceptions.ts';
import { IdType } from './Id.ts';
import { IntegerType } from './Integer.ts';
import { IterableType, IteratorType } from './Iterator.ts';
import { ListType } from './List.ts';
import { LongType } from './Long.ts';
import { MapType } from './Map.ts';
import { MathType } from './Math.ts';
import { ObjectType } from './Object.ts';
import { AuraHandledExceptionType, QueryExceptionType } from './QueryException.ts';
import { SetType } from './Set.ts';
import { SObjectType } from './SObject.ts';
import { StringType } from './String.ts';
import { TimeType } from './Time.ts';

export const systemTypes: readonly PlatformTypeSpec[] = [
  AggregateResultType,
  AuraHandledExceptionType,
  BlobType,
  BooleanType,
  ComparableType,
  ComparatorType,
  DateType,
  DatetimeType,
  DecimalType,
  DoubleType,
  ExceptionType,
  IdType,
  IntegerType,
  IterableType,
  IteratorType,
  ListType,
  LongType,
  MapType,
  MathType,
  ObjectType,
  QueryExceptionType,
  SObjectType,
  SetType,
  StringType,
  TimeType,
  ...systemEnums,
  ...systemExceptions,
];
