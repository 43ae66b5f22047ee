/** Apex Id: always kept in its 18-character form, so that 15 and 18 characters of one record are equal. */
import { throwApex } from '../exceptions.ts';

const checksumAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

export class ApexId {
  /** 18 characters, in the right case. */
  readonly value: string;

  private constructor(value: string) {
    this.value = value;
  }

  /**
   * From 15 or 18 characters; of 18, the checksum repairs lost case.
   * @throws System.StringException "Invalid id: x"
   */
  static of(text: string): ApexId {
    const value = normalizeId(text);
    if (value === null) throwApex('System.StringException', `Invalid id: ${text}`);
    return new ApexId(value);
  }

  static isValid(text: string): boolean {
    return normalizeId(text) !== null;
  }

  /** First three characters: tells the object. */
  keyPrefix(): string {
    return this.value.slice(0, 3);
  }

  to15(): string {
    return this.value.slice(0, 15);
  }

  toString(): string {
    return this.value;
  }

  toJSON(): string {
    return this.value;
  }
}

/** The 18-character form, or null when the text is no id. */
export function normalizeId(text: string): string | null {
  if (text.length === 15) return /^[A-Za-z0-9]{15}$/.test(text) ? text + idChecksum(text) : null;
  if (text.length !== 18 || !/^[A-Za-z0-9]{15}[A-Za-z0-5]{3}$/.test(text)) return null;
  return repairCase(text);
}

/** The three characters that tell which letters of a 15-character id are capitals. */
export function idChecksum(id15: string): string {
  let checksum = '';
  for (let group = 0; group < 3; group++) {
    let bits = 0;
    for (let i = 0; i < 5; i++) {
      const code = id15.charCodeAt(group * 5 + i);
      if (code >= 65 && code <= 90) bits |= 1 << i;
    }
    checksum += checksumAlphabet[bits];
  }
  return checksum;
}

function repairCase(id18: string): string | null {
  const suffix = id18.slice(15).toUpperCase();
  let repaired = '';
  for (let i = 0; i < 15; i++) {
    const bits = checksumAlphabet.indexOf(suffix[Math.floor(i / 5)]!);
    const isCapital = (bits & (1 << (i % 5))) !== 0;
    const character = id18[i]!;
    if (isCapital && character >= '0' && character <= '9') return null;
    repaired += isCapital ? character.toUpperCase() : character.toLowerCase();
  }
  return repaired + suffix;
}
