/**
 * What invoking an action gives. Source: Apex Reference Guide, Action.Result Class (apex_class_Invocable_Action_Result) and
 * Action.Error Class (apex_class_Invocable_Action_Error).
 */
import { PlatformObject, textOf, type ApexList, type ApexMap } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { newList, newMap } from '../support.ts';
import type { ActionOutcome } from './apex-action.ts';

interface ErrorFacts {
  readonly code: string | null;
  readonly message: string | null;
}

export class ActionErrorObject extends PlatformObject {
  readonly error: ErrorFacts;

  constructor(error: ErrorFacts) {
    super('Invocable.Action.Error');
    this.error = error;
  }

  override apexText(): string {
    return `Invocable.Action.Error[code=${this.error.code};message=${this.error.message};]`;
  }
}

interface ResultFacts {
  readonly action: PlatformObject | null;
  readonly parameters: ApexMap<string, unknown>;
  readonly success: boolean;
  readonly errors: ApexList;
  readonly outputs: ApexMap;
}

export class ActionResultObject extends PlatformObject implements ResultFacts {
  readonly action: PlatformObject | null;
  readonly parameters: ApexMap<string, unknown>;
  readonly success: boolean;
  readonly errors: ApexList;
  readonly outputs: ApexMap;

  constructor(facts: ResultFacts) {
    super('Invocable.Action.Result');
    this.action = facts.action;
    this.parameters = facts.parameters;
    this.success = facts.success;
    this.errors = facts.errors;
    this.outputs = facts.outputs;
  }

  override apexText(): string {
    return `Invocable.Action.Result[action=${textOf(this.action)};errors=${textOf(this.errors)};isSuccess=${this.success};]`;
  }
}

/** The result of one invocation. */
export function resultOf(
  action: PlatformObject,
  parameters: ApexMap<string, unknown>,
  outcome: ActionOutcome,
): ActionResultObject {
  return new ActionResultObject({
    action,
    parameters,
    success: outcome.ok,
    errors: newList(
      'Invocable.Action.Error',
      outcome.ok ? [] : outcome.errors.map((error) => new ActionErrorObject(error)),
    ),
    outputs: newMap('String', 'Object', outcome.ok ? outcome.outputs : []),
  });
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
    'Object clone()': (self: ActionResultObject) => new ActionResultObject(self),
    'Invocable.Action getAction()': (self: ActionResultObject) => self.action,
    'List<Invocable.Action.Error> getErrors()': (self: ActionResultObject) => self.errors,
    'Map<String, Object> getInvocationParameters()': (self: ActionResultObject) => self.parameters,
    'Map<String, Object> getOutputParameters()': (self: ActionResultObject) => self.outputs,
    'Boolean isSuccess()': (self: ActionResultObject) => self.success,
    'String toString()': (self: ActionResultObject) => self.apexText(),
  },
});
