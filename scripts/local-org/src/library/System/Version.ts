/** System.Version. Source: Apex Reference Guide, Version Class (apex_methods_system_version). */
import { PlatformObject } from '../../runtime/index.ts';
import type { Type } from '../../types/symbols.ts';
import { platformType } from '../declare.ts';
import { required } from '../support.ts';

export class VersionObject extends PlatformObject {
  readonly major: number;
  readonly minor: number;
  /** Null when it was made from two parts: such a version equals every patch of it. */
  readonly patch: number | null;

  constructor(major: number, minor: number, patch: number | null) {
    super('System.Version');
    this.major = major;
    this.minor = minor;
    this.patch = patch;
  }

  compareTo(other: VersionObject): number {
    if (this.major !== other.major) return Math.sign(this.major - other.major);
    if (this.minor !== other.minor) return Math.sign(this.minor - other.minor);
    if (this.patch === null || other.patch === null) return 0;
    return Math.sign(this.patch - other.patch);
  }

  override apexEquals(other: unknown): boolean {
    return other instanceof VersionObject && this.compareTo(other) === 0;
  }

  /** Without the patch, which may be left open. */
  override apexHash(): number {
    return Math.imul(31, this.major) + this.minor;
  }

  override apexText(): string {
    return [this.major, this.minor, ...(this.patch === null ? [] : [this.patch])].join('.');
  }
}

export const VersionType = platformType({
  name: 'System.Version',
  kind: 'class',
  page: 'apex_methods_system_version',
  nonNull: ['new'],
  members: {
    'new(Integer major, Integer minor)': (_type: Type, major: number, minor: number) =>
      new VersionObject(major, minor, null),
    'new(Integer major, Integer minor, Integer patch)': (_type: Type, major: number, minor: number, patch: number) =>
      new VersionObject(major, minor, patch),
    'Integer compareTo(System.Version version)': (self: VersionObject, other: VersionObject | null) =>
      self.compareTo(required(other)),
    'Integer major()': (self: VersionObject) => self.major,
    'Integer minor()': (self: VersionObject) => self.minor,
    'Integer patch()': (self: VersionObject) => self.patch,
  },
});
