/**
 * How Apex values print. Source: String.valueOf in the Apex Reference Guide, apex_methods_system_string; collections and
 * objects as System.debug shows them.
 */
import { ApexList } from './collections/list.ts';
import { ApexMap } from './collections/map.ts';
import { ApexSet } from './collections/set.ts';
import { callMethod, hasUserMethod } from './dispatch.ts';
import { ApexException, qualifiedTypeName } from './exceptions.ts';
import { currentFrame, hasFrame } from './frame.ts';
import { storedFields } from './members.ts';
import { isTypedObject, PlatformObject } from './object.ts';
import { AggregateResultValue, SObjectValue } from './sobject.ts';
import { ApexDate } from './values/date.ts';
import { ApexDatetime } from './values/datetime.ts';

export const toStringKey = 'tostring$';

/** Collections longer than this are cut off in print. */
const shownElements = 10;

/** As String.valueOf prints: days without a time, instants in the user's time zone; null prints as `null`. */
export function stringValue(value: unknown): string {
  if (value instanceof ApexDate) return value.toString();
  if (value instanceof ApexDatetime) return value.toText(hasFrame() ? currentFrame().user.timeZone : 'UTC');
  return textOf(value);
}

/** As a value prints where it is joined to a string, in collections, and in System.debug: dates with a time, in UTC. */
export function textOf(value: unknown): string {
  return new Printer().text(value);
}

class Printer {
  /** Objects being printed: one that contains itself is not printed again. */
  readonly #open = new Set<object>();

  text(value: unknown): string {
    if (typeof value === 'string') return value;
    if (value === null || typeof value !== 'object') return String(value);
    if (value instanceof ApexDate) return `${value.toString()} 00:00:00`;
    if (value instanceof ApexException && !hasUserMethod(value, toStringKey)) return value.toString();
    if (this.#open.has(value)) return '(already output)';
    this.#open.add(value);
    const text = this.#compound(value);
    this.#open.delete(value);
    return text;
  }

  #compound(value: object): string {
    if (hasUserMethod(value, toStringKey)) return (callMethod(value, toStringKey, []) as string | null) ?? 'null';
    if (value instanceof ApexList) return `(${this.#elements(value.items)})`;
    if (value instanceof ApexSet) return `{${this.#elements([...value.values()])}}`;
    if (value instanceof ApexMap) return `{${this.#pairs(value.entries())}}`;
    if (value instanceof SObjectValue) return `${value.object.name}:{${this.#pairs(value.populated())}}`;
    if (value instanceof AggregateResultValue) return `AggregateResult:{${this.#pairs(value.entries())}}`;
    if (value instanceof PlatformObject) return value.apexText?.() ?? `${qualifiedTypeName(value.$type)}[]`;
    if (isTypedObject(value)) return `${value.$type.name}:[${this.#pairs(storedFields(value))}]`;
    return String(value);
  }

  #elements(items: readonly unknown[]): string {
    const shown = items.slice(0, shownElements).map((item) => this.text(item));
    if (items.length > shownElements) shown.push('...');
    return shown.join(', ');
  }

  #pairs(pairs: Iterable<readonly [unknown, unknown]>): string {
    return [...pairs].map(([key, value]) => `${this.text(key)}=${this.text(value)}`).join(', ');
  }
}
