/** System.AsyncOptions. Source: Apex Reference Guide, AsyncOptions Class (apex_class_System_AsyncOptions). */
import { PlatformObject } from '../../../runtime/index.ts';
import type { Type } from '../../../types/symbols.ts';
import { platformType } from '../../declare.ts';
import { storedProperties } from '../../properties.ts';
import type { SignatureObject } from './QueueableDuplicateSignature.ts';

export class AsyncOptionsObject extends PlatformObject {
  duplicateSignature: SignatureObject | null = null;
  maximumQueueableStackDepth: number | null = null;
  minimumQueueableDelayInMinutes: number | null = null;
}

export const AsyncOptionsType = platformType({
  name: 'System.AsyncOptions',
  kind: 'class',
  page: 'apex_class_System_AsyncOptions',
  members: {
    'new()': (type: Type) => new AsyncOptionsObject(type),
    ...storedProperties<AsyncOptionsObject>({
      'System.QueueableDuplicateSignature DuplicateSignature': 'duplicateSignature',
      'Integer MaximumQueueableStackDepth': 'maximumQueueableStackDepth',
      'Integer MinimumQueueableDelayInMinutes': 'minimumQueueableDelayInMinutes',
    }),
  },
});
