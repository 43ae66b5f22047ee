/** Messaging.SendEmailResult. Source: Apex Reference Guide (apex_classes_email_outbound_sendemailresult). */
import { PlatformObject } from '../../runtime/index.ts';
import { platformType, type PlatformTypeSpec } from '../declare.ts';
import { newList } from '../support.ts';

/** The org either takes a mail or throws, so a result is always a success. */
export class SendEmailResultObject extends PlatformObject {
  constructor() {
    super('Messaging.SendEmailResult');
  }
}

export const resultTypes: readonly PlatformTypeSpec[] = [
  platformType({
    name: 'Messaging.SendEmailResult',
    kind: 'class',
    page: 'apex_classes_email_outbound_sendemailresult',
    members: {
      'List<Messaging.SendEmailError> getErrors()': () => newList('Messaging.SendEmailError'),
      'Boolean isSuccess()': () => true,
    },
  }),
  platformType({
    name: 'Messaging.SendEmailError',
    kind: 'class',
    page: 'apex_classes_email_outbound_sendemailerror',
    unimplemented: [
      'List<String> getFields()',
      'String getMessage()',
      'System.StatusCode getStatusCode()',
      'String getTargetObjectId()',
    ],
  }),
];
