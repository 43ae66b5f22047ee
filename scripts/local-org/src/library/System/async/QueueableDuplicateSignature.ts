/**
 * System.QueueableDuplicateSignature and its Builder. Source: Apex Reference Guide, QueueableDuplicateSignature Class
 * (apex_class_System_QueueableDuplicateSignature).
 */
import type { ApexId } from '../../../runtime/index.ts';
import { PlatformObject, textHash, throwApex } from '../../../runtime/index.ts';
import type { Type } from '../../../types/symbols.ts';
import { platformType } from '../../declare.ts';

/** Bytes that a signature may have. */
const maximumSize = 1000;

export class SignatureObject extends PlatformObject {
  /** The parts with their kinds; equal texts are equal signatures. */
  readonly text: string;

  constructor(text: string) {
    super('System.QueueableDuplicateSignature');
    this.text = text;
  }

  override apexEquals(other: unknown): boolean {
    return other instanceof SignatureObject && other.text === this.text;
  }

  override apexHash(): number {
    return textHash(this.text);
  }

  override apexText(): string {
    return this.text;
  }
}

export class SignatureBuilder extends PlatformObject {
  readonly parts: string[] = [];

  add(kind: string, value: string): this {
    this.parts.push(`${kind}${value.length}:${value}`);
    return this;
  }

  /** @throws System.LimitException when the parts are too long together */
  build(): SignatureObject {
    const text = this.parts.join('|');
    if (Buffer.byteLength(text) > maximumSize)
      throwApex('System.LimitException', `The queueable signature is longer than ${maximumSize} bytes`);
    return new SignatureObject(text);
  }
}

const page = 'apex_class_System_QueueableDuplicateSignature';

export const QueueableDuplicateSignatureType = platformType({
  name: 'System.QueueableDuplicateSignature',
  kind: 'class',
  page,
  members: { 'String toString()': (self: SignatureObject) => self.text },
});

export const SignatureBuilderType = platformType({
  name: 'System.QueueableDuplicateSignature.Builder',
  kind: 'class',
  page,
  nonNull: ['*'],
  members: {
    'new()': (type: Type) => new SignatureBuilder(type),
    'QueueableDuplicateSignature.Builder addId(Id id)': (self: SignatureBuilder, id: ApexId) =>
      self.add('id', id.value),
    'QueueableDuplicateSignature.Builder addInteger(Integer value)': (self: SignatureBuilder, value: number) =>
      self.add('int', String(value)),
    'QueueableDuplicateSignature.Builder addString(String value)': (self: SignatureBuilder, value: string) =>
      self.add('str', value),
    'System.QueueableDuplicateSignature build()': (self: SignatureBuilder) => self.build(),
  },
});
