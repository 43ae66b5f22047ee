/** Elements in the metadata of flows. Source: Metadata API Developer Guide, "Flow": FlowAssignment, FlowDecision, FlowLoop … */
import type { Element } from '../xml.ts';
import { child, elements, flag, text, texts } from '../xml.ts';
import type {
  ActionElement,
  AssignmentElement,
  CreateElement,
  DecisionElement,
  DeleteElement,
  FlowElement,
  FlowFieldValue,
  FlowOutput,
  FlowParameter,
  FlowSelection,
  LookupElement,
  LoopElement,
  SubflowElement,
  UpdateElement,
} from './model.ts';
import { optionalPath, pathOf, required, valueOf } from './values.ts';

interface Kind {
  readonly read: (element: Element) => FlowElement;
  /** Members that change what the element does in ways the local org does not have. */
  readonly refused?: readonly string[];
}

const kinds: Readonly<Record<string, Kind>> = {
  assignments: { read: assignment },
  decisions: { read: decision },
  loops: { read: loop },
  recordLookups: { read: lookup },
  recordCreates: {
    read: create,
    refused: ['operationMultMatchingRecords', 'operationOneMatchingRecord', 'operationZeroMatchingRecords'],
  },
  recordUpdates: { read: update },
  recordDeletes: { read: deletion },
  subflows: { read: subflow },
  actionCalls: { read: action, refused: ['dataTypeMappings'] },
};

export const elementKinds: readonly string[] = Object.keys(kinds);

/** Elements by name in lower case, and the parts of them that are not implemented. */
export function readElements(flow: Element): { found: Map<string, FlowElement>; unsupported: string[] } {
  const found = new Map<string, FlowElement>();
  const unsupported: string[] = [];
  for (const [kind, { read, refused = [] }] of Object.entries(kinds)) {
    for (const element of elements(flow, kind)) {
      const name = required(element, 'name');
      found.set(name.toLowerCase(), read(element));
      for (const member of refused)
        if (element[member] !== undefined) unsupported.push(`${kind} ${name} with ${member}`);
    }
  }
  return { found, unsupported };
}

function base(element: Element, connector = 'connector'): { name: string; next: string | null } {
  return { name: required(element, 'name'), next: target(element, connector) };
}

function faulty(element: Element): { name: string; next: string | null; fault: string | null } {
  return { ...base(element), fault: target(element, 'faultConnector') };
}

function target(element: Element, connector: string): string | null {
  const found = child(element, connector);
  return found === null ? null : text(found, 'targetReference');
}

function assignment(element: Element): AssignmentElement {
  return {
    kind: 'assignment',
    ...base(element),
    items: elements(element, 'assignmentItems').map((item) => ({
      target: pathOf(required(item, 'assignToReference')),
      operator: text(item, 'operator') ?? 'Assign',
      value: valueOf(child(item, 'value')),
    })),
  };
}

function decision(element: Element): DecisionElement {
  return {
    kind: 'decision',
    ...base(element, 'defaultConnector'),
    rules: elements(element, 'rules').map((rule) => ({
      name: required(rule, 'name'),
      logic: text(rule, 'conditionLogic') ?? 'and',
      conditions: elements(rule, 'conditions').map((condition) => ({
        left: pathOf(required(condition, 'leftValueReference')),
        operator: text(condition, 'operator') ?? 'EqualTo',
        right: valueOf(child(condition, 'rightValue')),
      })),
      next: target(rule, 'connector'),
    })),
  };
}

function loop(element: Element): LoopElement {
  return {
    kind: 'loop',
    ...base(element, 'noMoreValuesConnector'),
    collection: pathOf(required(element, 'collectionReference')),
    descending: text(element, 'iterationOrder') === 'Desc',
    body: target(element, 'nextValueConnector'),
    itemTarget: optionalPath(element, 'assignNextValueToReference'),
  };
}

function lookup(element: Element): LookupElement {
  const sortField = text(element, 'sortField');
  const fields = texts(element, 'queriedFields');
  return {
    kind: 'lookup',
    ...faulty(element),
    selection: selectionOf(element) ?? noObject(element),
    firstOnly: text(element, 'getFirstRecordOnly') === null ? null : flag(element, 'getFirstRecordOnly'),
    fields: fields.length === 0 ? null : fields,
    sort: sortField === null ? null : { field: sortField, descending: text(element, 'sortOrder') === 'Desc' },
    limit: valueOf(child(element, 'limit')),
    target: optionalPath(element, 'outputReference'),
    assignments: elements(element, 'outputAssignments').map((item) => ({
      field: required(item, 'field'),
      target: pathOf(required(item, 'assignToReference')),
    })),
    nullWhenNone: flag(element, 'assignNullValuesIfNoRecordsFound'),
  };
}

function create(element: Element): CreateElement {
  return {
    kind: 'create',
    ...faulty(element),
    input: optionalPath(element, 'inputReference'),
    object: text(element, 'object'),
    values: fieldValues(element),
    idTarget: optionalPath(element, 'assignRecordIdToReference'),
  };
}

function update(element: Element): UpdateElement {
  const input = optionalPath(element, 'inputReference');
  return {
    kind: 'update',
    ...faulty(element),
    input,
    selection: input === null ? (selectionOf(element) ?? noObject(element)) : null,
    values: fieldValues(element),
  };
}

function deletion(element: Element): DeleteElement {
  const input = optionalPath(element, 'inputReference');
  const selection = input === null ? (selectionOf(element) ?? noObject(element)) : null;
  return { kind: 'delete', ...faulty(element), input, selection };
}

function subflow(element: Element): SubflowElement {
  return {
    kind: 'subflow',
    ...base(element),
    flow: required(element, 'flowName'),
    inputs: parameters(element, 'inputAssignments'),
    outputs: outputs(element, 'outputAssignments'),
  };
}

function action(element: Element): ActionElement {
  return {
    kind: 'action',
    ...faulty(element),
    type: required(element, 'actionType'),
    action: required(element, 'actionName'),
    inputs: parameters(element, 'inputParameters'),
    outputs: outputs(element, 'outputParameters'),
  };
}

function selectionOf(element: Element): FlowSelection | null {
  const object = text(element, 'object');
  if (object === null) return null;
  return {
    object,
    logic: text(element, 'filterLogic') ?? 'and',
    filters: elements(element, 'filters').map((filter) => ({
      field: required(filter, 'field'),
      operator: text(filter, 'operator') ?? 'EqualTo',
      value: valueOf(child(filter, 'value')),
    })),
  };
}

function noObject(element: Element): never {
  throw new Error(`the element ${text(element, 'name')} names neither an object nor a variable`);
}

function fieldValues(element: Element): FlowFieldValue[] {
  return elements(element, 'inputAssignments').map((item) => ({
    field: required(item, 'field'),
    value: valueOf(child(item, 'value')),
  }));
}

function parameters(element: Element, name: string): FlowParameter[] {
  return elements(element, name).map((item) => ({
    name: required(item, 'name'),
    value: valueOf(child(item, 'value')),
  }));
}

function outputs(element: Element, name: string): FlowOutput[] {
  return elements(element, name).map((item) => ({
    name: required(item, 'name'),
    target: pathOf(required(item, 'assignToReference')),
  }));
}
