import type { Person } from '../contract/index.ts';
import { isObject, textOf } from '../shared/json.ts';

type WithoutUndefined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The object without its undefined members. */
export function compact<T extends object>(value: T): WithoutUndefined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as WithoutUndefined<T>;
}

/** Name and e-mail of a SpotDraft user, or undefined when there is none. */
export function personOf(value: unknown): Person | undefined {
  if (!isObject(value)) return undefined;
  const { name, email } = value;
  return compact({ name: textOf(name), email: textOf(email) });
}

/** A number in any of the forms SpotDraft uses. */
export function integerOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}
