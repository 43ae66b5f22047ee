/**
 * Invocable methods of Apex as actions: one call for all invocations. Source: Actions Developer Guide, "Apex Actions"
 * (actions_obj_apex); Apex Developer Guide, "InvocableMethod Annotation".
 */
import { ApexList, currentFrame, getMember, isCatchable, setMember } from '../../runtime/index.ts';
import { invocableAnnotation, invocableVariables } from '../../types/check-invocable.ts';
import type { FieldSymbol, MethodSymbol, Type, TypeSymbol } from '../../types/symbols.ts';
import { newInstance } from '../System/Type.ts';
import { typeToken } from '../System/type-token.ts';
import { asObject, converted, unfit } from './values.ts';

export type Inputs = ReadonlyMap<string, unknown>;

export interface ActionError {
  readonly code: string;
  readonly message: string;
}

/** How one invocation went. */
export type ActionOutcome =
  | { readonly ok: true; readonly outputs: Map<string, unknown> }
  | { readonly ok: false; readonly errors: readonly ActionError[] };

/** Name of the only output of methods that return lists of plain values. */
const plainOutput = 'output';

/** The invocable method of a class; null when there is no such class, or it has none. */
export function findApexAction(name: string, namespace: string | null): MethodSymbol | null {
  const symbol = currentFrame().ports.program.findType(name, namespace)?.symbol;
  if (symbol === undefined || symbol.declaredAt === null || symbol.outer !== null) return null;
  return [...symbol.methods.values()].flat().find((method) => invocableAnnotation(method) !== null) ?? null;
}

/**
 * Calls the method once for all invocations whose inputs fit.
 * @returns one outcome per invocation; null when the method gave another number of results than it got inputs
 */
export function runApexAction(method: MethodSymbol, invocations: readonly Inputs[]): ActionOutcome[] | null {
  if (!currentFrame().ports.data.classAccess(method.owner.name)) return invocations.map(() => noAccess(method));
  const given = invocations.map((inputs) => argumentOf(method, inputs));
  const fitting = given.filter((argument) => argument.ok);
  if (fitting.length === 0 && given.length > 0) return given.filter((argument) => !argument.ok);
  const outcomes = call(
    method,
    fitting.map(({ value }) => value),
  );
  if (outcomes === null) return null;
  let next = 0;
  return given.map((argument) => (argument.ok ? (outcomes[next++] as ActionOutcome) : argument));
}

/** Apex actions respect the user's access to their classes. */
function noAccess({ owner }: MethodSymbol): ActionOutcome {
  return failure('INSUFFICIENT_ACCESS', `You do not have access to the Apex class named '${owner.name}'.`);
}

function call(method: MethodSymbol, items: readonly unknown[]): ActionOutcome[] | null {
  const [parameter] = method.parameters;
  const args = parameter === undefined ? [] : [new ApexList(parameter.type, [...items])];
  let returned: unknown;
  try {
    returned = currentFrame().ports.program.callStatic(method, args);
  } catch (error) {
    if (!isCatchable(error)) throw error;
    const failed = failure('UNKNOWN_EXCEPTION', `An Apex error occurred: ${error.toString()}`);
    return items.map(() => failed);
  }
  if (!(returned instanceof ApexList)) return items.map(() => ({ ok: true, outputs: new Map<string, unknown>() }));
  if (returned.items.length !== items.length) return null;
  const element = method.returnType.args[0] as Type;
  return returned.items.map((item) => ({ ok: true, outputs: outputsOf(item, element) }));
}

type Argument = { readonly ok: true; readonly value: unknown } | Extract<ActionOutcome, { ok: false }>;

function argumentOf(method: MethodSymbol, inputs: Inputs): Argument {
  const [parameter] = method.parameters;
  const element = parameter?.type.args[0];
  if (parameter === undefined || element === undefined) return undeclared(inputs, []) ?? { ok: true, value: null };
  if (isOwnClass(element.symbol)) return requestOf(element, inputs);
  const wrong = undeclared(inputs, [parameter.name]);
  return wrong ?? fitted(parameter.name, inputs.get(parameter.name) ?? null, element);
}

/** An object of the method's input class, filled from the inputs. */
function requestOf(type: Type, inputs: Inputs): Argument {
  const variables = invocableVariables(type.symbol);
  const wrong = undeclared(
    inputs,
    variables.map(({ field }) => field.name),
  );
  if (wrong !== null) return wrong;
  const request = newInstance(typeToken(type)) as object;
  for (const { field, annotation } of variables) {
    const value = inputs.get(field.name) ?? defaultOf(field, annotation.arguments.get('defaultvalue'));
    if (value === null && annotation.arguments.get('required')?.toLowerCase() === 'true')
      return failure('REQUIRED_FIELD_MISSING', `Missing required input parameter: ${field.name}`);
    if (value === null) continue;
    const argument = fitted(field.name, value, field.type);
    if (!argument.ok) return argument;
    setMember(request, field, argument.value);
  }
  return { ok: true, value: request };
}

/** Defaults are texts, as the annotation has them. */
function defaultOf(field: FieldSymbol, text: string | undefined): unknown {
  if (text === undefined) return null;
  const { name } = field.type.symbol;
  if (name === 'Boolean') return text.toLowerCase() === 'true';
  return numbers.has(name) ? Number(text.replace(/[dl]$/i, '')) : text;
}

const numbers: ReadonlySet<string> = new Set(['Integer', 'Long', 'Double', 'Decimal']);

function fitted(name: string, value: unknown, type: Type): Argument {
  const result = converted(value, type);
  return result === unfit
    ? failure('INVALID_TYPE', `The value of the input parameter ${name} has the wrong type`)
    : { ok: true, value: result };
}

function undeclared(inputs: Inputs, declared: readonly string[]): Extract<ActionOutcome, { ok: false }> | null {
  const name = [...inputs.keys()].find((key) => !declared.includes(key));
  return name === undefined ? null : failure('INVALID_API_INPUT', `Invalid input parameter: ${name}`);
}

function outputsOf(item: unknown, type: Type): Map<string, unknown> {
  if (!isOwnClass(type.symbol)) return new Map([[plainOutput, asObject(item, type)]]);
  if (item === null) return new Map();
  return new Map(
    invocableVariables(type.symbol).map(({ field }): [string, unknown] => [
      field.name,
      asObject(getMember(item as object, field), field.type),
    ]),
  );
}

export function failure(code: string, message: string): Extract<ActionOutcome, { ok: false }> {
  return { ok: false, errors: [{ code, message }] };
}

function isOwnClass(symbol: TypeSymbol): boolean {
  return symbol.kind === 'class' && symbol.declaredAt !== null;
}
