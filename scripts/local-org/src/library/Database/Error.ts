/** Database.Error. Source: Apex Reference Guide, Error Class (apex_class_Database_Error). */
import type { ApexList, EnumValue, SObjectValue } from '../../runtime/index.ts';
import { PlatformObject, type DmlError } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { enumConstant } from '../enum-members.ts';
import { describeMembers } from '../properties.ts';
import { newList } from '../support.ts';

export class ErrorObject extends PlatformObject {
  readonly error: DmlError;

  constructor(error: DmlError) {
    super('Database.Error');
    this.error = error;
  }

  get statusCode(): EnumValue {
    return enumConstant('System.StatusCode', this.error.statusCode);
  }

  override apexText(): string {
    const { fields, message, statusCode } = this.error;
    return `Database.Error[getFields=(${fields.join(', ')});getMessage=${message};getStatusCode=${statusCode};]`;
  }
}

export const ErrorType = platformType({
  name: 'Database.Error',
  kind: 'class',
  page: 'apex_class_Database_Error',
  members: describeMembers<ErrorObject>({
    'List<String> Fields': (self) => newList('String', [...self.error.fields]),
    'String Message': (self) => self.error.message,
    'System.StatusCode StatusCode': (self) => self.statusCode,
  }),
});

export function errorList(errors: readonly DmlError[]): ApexList<ErrorObject> {
  return newList(
    'Database.Error',
    errors.map((error) => new ErrorObject(error)),
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
