/**
 * Elements that write records. What interviews that wait at the same element write is one statement.
 * Source: Salesforce Help, "Flow Bulkification in Transactions"; "Flow Element: Create Records", "Update Records", "Delete Records".
 */
import { throwApex, ApexList, SObjectValue, currentFrame } from '../../runtime/index.ts';
import type { CreateElement, DeleteElement, ReferencePath, UpdateElement } from '../../schema/flows/model.ts';
import { recordTypeOf } from './data-types.ts';
import { FlowFault, changeFault, createFault, notSet } from './fault.ts';
import type { Interview } from './interview.ts';
import { selectIds } from './lookups.ts';
import { setRecordField } from './record-fields.ts';
import type { Resources } from './resources.ts';
import { saveTogether } from './save.ts';

/** What became of an element in each of the interviews: null, or the fault. */
export type Faults = (FlowFault | null)[];

export function createRecords(element: CreateElement, interviews: readonly Interview[], resources: Resources): Faults {
  const batches = prepare(interviews, (interview) => newRecords(element, interview, resources));
  const errors = saveTogether('insert', recordsOf(batches));
  return batches.map((batch, i) => {
    if (batch instanceof FlowFault) return batch;
    const problems = errors[i] ?? [];
    if (problems.length > 0) return createFault(problems);
    keepId(element, batch, interviews[i] as Interview, resources);
    return null;
  });
}

function newRecords(element: CreateElement, interview: Interview, resources: Resources): SObjectValue[] {
  if (element.input !== null) return referred(element.input, interview, resources);
  const record = emptyRecord(element.object ?? '');
  for (const { field, value } of element.values) setRecordField(record, field, resources.value(value, interview));
  return [record];
}

/** The id of the one record goes to a variable, or stands under the element's name. */
function keepId(
  element: CreateElement,
  records: readonly SObjectValue[],
  interview: Interview,
  resources: Resources,
): void {
  if (element.input !== null) return;
  const id = records[0]?.id?.value ?? null;
  if (element.idTarget === null) interview.scope.values.set(element.name.toLowerCase(), id);
  else resources.assign(element.idTarget, id, interview);
}

export function updateRecords(element: UpdateElement, interviews: readonly Interview[], resources: Resources): Faults {
  const selected = element.selection === null ? null : selectIds(element.selection, interviews, resources);
  const batches = prepare(interviews, (interview, i) => {
    const records = selected === null ? referred(element.input ?? [], interview, resources) : found(selected[i]);
    for (const record of records)
      for (const { field, value } of element.values) setRecordField(record, field, resources.value(value, interview));
    return records;
  });
  return changed('update', batches);
}

export function deleteRecords(element: DeleteElement, interviews: readonly Interview[], resources: Resources): Faults {
  const selected = element.selection === null ? null : selectIds(element.selection, interviews, resources);
  const batches = prepare(interviews, (interview, i) =>
    selected === null ? referred(element.input ?? [], interview, resources) : found(selected[i]),
  );
  return changed('delete', batches);
}

function changed(verb: 'update' | 'delete', batches: readonly Batch[]): Faults {
  const errors = saveTogether(verb, recordsOf(batches));
  return batches.map((batch, i) => {
    if (batch instanceof FlowFault) return batch;
    const problems = errors[i] ?? [];
    if (problems.length === 0) return null;
    return changeFault(
      verb,
      batch.map((record) => record.id?.value ?? null),
      problems,
    );
  });
}

/** The records of one interview, or why it has none. */
type Batch = SObjectValue[] | FlowFault;

function prepare(interviews: readonly Interview[], make: (interview: Interview, i: number) => SObjectValue[]): Batch[] {
  return interviews.map((interview, i) => {
    try {
      return make(interview, i);
    } catch (error) {
      if (error instanceof FlowFault) return error;
      throw error;
    }
  });
}

function recordsOf(batches: readonly Batch[]): SObjectValue[][] {
  return batches.map((batch) => (batch instanceof FlowFault ? [] : batch));
}

/** Outcome of a selection: throws its fault. */
function found(outcome: SObjectValue[] | FlowFault | undefined): SObjectValue[] {
  if (outcome === undefined) throw new Error('a selection of a flow was lost');
  if (outcome instanceof FlowFault) throw outcome;
  return outcome;
}

function referred(path: ReferencePath, interview: Interview, resources: Resources): SObjectValue[] {
  const value = resources.read(path, interview);
  if (value === null) throw notSet(path);
  const items = value instanceof ApexList ? value.items : [value];
  return items.map((item) =>
    item instanceof SObjectValue ? item : throwApex('System.TypeException', `${path.join('.')} holds no records`),
  );
}

export function emptyRecord(object: string): SObjectValue {
  return currentFrame().ports.program.construct(recordTypeOf(object)) as SObjectValue;
}
