/** What `library`, `data` and `platform` build on. Emitted code uses `emitted.ts`. */
export { DeferredQuery } from './deferred-query.ts';
export * from './frame.ts';
export * from './limits.ts';
export * from './duplicates.ts';
export * from './ports.ts';
export { Decimal } from './values/decimal.ts';
export { roundingModes, roundedQuotient, type RoundingModeName } from './values/rounding.ts';
export { ApexId, idChecksum, normalizeId } from './values/id.ts';
export { ApexDate, daysInMonth } from './values/date.ts';
export { ApexDatetime } from './values/datetime.ts';
export { ApexTime } from './values/time.ts';
export { isTimeZone, utcMillis, zonedInstant, zonedParts, zoneOffset, type ZonedParts } from './values/time-zone.ts';
export { AddressValue } from './values/address.ts';
export { ApexBlob } from './values/blob.ts';
export { boxDouble, DoubleBox, doubleText } from './values/double.ts';
export { EnumValue } from './values/enum.ts';
export { ApexList } from './collections/list.ts';
export { ApexSet } from './collections/set.ts';
export { ApexMap } from './collections/map.ts';
export { AggregateResultValue, SObjectValue, type CarriedOptions, type RecordError } from './sobject.ts';
export { isTypedObject, PlatformObject, type TypedObject } from './object.ts';
export { platformTypeSymbol } from './platform-symbols.ts';
export {
  ApexException,
  asApexError,
  isCatchable,
  maximumDepth,
  newException,
  notImplemented,
  notImplementedCounts,
  NotImplementedError,
  qualifiedTypeName,
  throwApex,
  throwNull,
  type FailedRow,
} from './exceptions.ts';
export {
  apexEquals,
  apexHash,
  apexStrictEquals,
  identityHash,
  isIdentical,
  isNull,
  textEquals,
  textHash,
} from './equality.ts';
export { compareText, compareValues, runtimeTypeName } from './order.ts';
export { stringValue, textOf } from './text.ts';
export { ancestorsOf, isAssignable, isInstance, sobjectType, typeOf } from './instance.ts';
export { callMethod, hasUserMethod, invoke } from './dispatch.ts';
export { getMember, instanceFields, setMember, storedFields } from './members.ts';
export { allocate, heapUsed } from './heap.ts';
export { asynchronousLimits, createLimits, synchronousLimits } from './limits-ledger.ts';
export { checkCpuTime, cpuMillis, withCpuTime, withoutCpuTime } from './cpu.ts';
export { clearEnding } from './ending.ts';
export { linkProgram, type LinkInput, type LinkableScript, type Program } from './linker.ts';
export type { EmittedClass } from './statics.ts';
