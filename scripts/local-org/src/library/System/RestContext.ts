/**
 * System.RestContext, RestRequest and RestResponse. Source: Apex Reference Guide, RestContext Class (apex_methods_system_restcontext).
 * `rest-call.ts` fills it for the frame of an Apex REST call.
 */
import type { ApexBlob, ApexMap } from '../../runtime/index.ts';
import { PlatformObject, currentFrame, throwApex, type Frame } from '../../runtime/index.ts';
import type { Type } from '../../types/symbols.ts';
import { platformType, type PlatformTypeSpec } from '../declare.ts';
import { frameValue } from '../frame-storage.ts';
import { storedProperties } from '../properties.ts';
import { apexType, newMap, required } from '../support.ts';

export class RestRequestObject extends PlatformObject {
  headers: ApexMap<string, string> | null = newMap('String', 'String');
  httpMethod: string | null = null;
  params: ApexMap<string, string> | null = newMap('String', 'String');
  remoteAddress: string | null = null;
  requestBody: ApexBlob | null = null;
  requestURI: string | null = null;
  resourcePath: string | null = null;

  constructor(type: Type = apexType('System.RestRequest')) {
    super(type);
  }
}

export class RestResponseObject extends PlatformObject {
  headers: ApexMap<string, string> | null = newMap('String', 'String');
  responseBody: ApexBlob | null = null;
  statusCode: number | null = null;

  constructor(type: Type = apexType('System.RestResponse')) {
    super(type);
  }
}

interface RestContextState {
  request: RestRequestObject | null;
  response: RestResponseObject | null;
}

const restContext = Symbol('REST context');

/** The request and response of a frame; both null outside of Apex REST. Tests may set their own. */
export function restContextOf(frame: Frame = currentFrame()): RestContextState {
  return frameValue(restContext, () => ({ request: null, response: null }), frame);
}

const RestContextType = platformType({
  name: 'System.RestContext',
  kind: 'class',
  page: 'apex_methods_system_restcontext',
  members: {
    'static System.RestRequest request { get; set; }': {
      get: () => restContextOf().request,
      set: (value: RestRequestObject | null) => {
        restContextOf().request = value;
      },
    },
    'static System.RestResponse response { get; set; }': {
      get: () => restContextOf().response,
      set: (value: RestResponseObject | null) => {
        restContextOf().response = value;
      },
    },
  },
});

const RestRequestType = platformType({
  name: 'System.RestRequest',
  kind: 'class',
  page: 'apex_methods_system_restrequest',
  members: {
    'new()': (type: Type) => new RestRequestObject(type),
    ...storedProperties<RestRequestObject>({
      'Map<String, String> headers': 'headers',
      'String httpMethod': 'httpMethod',
      'Map<String, String> params': 'params',
      'String remoteAddress': 'remoteAddress',
      'Blob requestBody': 'requestBody',
      'String requestURI': 'requestURI',
      'String resourcePath': 'resourcePath',
    }),
    'void addHeader(String name, String value)': (self: RestRequestObject, name: string | null, value: string | null) =>
      put(self.headers, name, value),
    'void addParameter(String name, String value)': (
      self: RestRequestObject,
      name: string | null,
      value: string | null,
    ) => put(self.params, name, value),
  },
});

const RestResponseType = platformType({
  name: 'System.RestResponse',
  kind: 'class',
  page: 'apex_methods_system_restresponse',
  members: {
    'new()': (type: Type) => new RestResponseObject(type),
    ...storedProperties<RestResponseObject>({
      'Map<String, String> headers': 'headers',
      'Blob responseBody': 'responseBody',
      'Integer statusCode': 'statusCode',
    }),
    'void addHeader(String name, String value)': (
      self: RestResponseObject,
      name: string | null,
      value: string | null,
    ) => put(self.headers, name, value),
  },
});

function put(map: ApexMap<string, string> | null, name: string | null, value: string | null): void {
  if (map === null) throwApex('System.NullPointerException', 'Attempt to de-reference a null object');
  map.set(required(name), required(value));
}

export const restTypes: readonly PlatformTypeSpec[] = [RestContextType, RestRequestType, RestResponseType];
