/** EventBus.TriggerContext. Source: Apex Reference Guide, TriggerContext Class (apex_class_eventbus_TriggerContext). */
import { PlatformObject, currentFrame, type EventTriggerContext } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { required } from '../support.ts';

export class TriggerContextObject extends PlatformObject {
  readonly context: EventTriggerContext;

  constructor(context: EventTriggerContext) {
    super('EventBus.TriggerContext');
    this.context = context;
  }
}

export const TriggerContextType = platformType({
  name: 'EventBus.TriggerContext',
  kind: 'class',
  page: 'apex_class_eventbus_TriggerContext',
  members: {
    'static EventBus.TriggerContext currentContext()': currentContext,
    'String lastError { get; }': { get: (self: TriggerContextObject) => self.context.lastError },
    'Integer retries { get; }': { get: (self: TriggerContextObject) => self.context.retries },
    'String getResumeCheckpoint()': (self: TriggerContextObject) => self.context.resumeCheckpoint,
    'void setResumeCheckpoint(String resumeReplayId)': (self: TriggerContextObject, replayId: string | null) =>
      self.context.setResumeCheckpoint(required(replayId)),
  },
});

/** Null outside of an event trigger. */
function currentContext(): TriggerContextObject | null {
  const context = currentFrame().ports.platform.eventContext();
  return context === null ? null : new TriggerContextObject(context);
}
