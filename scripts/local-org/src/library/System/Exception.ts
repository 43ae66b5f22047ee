/**
 * System.Exception and what all exceptions share. Source: Apex Reference Guide, Exception Class and Built-In Exceptions
 * (apex_classes_exception_methods).
 */
import type { EnumValue } from '../../runtime/index.ts';
import { ApexException, throwApex, type FailedRow } from '../../runtime/index.ts';
import type { Type } from '../../types/symbols.ts';
import { platformType, type MemberImplementation, type PlatformTypeSpec } from '../declare.ts';
import { enumConstant } from '../enum-members.ts';
import { argumentIsNull, newList } from '../support.ts';
import { fieldTokenByName } from '../Schema/tokens.ts';

export const ExceptionType = platformType({
  name: 'System.Exception',
  kind: 'class',
  page: 'apex_classes_exception_methods',
  isAbstract: true,
  isVirtual: true,
  members: {
    'Exception getCause()': (self: ApexException) => self.apexCause,
    'Integer getLineNumber()': (self: ApexException) => self.lineNumber,
    'String getMessage()': (self: ApexException) => self.apexMessage,
    'String getStackTraceString()': (self: ApexException) => self.stackTraceString,
    'String getTypeName()': (self: ApexException) => self.typeName,
    'void initCause(Exception cause)': initCause,
    'void setMessage(String message)': (self: ApexException, message: string | null) => self.setMessage(message),
    'Integer getNumDml()': (self: ApexException) => self.failedRows.length,
    'List<String> getDmlFieldNames(Integer index)': (self: ApexException, index: number) =>
      newList('String', [...row(self, index).error.fields]),
    'List<Schema.SObjectField> getDmlFields(Integer index)': dmlFields,
    'String getDmlId(Integer index)': (self: ApexException, index: number) => row(self, index).id,
    'Integer getDmlIndex(Integer index)': (self: ApexException, index: number) => row(self, index).index,
    'String getDmlMessage(Integer index)': (self: ApexException, index: number) => row(self, index).error.message,
    'String getDmlStatusCode(Integer index)': (self: ApexException, index: number) => row(self, index).error.statusCode,
    'System.StatusCode getDmlType(Integer index)': (self: ApexException, index: number) =>
      statusCode(row(self, index).error.statusCode),
  },
});

/** Constructors of the platform's own exceptions; classes of the program get theirs from the checker. */
export const exceptionConstructors: Readonly<Record<string, MemberImplementation>> = {
  'new()': (type: Type) => new ApexException(type.symbol),
  'new(String message)': (type: Type, message: string | null) =>
    new ApexException(type.symbol).initialize(message, null),
  'new(Exception cause)': (type: Type, cause: ApexException | null) =>
    new ApexException(type.symbol).initialize(cause?.toString(), cause),
  'new(String message, Exception cause)': (type: Type, message: string | null, cause: ApexException | null) =>
    new ApexException(type.symbol).initialize(message, cause),
};

/** An exception class of the platform; `name` is the full one. */
export function exceptionType(
  name: string,
  members: Readonly<Record<string, MemberImplementation>> = {},
): PlatformTypeSpec {
  return platformType({
    name,
    kind: 'class',
    page: 'apex_classes_exception_methods',
    extends: 'System.Exception',
    isVirtual: true,
    members: { ...exceptionConstructors, ...members },
  });
}

/** The platform sets a cause once only. */
function initCause(self: ApexException, cause: ApexException | null): void {
  if (cause === null) argumentIsNull();
  if (self.apexCause !== null) throwApex('System.IllegalStateException', "Can't overwrite cause");
  self.apexCause = cause;
}

function row(self: ApexException, index: number | null): FailedRow {
  if (index === null) argumentIsNull();
  return self.failedRows[index] ?? throwApex('System.ListException', `List index out of bounds: ${index}`);
}

function dmlFields(self: ApexException, index: number): unknown {
  const failed = row(self, index);
  return newList(
    'Schema.SObjectField',
    failed.error.fields.map((field) => fieldTokenByName(failed.id, field)),
  );
}

function statusCode(name: string): EnumValue {
  return enumConstant('System.StatusCode', name);
}
