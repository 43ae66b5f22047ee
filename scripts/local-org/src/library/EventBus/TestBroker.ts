/** EventBus.TestBroker. Source: Apex Reference Guide, TestBroker Class (apex_class_eventbus_TestBroker). */
import { PlatformObject, currentFrame } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';

export class TestBroker extends PlatformObject {
  constructor() {
    super('EventBus.TestBroker');
  }
}

export const TestBrokerType = platformType({
  name: 'EventBus.TestBroker',
  kind: 'class',
  page: 'apex_class_eventbus_TestBroker',
  members: {
    'void deliver()': () => currentFrame().ports.platform.deliverEvents(),
    'void fail()': () => currentFrame().ports.platform.failEvents(),
  },
  unimplemented: ['void deliver(String streamingChannel)'],
});
