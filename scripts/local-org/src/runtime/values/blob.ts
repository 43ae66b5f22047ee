/** Apex Blob: bytes that never change. */
export class ApexBlob {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** UTF-8. */
  static ofText(text: string): ApexBlob {
    return new ApexBlob(new TextEncoder().encode(text));
  }

  /**
   * Reads UTF-8. Whether bytes that are no UTF-8 are an error is the business of Blob.toString.
   * @throws TypeError when `strict` and the bytes are no UTF-8
   */
  toText(strict = false): string {
    return new TextDecoder('utf-8', { fatal: strict, ignoreBOM: true }).decode(this.bytes);
  }

  get size(): number {
    return this.bytes.length;
  }

  equals(other: ApexBlob): boolean {
    if (this.bytes.length !== other.bytes.length) return false;
    for (let i = 0; i < this.bytes.length; i++) if (this.bytes[i] !== other.bytes[i]) return false;
    return true;
  }

  toString(): string {
    return `Blob[${this.bytes.length}]`;
  }
}
