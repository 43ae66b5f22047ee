/** What references in a flow stand for. Source: Salesforce Help, "Flow Resources" and "Global Variables in Flows". */
import type { FormulaExpressions } from '../../data/formula/index.ts';
import { converted, unfit } from '../../library/Invocable/values.ts';
import {
  ApexDate,
  ApexDatetime,
  Decimal,
  SObjectValue,
  currentFrame,
  getMember,
  instanceFields,
  isTypedObject,
  notImplemented,
  setMember,
} from '../../runtime/index.ts';
import type { FlowDefinition, FlowFormula, FlowValue, ReferencePath } from '../../schema/flows/model.ts';
import { elementTypeOf, fitted, textOf } from './data-types.ts';
import { doesNotFit, notSet } from './fault.ts';
import type { Interview } from './interview.ts';
import { setRecordField } from './record-fields.ts';

export class Resources {
  readonly #formulas: FormulaExpressions;

  constructor(formulas: FormulaExpressions) {
    this.#formulas = formulas;
  }

  /** Gives the variables of an interview's innermost flow their first values. */
  initialize(interview: Interview): void {
    const { scope } = interview;
    for (const [key, variable] of scope.flow.variables) {
      if (scope.values.has(key)) continue;
      scope.values.set(key, fitted(this.value(variable.value, interview), variable.type, variable.name));
    }
  }

  /** A value as metadata gives it; null for none. */
  value(value: FlowValue | null, interview: Interview): unknown {
    if (value === null) return null;
    switch (value.kind) {
      case 'reference':
        return this.read(value.path, interview);
      case 'string':
        return this.merged(value.text, interview);
      case 'number':
        return Decimal.parse(value.text);
      case 'boolean':
        return value.value;
      case 'date':
        return ApexDate.parseIso(value.text);
      case 'datetime':
        return new ApexDatetime(Date.parse(value.text));
      case 'other':
        return notImplemented(`flow values by ${value.name}`);
    }
  }

  /**
   * What a reference stands for.
   * @throws FlowFault when something on the way has no value
   */
  read(path: ReferencePath, interview: Interview): unknown {
    const [first = '', ...rest] = path;
    if (first.startsWith('$')) return this.#global(path, interview);
    return this.#follow(this.#resource(first, interview), rest, path);
  }

  #resource(name: string, interview: Interview): unknown {
    const key = name.toLowerCase();
    const { flow, values, passed } = interview.scope;
    if (values.has(key)) return values.get(key);
    const constant = flow.constants.get(key);
    if (constant !== undefined) return this.value(constant.value, interview);
    const formula = flow.formulas.get(key);
    if (formula !== undefined) return this.#formula(formula, interview);
    const template = flow.templates.get(key);
    if (template !== undefined) return this.merged(template.text, interview);
    if (isOutcome(flow, key)) return passed.has(key);
    // An element that has not run.
    if (flow.elements.has(key)) return null;
    throw new Error(`the flow ${flow.name} refers to ${name}, which it does not have`);
  }

  #follow(value: unknown, rest: ReferencePath, path: ReferencePath): unknown {
    if (rest.length === 0) return value ?? null;
    if (value === null || value === undefined) throw notSet(path);
    if (value instanceof SObjectValue) return this.#formulas.fieldOf(value, rest) ?? null;
    const [name = '', ...more] = rest;
    if (value instanceof Map) return this.#follow((value as Map<string, unknown>).get(name), more, path);
    if (isTypedObject(value)) {
      const field = instanceFields(value.$type).find(
        (candidate) => candidate.name.toLowerCase() === name.toLowerCase(),
      );
      if (field !== undefined) return this.#follow(getMember(value, field), more, path);
    }
    throw new Error(`a flow refers to ${path.join('.')}, which has no ${name}`);
  }

  #formula(formula: FlowFormula, interview: Interview): unknown {
    const result = this.#formulas.expression(formulaText(formula.expression), (path) => this.read(path, interview));
    return fitted(result, formula.type, formula.name);
  }

  /** A text with `{!references}` in it. */
  merged(text: string, interview: Interview): string {
    return text.replace(merge, (_whole, reference: string) => textOf(this.read(reference.split('.'), interview)));
  }

  #global(path: ReferencePath, interview: Interview): unknown {
    const [name = '', member = '', third = ''] = path;
    switch (name.toLowerCase()) {
      case '$flow':
        return flowGlobal(member, interview);
      case '$globalconstant':
        return member === 'EmptyString' ? '' : member === 'True';
      case '$label':
        return third === ''
          ? currentFrame().ports.program.label(null, member)
          : currentFrame().ports.program.label(member, third);
      default:
        return this.#formulas.global(path);
    }
  }

  /** Sets what a reference stands for: a variable, or a field of a record in one. */
  assign(path: ReferencePath, value: unknown, interview: Interview): void {
    const [name = '', ...rest] = path;
    const key = name.toLowerCase();
    const { scope } = interview;
    const variable = scope.flow.variables.get(key);
    const [member] = rest;
    if (member !== undefined) {
      const owner = scope.values.get(key) ?? (variable === undefined ? null : emptyOf(variable.type));
      if (owner === null || rest.length > 1) throw notSet(path);
      scope.values.set(key, owner);
      setMemberOf(owner, member, value, path);
    } else if (variable === undefined)
      throw new Error(`the flow ${scope.flow.name} sets ${name}, which is no variable of it`);
    else scope.values.set(key, fitted(value, variable.type, variable.name));
  }
}

const merge = /\{!\s*([^}\s]+)\s*\}/g;
const strings = /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/;

/** Formulas of flows name what they use as `{!Name}`; in texts the braces stay. */
function formulaText(expression: string): string {
  return expression
    .split(strings)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(merge, '$1')))
    .join('');
}

function isOutcome(flow: FlowDefinition, key: string): boolean {
  return [...flow.elements.values()].some(
    (element) => element.kind === 'decision' && element.rules.some((rule) => rule.name.toLowerCase() === key),
  );
}

function flowGlobal(member: string, interview: Interview): unknown {
  const { clock } = currentFrame().ports;
  switch (member) {
    case 'FaultMessage':
      return interview.faultMessage;
    case 'CurrentDate':
      return ApexDate.today(currentFrame().user.timeZone, clock.now());
    case 'CurrentDateTime':
      return new ApexDatetime(clock.now());
    case 'InterviewGuid':
      return interview.guid;
    default:
      return notImplemented(`$Flow.${member}`);
  }
}

/** Setting a field of a record that is not there yet makes the record. */
function emptyOf(type: Parameters<typeof elementTypeOf>[0]): unknown {
  if (type.isCollection || (type.name !== 'SObject' && type.name !== 'Apex')) return null;
  return currentFrame().ports.program.construct(elementTypeOf(type));
}

function setMemberOf(owner: unknown, member: string, value: unknown, path: ReferencePath): void {
  if (owner instanceof SObjectValue) {
    setRecordField(owner, member, value);
    return;
  }
  const field = isTypedObject(owner)
    ? instanceFields(owner.$type).find((candidate) => candidate.name.toLowerCase() === member.toLowerCase())
    : undefined;
  if (field === undefined) throw new Error(`a flow sets ${path.join('.')}, which is no field`);
  const result = converted(value, field.type);
  if (result === unfit) throw doesNotFit(path.join('.'), field.type.symbol.name);
  setMember(owner as object, field, result);
}
