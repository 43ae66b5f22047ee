/** System.Http. Source: Apex Reference Guide, Http Class (apex_classes_restful_http_http). */
import { PlatformObject, callMethod, currentFrame, throwApex } from '../../../runtime/index.ts';
import type { Type } from '../../../types/symbols.ts';
import { platformType } from '../../declare.ts';
import { required } from '../../support.ts';
import type { HttpRequestObject } from './HttpRequest.ts';
import { responseOf, type HttpResponseObject } from './HttpResponse.ts';
import { httpMock } from './mocks.ts';

class HttpObject extends PlatformObject {}

export const HttpType = platformType({
  name: 'System.Http',
  kind: 'class',
  page: 'apex_classes_restful_http_http',
  members: {
    'new()': (type: Type) => new HttpObject(type),
    'System.HttpResponse send(System.HttpRequest request)': (_self: HttpObject, request: HttpRequestObject | null) =>
      send(required(request)),
  },
});

/** Tests never reach the network: without a mock a callout fails there. */
function send(request: HttpRequestObject): HttpResponseObject | null {
  const { endpoint } = request;
  if (endpoint === null || request.method === null)
    throwApex('System.CalloutException', `no ${endpoint === null ? 'endpoint' : 'method'} specified`);
  const frame = currentFrame();
  frame.limits.consume('callouts');
  const mock = httpMock();
  if (mock !== null) return callMethod(mock, 'respond$httprequest', [request]) as HttpResponseObject | null;
  if (frame.isTest)
    throwApex('System.TypeException', 'Methods defined as TestMethod do not support Web service callouts');
  return responseOf(
    frame.ports.platform.callout({
      method: request.method,
      endpoint,
      headers: request.headers.toMap(),
      body: request.body?.bytes ?? new Uint8Array(),
      timeoutMs: request.timeoutMs,
    }),
  );
}
