/** Elements that read records. Source: Salesforce Help, "Flow Element: Get Records". */
import { decimalOf } from '../../library/Invocable/values.ts';
import { listTypeOf } from '../../library/support.ts';
import { ApexList, SObjectValue, currentFrame, isCatchable, notImplemented } from '../../runtime/index.ts';
import { sharingApplies } from '../../runtime/sharing.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/model.ts';
import type { FlowDefinition, FlowFilter, FlowSelection, LookupElement } from '../../schema/flows/model.ts';
import { recordTypeOf, textOf } from './data-types.ts';
import { FlowFault, lookupFault } from './fault.ts';
import type { Interview } from './interview.ts';
import { combinedText } from '../../schema/condition-logic.ts';
import { fieldOf, fieldValue } from './record-fields.ts';
import type { Resources } from './resources.ts';

interface Query {
  readonly text: string;
  readonly binds: ReadonlyMap<string, unknown>;
}

export function lookUpRecords(
  element: LookupElement,
  interviews: readonly Interview[],
  resources: Resources,
): (FlowFault | null)[] {
  const outcomes = queryEach(interviews, (interview) => lookupQuery(element, interview, resources));
  return outcomes.map((outcome, i) => {
    if (outcome instanceof FlowFault) return outcome;
    return settle(element, outcome, interviews[i] as Interview, resources);
  });
}

/** Records that an element is about, with nothing but their ids. */
export function selectIds(
  selection: FlowSelection,
  interviews: readonly Interview[],
  resources: Resources,
): (SObjectValue[] | FlowFault)[] {
  return queryEach(interviews, (interview) => {
    const { text, binds } = condition(selection, interview, resources);
    return { text: `SELECT Id FROM ${objectOf(selection.object).name}${text}`, binds };
  }).map((outcome) => (outcome instanceof FlowFault ? outcome : outcome.map(identity)));
}

function identity(record: SObjectValue): SObjectValue {
  const bare = new SObjectValue(record.object);
  bare.id = record.id;
  return bare;
}

/** One query for each interview, counted as one for all of them; interviews that ask the same share the answer. */
function queryEach(
  interviews: readonly Interview[],
  make: (interview: Interview) => Query,
): (SObjectValue[] | FlowFault)[] {
  const { used } = currentFrame().limits;
  let isFirst = true;
  return interviews.map((interview) => {
    try {
      const query = make(interview);
      if (!isFirst) used.queries--;
      isFirst = false;
      return run(query);
    } catch (error) {
      if (error instanceof FlowFault) return error;
      if (!isCatchable(error)) throw error;
      return lookupFault(error.apexMessage ?? '');
    }
  });
}

function run({ text, binds }: Query): SObjectValue[] {
  const frame = currentFrame();
  const options = { access: 'system', sharing: sharingApplies(frame), namespace: frame.ports.org.namespace } as const;
  const parsed = frame.ports.data.parse(text, (name) => binds.get(name), options);
  return frame.ports.data.query(parsed.query, parsed.binds, options).filter((row) => row instanceof SObjectValue);
}

function lookupQuery(element: LookupElement, interview: Interview, resources: Resources): Query {
  const object = objectOf(element.selection.object);
  const { text, binds } = condition(element.selection, interview, resources);
  const names = element.fields ?? element.assignments.map(({ field }) => field);
  const fields = names.length === 0 ? allFields(object, interview.scope.flow) : named(object, names);
  const sort =
    element.sort === null
      ? ''
      : ` ORDER BY ${fieldOf(object, element.sort.field).name}${element.sort.descending ? ' DESC' : ''}`;
  const limit = limitOf(element, interview, resources);
  return {
    text: `SELECT ${fields.join(', ')} FROM ${object.name}${text}${sort}${limit === null ? '' : ` LIMIT ${limit}`}`,
    binds,
  };
}

function limitOf(element: LookupElement, interview: Interview, resources: Resources): number | null {
  if (takesOne(element, interview)) return 1;
  const limit = decimalOf(resources.value(element.limit, interview));
  return limit === null ? null : Math.trunc(limit.toNumber());
}

/** Older flows leave it to the variable whether they get one record or all. */
function takesOne(element: LookupElement, interview: Interview): boolean {
  if (element.firstOnly !== null) return element.firstOnly;
  if (element.assignments.length > 0) return true;
  const variable = interview.scope.flow.variables.get(element.target?.[0]?.toLowerCase() ?? '');
  return variable === undefined || !variable.type.isCollection;
}

function named(object: ObjectSchema, names: readonly string[]): string[] {
  return [...new Set(['Id', ...names.map((name) => fieldOf(object, name).name)])];
}

const unread: ReadonlySet<string> = new Set(['BASE64', 'ADDRESS', 'LOCATION']);

/** All fields that are stored, and those calculated ones that the flow mentions. */
function allFields(object: ObjectSchema, { mentions }: FlowDefinition): string[] {
  const isRead = (field: FieldSchema): boolean =>
    !unread.has(field.type) &&
    ((field.formula === null && field.summary === null) || mentions.has(field.localName.toLowerCase()));
  return [...object.fields.values()].filter(isRead).map((field) => field.name);
}

function objectOf(name: string): ObjectSchema {
  return recordTypeOf(name).symbol.object as ObjectSchema;
}

/** The WHERE clause of a selection. */
function condition(selection: FlowSelection, interview: Interview, resources: Resources): Query {
  const object = objectOf(selection.object);
  const binds = new Map<string, unknown>();
  const conditions = selection.filters.map((filter, i) => {
    const value = resources.value(filter.value, interview);
    return comparison(filter, fieldOf(object, filter.field), value, `f${i}`, binds);
  });
  const where = conditions.length === 0 ? '' : ` WHERE ${combinedText(selection.logic, conditions)}`;
  return { text: where, binds };
}

const operators: Readonly<Record<string, string>> = {
  EqualTo: '=',
  NotEqualTo: '!=',
  GreaterThan: '>',
  GreaterThanOrEqualTo: '>=',
  LessThan: '<',
  LessThanOrEqualTo: '<=',
};

function comparison(
  { operator }: FlowFilter,
  field: FieldSchema,
  value: unknown,
  bind: string,
  binds: Map<string, unknown>,
): string {
  const plain = operators[operator];
  if (plain !== undefined) {
    binds.set(bind, fieldValue(field, value));
    return `${field.name} ${plain} :${bind}`;
  }
  switch (operator) {
    case 'IsNull':
      return `${field.name} ${value === true ? '=' : '!='} null`;
    case 'Contains':
    case 'StartsWith':
    case 'EndsWith':
      binds.set(bind, pattern(operator, textOf(value)));
      return `${field.name} LIKE :${bind}`;
    case 'In':
    case 'NotIn':
      binds.set(bind, valuesOf(field, value));
      return `${field.name} ${operator === 'In' ? 'IN' : 'NOT IN'} :${bind}`;
    default:
      return notImplemented(`flow filter operator ${operator}`);
  }
}

function pattern(operator: string, text: string): string {
  const escaped = text.replace(/[\\%_]/g, '\\$&');
  return `${operator === 'StartsWith' ? '' : '%'}${escaped}${operator === 'EndsWith' ? '' : '%'}`;
}

function valuesOf(field: FieldSchema, value: unknown): unknown {
  if (!(value instanceof ApexList)) return value;
  return new ApexList(
    value.type,
    value.items.map((item) => fieldValue(field, item)),
  );
}

/** Puts what was found where the element says. Returns the fault, or null. */
function settle(
  element: LookupElement,
  records: readonly SObjectValue[],
  interview: Interview,
  resources: Resources,
): FlowFault | null {
  const isOne = takesOne(element, interview);
  const [first = null] = records;
  const all = new ApexList(listTypeOf(recordTypeOf(element.selection.object)), [...records]);
  const result = isOne ? first : all;
  if (element.target === null && element.assignments.length === 0) {
    interview.scope.values.set(element.name.toLowerCase(), result);
    return null;
  }
  if (records.length === 0 && !element.nullWhenNone) return null;
  const given = records.length === 0 ? null : result;
  try {
    if (element.target !== null) resources.assign(element.target, given, interview);
    for (const { field, target } of element.assignments)
      resources.assign(
        target,
        first === null ? null : first.getField(fieldOf(first.object, field).name.toLowerCase()),
        interview,
      );
    return null;
  } catch (error) {
    if (error instanceof FlowFault) return error;
    throw error;
  }
}
