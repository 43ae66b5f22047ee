/** System.URL. Source: Apex Reference Guide, URL Class (apex_methods_system_url). */
import { PlatformObject, currentFrame, textHash, throwApex } from '../../runtime/index.ts';
import type { Type } from '../../types/symbols.ts';
import { platformType } from '../declare.ts';
import { required } from '../support.ts';
import { restContextOf } from './RestContext.ts';

const defaultPorts: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443, 'ftp:': 21 };

export class UrlObject extends PlatformObject {
  /** As it was given. */
  readonly text: string;
  readonly #parts: URL;

  constructor(text: string) {
    super('System.URL');
    this.text = text;
    this.#parts = parsed(text);
  }

  get protocol(): string {
    return this.#parts.protocol.replace(/:$/, '');
  }

  get host(): string {
    return this.#parts.hostname;
  }

  /** -1 when the text has none. */
  get port(): number {
    const port = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*:(\d+)(?:[/?#]|$)/i.exec(this.text)?.[1];
    return port === undefined ? -1 : Number(port);
  }

  get authority(): string {
    return /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(this.text)?.[1] ?? '';
  }

  get defaultPort(): number {
    return defaultPorts[this.#parts.protocol] ?? -1;
  }

  get path(): string {
    return this.text.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/, '');
  }

  get query(): string | null {
    return /\?([^#]*)/.exec(this.text)?.[1] ?? null;
  }

  get ref(): string | null {
    return /#(.*)$/.exec(this.text)?.[1] ?? null;
  }

  get file(): string {
    return this.path + (this.query === null ? '' : `?${this.query}`);
  }

  get userInfo(): string | null {
    const at = this.authority.lastIndexOf('@');
    return at < 0 ? null : this.authority.slice(0, at);
  }

  sameFile(other: UrlObject): boolean {
    return withoutRef(this.text) === withoutRef(other.text);
  }

  override apexEquals(other: unknown): boolean {
    return other instanceof UrlObject && other.text === this.text;
  }

  override apexHash(): number {
    return textHash(this.text);
  }

  override apexText(): string {
    return `System.Url[delegate=${this.text}]`;
  }
}

type Self = UrlObject;

export const URLType = platformType({
  name: 'System.URL',
  kind: 'class',
  page: 'apex_methods_system_url',
  nonNull: ['*'],
  members: {
    'new(String spec)': (_type: Type, spec: string) => new UrlObject(spec),
    'new(System.URL context, String spec)': (_type: Type, context: Self, spec: string) =>
      new UrlObject(new URL(spec, context.text).href),
    'new(String protocol, String host, String file)': (_type: Type, protocol: string, host: string, file: string) =>
      new UrlObject(`${protocol}://${host}${file}`),
    'new(String protocol, String host, Integer port, String file)': (
      _type: Type,
      protocol: string,
      host: string,
      port: number,
      file: string,
    ) => new UrlObject(`${protocol}://${host}${port < 0 ? '' : `:${port}`}${file}`),
    'static System.URL getCurrentRequestUrl()': currentRequest,
    'static System.URL getOrgDomainUrl()': () => new UrlObject(currentFrame().ports.org.instanceUrl),
    'static System.URL getSalesforceBaseUrl()': () => new UrlObject(currentFrame().ports.org.instanceUrl),
    'String getAuthority()': (self: Self) => self.authority,
    'Integer getDefaultPort()': (self: Self) => self.defaultPort,
    'String getFile()': (self: Self) => self.file,
    'String getHost()': (self: Self) => self.host,
    'String getPath()': (self: Self) => self.path,
    'Integer getPort()': (self: Self) => self.port,
    'String getProtocol()': (self: Self) => self.protocol,
    'String getQuery()': (self: Self) => self.query,
    'String getRef()': (self: Self) => self.ref,
    'String getUserInfo()': (self: Self) => self.userInfo,
    'Boolean sameFile(System.URL urlToCompare)': (self: Self, other: Self) => self.sameFile(other),
    'String toExternalForm()': (self: Self) => self.text,
  },
  unimplemented: ['static String getFileFieldURL(String entityId, String fieldName)'],
});

/** The address of the running Apex REST call; of other calls the org's own. */
function currentRequest(): UrlObject {
  const { instanceUrl } = currentFrame().ports.org;
  const uri = restContextOf().request?.requestURI ?? null;
  return new UrlObject(uri === null ? instanceUrl : `${instanceUrl}/services/apexrest${uri}`);
}

function parsed(text: string): URL {
  return URL.parse(required(text)) ?? throwApex('System.StringException', `no protocol: ${text}`);
}

function withoutRef(text: string): string {
  return text.replace(/#.*$/, '');
}
