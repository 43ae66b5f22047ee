/** How the conditions of flows, filters and rules go together: `and`, `or`, or by number, `1 AND NOT(2 OR 3)`. */

/** What the parts of a logic become. */
export interface Logic<T> {
  readonly and: (parts: readonly (() => T)[]) => T;
  readonly or: (parts: readonly (() => T)[]) => T;
  readonly not: (part: () => T) => T;
  /** The condition of an index, from 0. */
  readonly condition: (index: number) => T;
}

/** @param test whether the condition of an index, from 0, holds; asked only as far as needed */
export function combine(logic: string, count: number, test: (index: number) => boolean): boolean {
  return readLogic(logic, count, {
    and: (parts) => parts.every((part) => part()),
    or: (parts) => parts.some((part) => part()),
    not: (part) => !part(),
    condition: test,
  });
}

/** The same as a condition of SOQL. */
export function combinedText(logic: string, conditions: readonly string[]): string {
  return readLogic(
    logic,
    conditions.length,
    {
      and: (parts) => parts.map((part) => part()).join(' AND '),
      or: (parts) => parts.map((part) => part()).join(' OR '),
      not: (part) => `NOT ${part()}`,
      condition: (index) => conditions[index] as string,
    },
    (text) => `(${text})`,
  );
}

/**
 * @param within what makes a part of something bigger of a result
 * @throws Error for a logic that cannot be read, or names a condition that is not there
 */
export function readLogic<T>(
  logic: string,
  count: number,
  make: Logic<T>,
  within: (result: T) => T = (result) => result,
): T {
  const all = Array.from({ length: count }, (_, i) => () => make.condition(i));
  if (logic.toLowerCase() === 'and') return make.and(all);
  if (logic.toLowerCase() === 'or') return make.or(all);
  const reader = new LogicReader(logic, count, make, within);
  return reader.whole()();
}

class LogicReader<T> {
  readonly #logic: string;
  readonly #count: number;
  readonly #make: Logic<T>;
  readonly #within: (result: T) => T;
  readonly #tokens: string[];

  constructor(logic: string, count: number, make: Logic<T>, within: (result: T) => T) {
    this.#logic = logic;
    this.#count = count;
    this.#make = make;
    this.#within = within;
    this.#tokens = logic.toUpperCase().match(/\d+|AND|OR|NOT|[()]/g) ?? [];
  }

  whole(): () => T {
    const result = this.#alternatives();
    if (this.#tokens.length > 0) throw this.#unreadable();
    return result;
  }

  #alternatives(): () => T {
    return this.#series('OR', () => this.#conjunction(), this.#make.or);
  }

  #conjunction(): () => T {
    return this.#series('AND', () => this.#single(), this.#make.and);
  }

  #series(word: string, part: () => () => T, make: (parts: readonly (() => T)[]) => T): () => T {
    const parts = [part()];
    while (this.#tokens[0] === word) {
      this.#tokens.shift();
      parts.push(part());
    }
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) return only;
    return () => make(parts.map((each) => () => this.#within(each())));
  }

  #single(): () => T {
    const token = this.#tokens.shift();
    if (token === 'NOT') {
      const operand = this.#single();
      return () => this.#make.not(() => this.#within(operand()));
    }
    if (token === '(') {
      const inner = this.#alternatives();
      if (this.#tokens.shift() !== ')') throw this.#unreadable();
      return inner;
    }
    const index = Number(token) - 1;
    if (Number.isNaN(index)) throw this.#unreadable();
    if (index < 0 || index >= this.#count)
      throw new Error(`the logic names the condition ${token}, which is not there: ${this.#logic}`);
    return () => this.#make.condition(index);
  }

  #unreadable(): Error {
    return new Error(`the logic of conditions cannot be read: ${this.#logic}`);
  }
}
