/** System.PageReference, as far as it works without pages. Source: Apex Reference Guide, PageReference Class (apex_System_PageReference). */
import type { ApexMap, SObjectValue } from '../../runtime/index.ts';
import { PlatformObject } from '../../runtime/index.ts';
import type { Type } from '../../types/symbols.ts';
import { platformType } from '../declare.ts';
import { frameValue } from '../frame-storage.ts';
import { newMap, required } from '../support.ts';
import { urlDecode, urlEncode } from './EncodingUtil.ts';

export class PageReferenceObject extends PlatformObject {
  readonly path: string;
  readonly parameters: ApexMap<string, string>;
  readonly headers: ApexMap<string, string> = newMap('String', 'String');
  redirect: boolean | null = null;
  anchor: string | null = null;

  constructor(url: string) {
    super('System.PageReference');
    const [, path = '', query = '', anchor] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(url) ?? [];
    this.path = path;
    this.anchor = anchor ?? null;
    const pairs = query === '' ? [] : query.split('&').map((pair) => pair.split('='));
    this.parameters = newMap(
      'String',
      'String',
      pairs.map(([name = '', value = '']): [string, string] => [urlDecode(name), urlDecode(value)]),
    );
  }

  url(): string {
    const query = [...this.parameters.entries()].map(([name, value]) => `${urlEncode(name)}=${urlEncode(value ?? '')}`);
    return (
      this.path + (query.length === 0 ? '' : `?${query.join('&')}`) + (this.anchor === null ? '' : `#${this.anchor}`)
    );
  }

  override apexText(): string {
    return `System.PageReference[${this.url()}]`;
  }
}

type Self = PageReferenceObject;

export const PageReferenceType = platformType({
  name: 'System.PageReference',
  kind: 'class',
  page: 'apex_System_PageReference',
  members: {
    'new(String partialURL)': (_type: Type, url: string | null) => new PageReferenceObject(required(url)),
    'new(SObject record)': (_type: Type, record: SObjectValue | null) =>
      new PageReferenceObject(`/${required(record).id?.value ?? ''}`),
    'String getAnchor()': (self: Self) => self.anchor,
    'Map<String, String> getHeaders()': (self: Self) => self.headers,
    'Map<String, String> getParameters()': (self: Self) => self.parameters,
    'Boolean getRedirect()': (self: Self) => self.redirect,
    'String getUrl()': (self: Self) => self.url(),
    'System.PageReference setAnchor(String anchor)': (self: Self, anchor: string | null) => {
      self.anchor = anchor;
      return self;
    },
    'System.PageReference setRedirect(Boolean redirect)': (self: Self, redirect: boolean | null) => {
      self.redirect = redirect;
      return self;
    },
  },
  unimplemented: [
    'static System.PageReference forResource(String resourceName)',
    'static System.PageReference forResource(String resourceName, String path)',
    'Blob getContent()',
    'Blob getContentAsPDF()',
  ],
});

const currentPage = Symbol('current page');

/** Test.setCurrentPage. */
export function setCurrentPage(page: PageReferenceObject | null): void {
  frameValue<{ page: PageReferenceObject | null }>(currentPage, () => ({ page: null })).page = page;
}

export function getCurrentPage(): PageReferenceObject | null {
  return frameValue<{ page: PageReferenceObject | null }>(currentPage, () => ({ page: null })).page;
}
