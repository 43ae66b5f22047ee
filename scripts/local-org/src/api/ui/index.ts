/**
 * `/services/data/vXX.X/ui-api`: what user interfaces ask of an org, for any object by describe and metadata.
 * Source: User Interface API Developer Guide, "Resources".
 */
import type { FrameUser } from '../../runtime/frame.ts';
import type { ApiContext } from '../context.ts';
import type { ApiRequest, ApiResponse } from '../messages.ts';
import { json, noContent } from '../messages.ts';
import { objectInfo } from './object-info.ts';
import { picklistValues } from './picklists.ts';
import { createRecord, deleteRecord, updateRecord } from './record-writes.ts';
import { readRecord } from './records.ts';
import type { UiRequest } from './request.ts';
import { batch, methodNotAllowed, notFound, notImplementedHere } from './request.ts';

/** Dispatches a request below `ui-api`. Runs inside the request's transaction. */
export function handleUi(
  context: ApiContext,
  request: ApiRequest,
  user: FrameUser,
  segments: readonly string[],
): ApiResponse {
  const ui: UiRequest = { context, request, user };
  const [first = '', ...rest] = segments;
  const area = areas[first];
  if (area === undefined) throw notImplementedHere(`the resource ui-api/${first} of the User Interface API`);
  return area(ui, rest);
}

type Area = (ui: UiRequest, segments: readonly string[]) => ApiResponse;

const areas: Readonly<Record<string, Area>> = {
  'object-info': objectInfos,
  records,
};

function objectInfos(ui: UiRequest, [object, part, recordTypeId, field]: readonly string[]): ApiResponse {
  requireGet(ui);
  if (object === undefined) throw notImplementedHere('the directory of objects, ui-api/object-info');
  if (object === 'batch' && part !== undefined)
    return json(batch(names(part).map((name) => () => objectInfo(ui, name))));
  if (part === undefined) return json(objectInfo(ui, object));
  if (part === 'picklist-values' && recordTypeId !== undefined)
    return json(picklistValues(ui, object, recordTypeId, field));
  throw notFound();
}

function records(ui: UiRequest, [id, ids]: readonly string[]): ApiResponse {
  const { method } = ui.request;
  if (id === undefined) {
    if (method === 'POST') return json(createRecord(ui), 201);
    throw methodNotAllowed(ui.request, 'POST');
  }
  if (id === 'batch' && ids !== undefined) {
    requireGet(ui);
    return json(batch(names(ids).map((one) => () => readRecord(ui, one))));
  }
  if (ids !== undefined) throw notFound();
  switch (method) {
    case 'GET':
      return json(readRecord(ui, id));
    case 'PATCH':
      return json(updateRecord(ui, id));
    case 'DELETE':
      deleteRecord(ui, id);
      return noContent();
    default:
      throw methodNotAllowed(ui.request, 'GET,PATCH,DELETE');
  }
}

function requireGet({ request }: UiRequest): void {
  if (request.method !== 'GET') throw methodNotAllowed(request, 'GET');
}

function names(list: string): string[] {
  return list.split(',').filter((name) => name !== '');
}
