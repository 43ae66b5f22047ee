/**
 * `record.Name.addError('…')`: the platform offers addError on every type that a field can have. The checker binds the call to the
 * record and the field; on a value that is no field it is an error.
 */
import { throwApex } from '../runtime/index.ts';
import type { MemberImplementation } from './declare.ts';

function notFieldError(): never {
  return throwApex('System.SObjectException', 'addError was called on a value that is not a field of a record');
}

export const fieldErrorMembers: Record<string, MemberImplementation> = {
  'void addError(String errorMsg)': notFieldError,
  'void addError(String errorMsg, Boolean escape)': notFieldError,
  'void addError(Exception exceptionError)': notFieldError,
  'void addError(Exception exceptionError, Boolean escape)': notFieldError,
};
