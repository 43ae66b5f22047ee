/** What actions and their results are in JSON. */
import { ApexList, ApexMap, type PlatformObject } from '../../runtime/index.ts';
import type { JsonForm } from '../System/json/platform-forms.ts';
import { ActionObject } from './Action.ts';
import { ActionErrorObject, ActionResultObject } from './results.ts';
import { newList, newMap } from '../support.ts';

type Values = Readonly<Record<string, unknown>>;

export const actionForm: JsonForm = {
  members: { type: 'String', namespace: 'String', name: 'String', invocations: 'List<Map<String, Object>>' },
  read: (self) => {
    const { kind, namespace, name, invocations } = of(self, ActionObject);
    return { type: kind, namespace, name, invocations: newList('Map<String, Object>', invocations) };
  },
  make: null,
};

export const actionErrorForm: JsonForm = {
  members: { code: 'String', message: 'String' },
  read: (self) => ({ ...of(self, ActionErrorObject).error }),
  make: ({ code, message }) => new ActionErrorObject({ code: textOf(code), message: textOf(message) }),
};

export const actionResultForm: JsonForm = {
  members: {
    action: 'Invocable.Action',
    errors: 'List<Invocable.Action.Error>',
    outputParameters: 'Map<String, Object>',
    success: 'Boolean',
  },
  read: (self) => {
    const { action, errors, outputs, success } = of(self, ActionResultObject);
    return { action, errors, outputParameters: outputs, success };
  },
  make: ({ errors, outputParameters, success }: Values) =>
    new ActionResultObject({
      action: null,
      parameters: newMap('String', 'Object'),
      success: success === true,
      errors: errors instanceof ApexList ? errors : newList('Invocable.Action.Error'),
      outputs: outputParameters instanceof ApexMap ? outputParameters : newMap('String', 'Object'),
    }),
};

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function of<T extends PlatformObject>(self: PlatformObject, type: abstract new (...args: never[]) => T): T {
  if (self instanceof type) return self;
  throw new Error(`the JSON form of ${type.name} was asked of another object`);
}
