/** System.Request. Source: Apex Reference Guide, Request Class (apex_class_System_Request). */
import { PlatformObject, currentFrame, type EntryPoint } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { enumConstant } from '../enum-members.ts';

const quiddities: Readonly<Record<EntryPoint, string>> = {
  anonymous: 'ANONYMOUS',
  rest: 'REST',
  aura: 'AURA',
  api: 'SYNCHRONOUS',
  test: 'RUNTEST_SYNC',
  'platform-event': 'UNDEFINED',
  queueable: 'QUEUEABLE',
  finalizer: 'TRANSACTION_FINALIZER_QUEUEABLE',
  batch: 'BATCH_APEX',
  scheduled: 'SCHEDULED',
  future: 'FUTURE',
  'publish-callback': 'PLATFORM_EVENT_PUBLISH_CALLBACK',
  install: 'POST_INSTALL_SCRIPT',
};

class RequestObject extends PlatformObject {
  readonly id: string;
  readonly quiddity: string;

  constructor(id: string, quiddity: string) {
    super('System.Request');
    this.id = id;
    this.quiddity = quiddity;
  }
}

export const RequestType = platformType({
  name: 'System.Request',
  kind: 'class',
  page: 'apex_class_System_Request',
  members: {
    'static System.Request getCurrent()': () => {
      const { requestId, entryPoint } = currentFrame();
      return new RequestObject(requestId, quiddities[entryPoint]);
    },
    'System.Quiddity getQuiddity()': (self: RequestObject) => enumConstant('System.Quiddity', self.quiddity),
    'String getRequestId()': (self: RequestObject) => self.id,
  },
});
