/** Messaging.SendEmailResult. Source: Apex Reference Guide (apex_classes_email_outbound_sendemailresult). */
import { PlatformObject, type DmlError, type EmailResult } from '../../runtime/index.ts';
import { platformType, type PlatformTypeSpec } from '../declare.ts';
import { enumConstant } from '../enum-members.ts';
import { newList } from '../support.ts';

export class SendEmailResultObject extends PlatformObject {
  readonly result: EmailResult;

  constructor(result: EmailResult) {
    super('Messaging.SendEmailResult');
    this.result = result;
  }
}

class SendEmailErrorObject extends PlatformObject {
  readonly error: DmlError;
  readonly targetId: string | null;

  constructor(error: DmlError, targetId: string | null) {
    super('Messaging.SendEmailError');
    this.error = error;
    this.targetId = targetId;
  }
}

export const resultTypes: readonly PlatformTypeSpec[] = [
  platformType({
    name: 'Messaging.SendEmailResult',
    kind: 'class',
    page: 'apex_classes_email_outbound_sendemailresult',
    members: {
      'List<Messaging.SendEmailError> getErrors()': ({ result }: SendEmailResultObject) =>
        newList(
          'Messaging.SendEmailError',
          result.errors.map((error) => new SendEmailErrorObject(error, result.targetId)),
        ),
      'Boolean isSuccess()': ({ result }: SendEmailResultObject) => result.errors.length === 0,
    },
  }),
  platformType({
    name: 'Messaging.SendEmailError',
    kind: 'class',
    page: 'apex_classes_email_outbound_sendemailerror',
    members: {
      'List<String> getFields()': ({ error }: SendEmailErrorObject) => newList('String', [...error.fields]),
      'String getMessage()': ({ error }: SendEmailErrorObject) => error.message,
      'System.StatusCode getStatusCode()': ({ error }: SendEmailErrorObject) =>
        enumConstant('System.StatusCode', error.statusCode),
      'String getTargetObjectId()': ({ targetId }: SendEmailErrorObject) => targetId,
    },
  }),
];
