/**
 * What invoking an action gives. Source: Apex Reference Guide, Action.Result Class (apex_class_Invocable_Action_Result) and
 * Action.Error Class (apex_class_Invocable_Action_Error).
 */
import { PlatformObject, textOf, type ApexMap } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { newList, newMap } from '../support.ts';
import type { ActionError, ActionOutcome } from './apex-action.ts';

class ActionErrorObject extends PlatformObject {
  readonly error: ActionError;

  constructor(error: ActionError) {
    super('Invocable.Action.Error');
    this.error = error;
  }

  override apexText(): string {
    return `Invocable.Action.Error[code=${this.error.code};message=${this.error.message};]`;
  }
}

export class ActionResultObject extends PlatformObject {
  readonly action: PlatformObject;
  readonly parameters: ApexMap<string, unknown>;
  readonly outcome: ActionOutcome;

  constructor(action: PlatformObject, parameters: ApexMap<string, unknown>, outcome: ActionOutcome) {
    super('Invocable.Action.Result');
    this.action = action;
    this.parameters = parameters;
    this.outcome = outcome;
  }

  override apexText(): string {
    return `Invocable.Action.Result[action=${textOf(this.action)};errors=${textOf(errorsOf(this))};isSuccess=${this.outcome.ok};]`;
  }
}

export const ActionErrorType = platformType({
  name: 'Invocable.Action.Error',
  kind: 'class',
  page: 'apex_class_Invocable_Action_Error',
  members: {
    'Object clone()': (self: ActionErrorObject) => new ActionErrorObject(self.error),
    'String getCode()': (self: ActionErrorObject) => self.error.code,
    'String getMessage()': (self: ActionErrorObject) => self.error.message,
    'String toString()': (self: ActionErrorObject) => self.apexText(),
  },
});

export const ActionResultType = platformType({
  name: 'Invocable.Action.Result',
  kind: 'class',
  page: 'apex_class_Invocable_Action_Result',
  members: {
    'Object clone()': (self: ActionResultObject) => new ActionResultObject(self.action, self.parameters, self.outcome),
    'Invocable.Action getAction()': (self: ActionResultObject) => self.action,
    'List<Invocable.Action.Error> getErrors()': errorsOf,
    'Map<String, Object> getInvocationParameters()': (self: ActionResultObject) => self.parameters,
    'Map<String, Object> getOutputParameters()': ({ outcome }: ActionResultObject) =>
      newMap('String', 'Object', outcome.ok ? outcome.outputs : []),
    'Boolean isSuccess()': (self: ActionResultObject) => self.outcome.ok,
    'String toString()': (self: ActionResultObject) => self.apexText(),
  },
});

function errorsOf({ outcome }: ActionResultObject): unknown {
  return newList('Invocable.Action.Error', outcome.ok ? [] : outcome.errors.map((each) => new ActionErrorObject(each)));
}
