/** Headers by name in any case, in the order and with the case they were first set. */
export class Headers {
  readonly #values = new Map<string, { readonly name: string; value: string }>();

  get(name: string): string | null {
    return this.#values.get(name.toLowerCase())?.value ?? null;
  }

  set(name: string, value: string): void {
    const known = this.#values.get(name.toLowerCase());
    if (known === undefined) this.#values.set(name.toLowerCase(), { name, value });
    else known.value = value;
  }

  names(): string[] {
    return [...this.#values.values()].map(({ name }) => name);
  }

  toMap(): ReadonlyMap<string, string> {
    return new Map([...this.#values.values()].map(({ name, value }) => [name, value]));
  }
}
