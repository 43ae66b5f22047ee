/** Fields that every platform event has. Source: Platform Events Developer Guide, "Event fields". */
import { makeField } from './build.ts';
import type { FieldSchema } from './model.ts';

export function eventFields(): FieldSchema[] {
  const readOnly = { createable: false, updateable: false };
  return [
    makeField({ name: 'ReplayId', type: 'STRING', label: 'Replay ID', length: 1000, ...readOnly }),
    makeField({ name: 'EventUuid', type: 'STRING', label: 'Event UUID', length: 36 }),
    makeField({ name: 'CreatedDate', type: 'DATETIME', label: 'Created Date', ...readOnly }),
    makeField({
      name: 'CreatedById',
      type: 'REFERENCE',
      label: 'Created By ID',
      referenceTo: ['User'],
      relationshipName: 'CreatedBy',
      ...readOnly,
    }),
  ];
}
