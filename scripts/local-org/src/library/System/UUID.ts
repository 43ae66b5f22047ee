/** System.UUID. Source: Apex Reference Guide, UUID Class (apex_class_System_UUID). */
import { randomUUID } from 'node:crypto';
import { PlatformObject, textHash, throwApex } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { required } from '../support.ts';

export class UuidObject extends PlatformObject {
  readonly text: string;

  constructor(text: string) {
    super('System.UUID');
    this.text = text;
  }

  override apexEquals(other: unknown): boolean {
    return other instanceof UuidObject && other.text === this.text;
  }

  override apexHash(): number {
    return textHash(this.text);
  }

  override apexText(): string {
    return this.text;
  }
}

export const UUIDType = platformType({
  name: 'System.UUID',
  kind: 'class',
  page: 'apex_class_System_UUID',
  members: {
    'static System.UUID fromString(String str)': fromString,
    'static System.UUID randomUUID()': () => new UuidObject(randomUUID()),
    'Boolean equals(Object obj)': (self: UuidObject, other: unknown) => self.apexEquals(other),
    'Integer hashCode()': (self: UuidObject) => self.apexHash(),
    'String toString()': (self: UuidObject) => self.text,
  },
});

function fromString(text: string | null): UuidObject {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(required(text)))
    throwApex('System.IllegalArgumentException', `Invalid UUID string: ${text}`);
  return new UuidObject(required(text).toLowerCase());
}
