/**
 * `Flow.Interview.My_Flow`: the class that each flow of the org has, to start it without its name in a text.
 * Source: Apex Reference Guide, Interview Class (flow_interview_class).
 */
import { throwApex, type ApexMap } from '../../runtime/index.ts';
import type { Core } from '../../types/core.ts';
import { makeSymbol, makeType } from '../../types/platform-types.ts';
import type { MethodSymbol, Type, TypeSymbol } from '../../types/symbols.ts';
import { methodKey } from '../../types/symbols.ts';
import { apexType } from '../support.ts';
import { InterviewObject, createInterview, inputTypes } from './Interview.ts';

/** The class of a flow, with the constructor that takes the input variables. That of a flow that is not there has no name. */
export function flowClass(name: string, exists: boolean, core: Core): TypeSymbol {
  const interview = makeType(core.platform.get('Flow.Interview'));
  const constructors: MethodSymbol[] = [];
  const symbol = makeSymbol({
    kind: 'class',
    name,
    namespace: 'Flow',
    outer: interview.symbol,
    qualifiedName: exists ? `Flow.Interview.${name}` : 'Flow.Interview',
    access: 'global',
    superclass: interview,
    constructors,
  });
  constructors.push(...inputTypes.map((inputs) => constructorOf(symbol, apexType(inputs))));
  return symbol;
}

function constructorOf(owner: TypeSymbol, inputs: Type): MethodSymbol {
  return {
    kind: 'constructor',
    name: owner.name,
    owner,
    parameters: [{ name: 'inputVariables', type: inputs }],
    returnType: makeType(owner),
    isStatic: false,
    isAbstract: false,
    isVirtual: false,
    isOverride: false,
    access: 'global',
    modifiers: null,
    position: null,
    key: methodKey(owner.name, [inputs]),
    native: (type: Type, given: ApexMap<string, unknown> | null) => construct(type, given),
  };
}

/** A flow that is not there, or inactive, is told when it is started. */
function construct(type: Type, given: ApexMap<string, unknown> | null): InterviewObject {
  const { name } = type.symbol;
  const interview = createInterview(null, name, given);
  return new InterviewObject(type, interview ?? (() => throwApex('System.FlowException', name.toLowerCase())));
}
