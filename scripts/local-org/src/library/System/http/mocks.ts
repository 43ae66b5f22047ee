/** Mocks of callouts. Source: Apex Reference Guide, Test.setMock, HttpCalloutMock Interface (apex_interface_httpcalloutmock). */
import { currentFrame, throwApex, type Frame } from '../../../runtime/index.ts';
import { frameValue, outermostFrame } from '../../frame-storage.ts';
import { platformType } from '../../declare.ts';
import { required } from '../../support.ts';
import type { TypeToken } from '../type-token.ts';

export const HttpCalloutMockType = platformType({
  name: 'System.HttpCalloutMock',
  kind: 'interface',
  page: 'apex_interface_httpcalloutmock',
  members: { 'System.HttpResponse respond(System.HttpRequest request)': null },
});

const mocks = Symbol('callout mocks');

/** Mocks belong to the whole test: its jobs and event triggers see them too. */
function mocksOf(frame: Frame): Map<string, object> {
  return frameValue(mocks, () => new Map<string, object>(), frame);
}

export function setMock(type: TypeToken | null, instance: object | null): void {
  const name = required(type).type.symbol.qualifiedName;
  if (name !== 'System.HttpCalloutMock')
    throwApex('System.TypeException', `Test.setMock does not take mocks of ${name}`);
  mocksOf(outermostFrame()).set(name, required(instance));
}

/** The mock that answers HTTP callouts; null outside of tests and where none is set. */
export function httpMock(): object | null {
  return currentFrame().isTest ? (mocksOf(outermostFrame()).get('System.HttpCalloutMock') ?? null) : null;
}
