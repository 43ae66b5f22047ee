/** Record types of an object as the signed-in user has them, by their ids. */
import type { ObjectSchema, RecordTypeSchema } from '../../schema/model.ts';
import { masterRecordTypeId } from '../../schema/model.ts';
import { ApexId } from '../../runtime/index.ts';
import type { ApiContext } from '../context.ts';

export interface RecordTypeInfo {
  readonly available: boolean;
  readonly defaultRecordTypeMapping: boolean;
  readonly master: boolean;
  readonly name: string;
  readonly recordTypeId: string;
}

/** By id, the master last. Source: User Interface API Developer Guide, "Record Type Info". */
export function recordTypeInfos(object: ObjectSchema, context: ApiContext): Record<string, RecordTypeInfo> {
  const { available, defaultName } = context.data.recordTypeRights(object);
  const infos: Record<string, RecordTypeInfo> = {};
  for (const type of object.recordTypes) {
    const id = context.data.recordTypeId(object, type.developerName)?.value;
    if (id === undefined) continue;
    infos[id] = {
      available: available.has(type.developerName),
      defaultRecordTypeMapping: type.developerName === defaultName,
      master: false,
      name: type.label,
      recordTypeId: id,
    };
  }
  infos[masterRecordTypeId] = {
    available: available.size === 0,
    defaultRecordTypeMapping: defaultName === null,
    master: true,
    name: 'Master',
    recordTypeId: masterRecordTypeId,
  };
  return infos;
}

/** What new records of the user get. */
export function defaultRecordTypeId(object: ObjectSchema, context: ApiContext): string {
  const { defaultName } = context.data.recordTypeRights(object);
  const id = defaultName === null ? null : context.data.recordTypeId(object, defaultName);
  return id?.value ?? masterRecordTypeId;
}

/** A record type by its id: null for the master, undefined when the object has no such. */
export function recordTypeOf(
  object: ObjectSchema,
  id: string,
  context: ApiContext,
): RecordTypeSchema | null | undefined {
  if (!ApexId.isValid(id)) return undefined;
  const wanted = ApexId.of(id).value;
  if (wanted === masterRecordTypeId) return null;
  return object.recordTypes.find(
    ({ developerName }) => context.data.recordTypeId(object, developerName)?.value === wanted,
  );
}
