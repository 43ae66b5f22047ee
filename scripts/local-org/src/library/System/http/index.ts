/** Types of HTTP callouts. */
import type { PlatformTypeSpec } from '../../declare.ts';
import { HttpType } from './Http.ts';
import { HttpRequestType } from './HttpRequest.ts';
import { HttpResponseType } from './HttpResponse.ts';
import { HttpCalloutMockType } from './mocks.ts';

export const httpTypes: readonly PlatformTypeSpec[] = [
  HttpCalloutMockType,
  HttpRequestType,
  HttpResponseType,
  HttpType,
];
