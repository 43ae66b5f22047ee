/** Values of compound address fields. Source: Apex Reference Guide, Address Class (apex_class_System_Address). */
import type { AddressPart } from '../../schema/compound.ts';
import { PlatformObject } from '../object.ts';
import { Decimal } from './decimal.ts';

export class AddressValue extends PlatformObject {
  readonly #parts: ReadonlyMap<AddressPart, unknown>;

  private constructor(parts: ReadonlyMap<AddressPart, unknown>) {
    super('System.Address');
    this.#parts = parts;
  }

  /** An address from its parts; null when all of them are blank. */
  static of(parts: ReadonlyMap<AddressPart, unknown>): AddressValue | null {
    return [...parts.values()].every((value) => value === null) ? null : new AddressValue(parts);
  }

  /** Parts that the object's addresses have, blank ones among them. */
  parts(): ReadonlyMap<AddressPart, unknown> {
    return this.#parts;
  }

  text(part: AddressPart): string | null {
    const value = this.#parts.get(part);
    return typeof value === 'string' ? value : null;
  }

  number(part: AddressPart): number | null {
    const value = this.#parts.get(part);
    return value instanceof Decimal ? value.toNumber() : null;
  }

  override apexEquals(other: unknown): boolean {
    return other instanceof AddressValue && this.#key() === other.#key();
  }

  override apexHash(): number {
    return [...this.#key()].reduce((hash, char) => (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) | 0, 7);
  }

  #key(): string {
    return JSON.stringify([...this.#parts].map(([name, value]) => [name, value === null ? null : String(value)]));
  }
}
