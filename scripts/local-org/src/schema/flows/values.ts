/** Values and types in the metadata of flows. Source: Metadata API Developer Guide, "FlowElementReferenceOrValue". */
import type { Element } from '../xml.ts';
import { flag, text } from '../xml.ts';
import type { FlowDataType, FlowValue, ReferencePath } from './model.ts';

/** A text that must be there. @throws Error naming what lacks */
export function required(element: Element, name: string): string {
  const value = text(element, name);
  if (value === null)
    throw new Error(`the flow has an element without ${name}: ${JSON.stringify(element).slice(0, 200)}`);
  return value;
}

/** Empty elements, as `<value xsi:nil="true"/>`, are null. */
export function valueOf(element: Element | null): FlowValue | null {
  if (element === null) return null;
  const reference = text(element, 'elementReference');
  if (reference !== null) return { kind: 'reference', path: pathOf(reference) };
  const string = text(element, 'stringValue');
  if (string !== null) return { kind: 'string', text: string };
  const number = text(element, 'numberValue');
  if (number !== null) return { kind: 'number', text: number };
  const boolean = text(element, 'booleanValue');
  if (boolean !== null) return { kind: 'boolean', value: boolean === 'true' };
  const date = text(element, 'dateValue');
  if (date !== null) return { kind: 'date', text: date };
  const datetime = text(element, 'dateTimeValue');
  if (datetime !== null) return { kind: 'datetime', text: datetime };
  const [name] = Object.keys(element);
  return name === undefined ? null : { kind: 'other', name };
}

export function pathOf(reference: string): ReferencePath {
  return reference.split('.');
}

/** The path in an optional member. */
export function optionalPath(element: Element, name: string): ReferencePath | null {
  const reference = text(element, name);
  return reference === null || reference === '' ? null : pathOf(reference);
}

export function dataTypeOf(element: Element): FlowDataType {
  const scale = text(element, 'scale');
  return {
    name: text(element, 'dataType') ?? 'String',
    isCollection: flag(element, 'isCollection'),
    object: text(element, 'objectType'),
    apexClass: text(element, 'apexClass'),
    scale: scale === null ? null : Number(scale),
  };
}
