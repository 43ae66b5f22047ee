/** System.HttpRequest. Source: Apex Reference Guide, HttpRequest Class (apex_classes_restful_http_httprequest). */
import { ApexBlob, PlatformObject, throwApex } from '../../../runtime/index.ts';
import type { Type } from '../../../types/symbols.ts';
import { platformType } from '../../declare.ts';
import { required } from '../../support.ts';
import { Headers } from './headers.ts';

/** Milliseconds; what the platform waits, and lets be asked for. */
const defaultTimeout = 10_000;
const maximumTimeout = 120_000;

export class HttpRequestObject extends PlatformObject {
  endpoint: string | null = null;
  method: string | null = null;
  body: ApexBlob | null = null;
  compressed = false;
  timeoutMs = defaultTimeout;
  readonly headers = new Headers();

  override apexText(): string {
    return `System.HttpRequest[Endpoint=${this.endpoint}, Method=${this.method}]`;
  }
}

type Self = HttpRequestObject;

export const HttpRequestType = platformType({
  name: 'System.HttpRequest',
  kind: 'class',
  page: 'apex_classes_restful_http_httprequest',
  members: {
    'new()': (type: Type) => new HttpRequestObject(type),
    'String getBody()': (self: Self) => self.body?.toText() ?? '',
    'Blob getBodyAsBlob()': (self: Self) => self.body,
    'Boolean getCompressed()': (self: Self) => self.compressed,
    'String getEndpoint()': (self: Self) => self.endpoint,
    'String getHeader(String key)': (self: Self, name: string | null) => self.headers.get(required(name)),
    'String getMethod()': (self: Self) => self.method,
    'void setBody(String body)': (self: Self, body: string | null) => {
      self.body = ApexBlob.ofText(required(body));
    },
    'void setBodyAsBlob(Blob body)': (self: Self, body: ApexBlob | null) => {
      self.body = required(body);
    },
    'void setCompressed(Boolean flag)': (self: Self, flag: boolean | null) => {
      self.compressed = required(flag);
    },
    'void setEndpoint(String endpoint)': (self: Self, endpoint: string | null) => {
      self.endpoint = required(endpoint);
    },
    'void setHeader(String key, String value)': (self: Self, name: string | null, value: string | null) =>
      self.headers.set(required(name), required(value)),
    'void setMethod(String method)': (self: Self, method: string | null) => {
      self.method = required(method);
    },
    'void setTimeout(Integer timeout)': setTimeout,
    'String toString()': (self: Self) => self.apexText(),
  },
  unimplemented: [
    'void setClientCertificate(String clientCert, String password)',
    'void setClientCertificateName(String certDevName)',
  ],
});

function setTimeout(self: Self, timeout: number | null): void {
  const ms = required(timeout);
  if (ms < 1 || ms > maximumTimeout)
    throwApex('System.CalloutException', `Invalid timeout: ${ms}. It must be between 1 and ${maximumTimeout}`);
  self.timeoutMs = ms;
}
