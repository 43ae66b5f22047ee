/** Flows as the interpreter runs them. Source: Metadata API Developer Guide, "Flow" (meta_visual_workflow). */

export type RunMode = 'DefaultMode' | 'SystemModeWithSharing' | 'SystemModeWithoutSharing';

/** `Account.Owner.Name` in a reference. */
export type ReferencePath = readonly string[];

export type FlowValue =
  | { readonly kind: 'reference'; readonly path: ReferencePath }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'date'; readonly text: string }
  | { readonly kind: 'datetime'; readonly text: string }
  /** A form of values that the local org does not know, by the name it has in metadata. */
  | { readonly kind: 'other'; readonly name: string };

export interface FlowDataType {
  /** String, Number, Currency, Boolean, Date, DateTime, Picklist, Multipicklist, SObject, Apex. */
  readonly name: string;
  readonly isCollection: boolean;
  /** API name of the object of SObject. */
  readonly object: string | null;
  /** Class of Apex. */
  readonly apexClass: string | null;
  /** Digits after the point of numbers; null: as they come. */
  readonly scale: number | null;
}

export interface FlowVariable {
  readonly name: string;
  readonly type: FlowDataType;
  readonly isInput: boolean;
  readonly isOutput: boolean;
  readonly value: FlowValue | null;
}

export interface FlowConstant {
  readonly name: string;
  readonly value: FlowValue | null;
}

export interface FlowFormula {
  readonly name: string;
  readonly type: FlowDataType;
  readonly expression: string;
}

export interface FlowTextTemplate {
  readonly name: string;
  readonly text: string;
}

export interface FlowCondition {
  readonly left: ReferencePath;
  readonly operator: string;
  readonly right: FlowValue | null;
}

export interface FlowFilter {
  readonly field: string;
  readonly operator: string;
  readonly value: FlowValue | null;
}

export interface FlowFieldValue {
  readonly field: string;
  readonly value: FlowValue | null;
}

export interface FlowParameter {
  readonly name: string;
  readonly value: FlowValue | null;
}

/** Where an output of a subflow or an action goes. */
export interface FlowOutput {
  readonly name: string;
  readonly target: ReferencePath;
}

/** Which records an element is about. */
export interface FlowSelection {
  readonly object: string;
  readonly filters: readonly FlowFilter[];
  /** `and`, `or`, or with numbers: `1 AND (2 OR 3)`. */
  readonly logic: string;
}

interface ElementBase {
  readonly name: string;
  /** Name of the next element; null: the end. */
  readonly next: string | null;
}

interface FaultyElement extends ElementBase {
  /** Where a fault leads; null: it ends the interview. */
  readonly fault: string | null;
}

export interface AssignmentElement extends ElementBase {
  readonly kind: 'assignment';
  readonly items: readonly {
    readonly target: ReferencePath;
    readonly operator: string;
    readonly value: FlowValue | null;
  }[];
}

export interface DecisionElement extends ElementBase {
  readonly kind: 'decision';
  readonly rules: readonly {
    readonly name: string;
    readonly logic: string;
    readonly conditions: readonly FlowCondition[];
    readonly next: string | null;
  }[];
}

export interface LoopElement extends ElementBase {
  readonly kind: 'loop';
  readonly collection: ReferencePath;
  readonly descending: boolean;
  /** Where each round begins; `next` is after the last. */
  readonly body: string | null;
  /** Variable that takes the item; null: the name of the loop stands for it. */
  readonly itemTarget: ReferencePath | null;
}

export interface LookupElement extends FaultyElement {
  readonly kind: 'lookup';
  readonly selection: FlowSelection;
  /** Null: as the target takes them. */
  readonly firstOnly: boolean | null;
  /** Fields to read; null: all. */
  readonly fields: readonly string[] | null;
  readonly sort: { readonly field: string; readonly descending: boolean } | null;
  readonly limit: FlowValue | null;
  /** Variable for the record or records; null: the name of the element stands for them, or single fields are assigned. */
  readonly target: ReferencePath | null;
  readonly assignments: readonly { readonly field: string; readonly target: ReferencePath }[];
  /** Variables are emptied when nothing was found; else they keep what they had. */
  readonly nullWhenNone: boolean;
}

export interface CreateElement extends FaultyElement {
  readonly kind: 'create';
  /** A record variable or a collection of records; null: a record from `values`. */
  readonly input: ReferencePath | null;
  readonly object: string | null;
  readonly values: readonly FlowFieldValue[];
  readonly idTarget: ReferencePath | null;
}

export interface UpdateElement extends FaultyElement {
  readonly kind: 'update';
  readonly input: ReferencePath | null;
  readonly selection: FlowSelection | null;
  readonly values: readonly FlowFieldValue[];
}

export interface DeleteElement extends FaultyElement {
  readonly kind: 'delete';
  readonly input: ReferencePath | null;
  readonly selection: FlowSelection | null;
}

export interface SubflowElement extends ElementBase {
  readonly kind: 'subflow';
  readonly flow: string;
  readonly inputs: readonly FlowParameter[];
  readonly outputs: readonly FlowOutput[];
}

export interface ActionElement extends FaultyElement {
  readonly kind: 'action';
  readonly type: string;
  readonly action: string;
  readonly inputs: readonly FlowParameter[];
  readonly outputs: readonly FlowOutput[];
}

export type FlowElement =
  | AssignmentElement
  | DecisionElement
  | LoopElement
  | LookupElement
  | CreateElement
  | UpdateElement
  | DeleteElement
  | SubflowElement
  | ActionElement;

export interface FlowDefinition {
  readonly name: string;
  readonly file: string;
  readonly processType: string;
  readonly active: boolean;
  readonly runMode: RunMode;
  readonly trigger: FlowTrigger | null;
  /** First element; null: the flow does nothing. */
  readonly start: string | null;
  /** Resources and elements by name in lower case. */
  readonly variables: ReadonlyMap<string, FlowVariable>;
  readonly constants: ReadonlyMap<string, FlowConstant>;
  readonly formulas: ReadonlyMap<string, FlowFormula>;
  readonly templates: ReadonlyMap<string, FlowTextTemplate>;
  readonly elements: ReadonlyMap<string, FlowElement>;
  /** Parts of the flow that the local org does not run, by kind and name. */
  readonly unsupported: readonly string[];
  /** Words of the whole definition in lower case: what a flow does not mention it does not read. */
  readonly mentions: ReadonlySet<string>;
}

/** What starts a flow by itself. */
export interface FlowTrigger {
  /** RecordBeforeSave, RecordAfterSave, RecordBeforeDelete, Scheduled, PlatformEvent … */
  readonly type: string;
  readonly object: string | null;
  /** Create, Update, CreateAndUpdate, Delete. */
  readonly operation: string | null;
}
