/** System.HttpResponse. Source: Apex Reference Guide, HttpResponse Class (apex_classes_restful_http_httpresponse). */
import { ApexBlob, PlatformObject, type CalloutResponse } from '../../../runtime/index.ts';
import type { Type } from '../../../types/symbols.ts';
import { platformType } from '../../declare.ts';
import { apexType, newList, required } from '../../support.ts';
import { Headers } from './headers.ts';

export class HttpResponseObject extends PlatformObject {
  status: string | null = null;
  statusCode: number | null = null;
  body: ApexBlob | null = null;
  readonly headers = new Headers();

  override apexText(): string {
    return `System.HttpResponse[Status=${this.status}, StatusCode=${this.statusCode}]`;
  }
}

/** The answer to a callout as Apex sees it. */
export function responseOf(answer: CalloutResponse): HttpResponseObject {
  const response = new HttpResponseObject(apexType('System.HttpResponse'));
  response.status = answer.statusText;
  response.statusCode = answer.status;
  response.body = new ApexBlob(answer.body);
  for (const [name, value] of answer.headers) response.headers.set(name, value);
  return response;
}

type Self = HttpResponseObject;

export const HttpResponseType = platformType({
  name: 'System.HttpResponse',
  kind: 'class',
  page: 'apex_classes_restful_http_httpresponse',
  members: {
    'new()': (type: Type) => new HttpResponseObject(type),
    'String getBody()': (self: Self) => self.body?.toText() ?? '',
    'Blob getBodyAsBlob()': (self: Self) => self.body ?? ApexBlob.ofText(''),
    'String getHeader(String key)': (self: Self, name: string | null) => self.headers.get(required(name)),
    'List<String> getHeaderKeys()': (self: Self) => newList('String', self.headers.names()),
    'String getStatus()': (self: Self) => self.status,
    'Integer getStatusCode()': (self: Self) => self.statusCode,
    'void setBody(String body)': (self: Self, body: string | null) => {
      self.body = ApexBlob.ofText(required(body));
    },
    'void setBodyAsBlob(Blob body)': (self: Self, body: ApexBlob | null) => {
      self.body = required(body);
    },
    'void setHeader(String key, String value)': (self: Self, name: string | null, value: string | null) =>
      self.headers.set(required(name), required(value)),
    'void setStatus(String status)': (self: Self, status: string | null) => {
      self.status = status;
    },
    'void setStatusCode(Integer statusCode)': (self: Self, code: number | null) => {
      self.statusCode = required(code);
    },
    'String toString()': (self: Self) => self.apexText(),
  },
});
