/** Database.Error and DuplicateError. Source: Apex Reference Guide, Error Class (apex_class_Database_Error), DuplicateError Class (apex_class_Database_DuplicateError). */
import type { ApexList, DuplicateFacts, EnumValue, SObjectValue } from '../../runtime/index.ts';
import { PlatformObject, type DmlError } from '../../runtime/index.ts';
import { DuplicateResultObject } from '../Datacloud/results.ts';
import { platformType } from '../declare.ts';
import { enumConstant } from '../enum-members.ts';
import { describeMembers } from '../properties.ts';
import { newList } from '../support.ts';

export class ErrorObject extends PlatformObject {
  readonly error: DmlError;

  constructor(error: DmlError, type = 'Database.Error') {
    super(type);
    this.error = error;
  }

  get statusCode(): EnumValue {
    return enumConstant('System.StatusCode', this.error.statusCode);
  }

  override apexText(): string {
    const { fields, message, statusCode } = this.error;
    return `${this.$type.qualifiedName}[getFields=(${fields.join(', ')});getMessage=${message};getStatusCode=${statusCode};]`;
  }
}

/** A save that a duplicate rule refused. */
class DuplicateErrorObject extends ErrorObject {
  readonly duplicates: DuplicateFacts;

  constructor(error: DmlError, duplicates: DuplicateFacts) {
    super(error, 'Database.DuplicateError');
    this.duplicates = duplicates;
  }
}

export const ErrorType = platformType({
  name: 'Database.Error',
  kind: 'class',
  isVirtual: true,
  page: 'apex_class_Database_Error',
  members: describeMembers<ErrorObject>({
    'List<String> Fields': (self) => newList('String', [...self.error.fields]),
    'String Message': (self) => self.error.message,
    'System.StatusCode StatusCode': (self) => self.statusCode,
  }),
});

export const DuplicateErrorType = platformType({
  name: 'Database.DuplicateError',
  kind: 'class',
  extends: 'Database.Error',
  page: 'apex_class_Database_DuplicateError',
  members: describeMembers<DuplicateErrorObject>({
    'Datacloud.DuplicateResult DuplicateResult': (self) => new DuplicateResultObject(self.duplicates),
  }),
});

export function errorList(errors: readonly DmlError[]): ApexList<ErrorObject> {
  return newList(
    'Database.Error',
    errors.map((error) =>
      error.duplicates === undefined ? new ErrorObject(error) : new DuplicateErrorObject(error, error.duplicates),
    ),
  );
}

/** SObject.getErrors: what addError has put on the record. */
export function recordErrors(record: SObjectValue): ApexList<ErrorObject> {
  return errorList(
    record.errors.map(({ message, field, statusCode }) => ({
      message,
      statusCode,
      fields: field === null ? [] : [field],
    })),
  );
}
