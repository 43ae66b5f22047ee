/**
 * Which rights a data operation of a platform method has. Source: Apex Developer Guide, "Set Access Mode for Database Operations"
 * and "Versioned Behavior Changes", version 67.0: user mode by default, triggers in system mode.
 */
import { PlatformObject, currentFrame } from '../runtime/index.ts';
import { apexStack } from '../runtime/positions.ts';
import { sharingApplies } from '../runtime/sharing.ts';
import { argumentIsNull } from './support.ts';

export type AccessMode = 'user' | 'system';

/** System.AccessLevel. */
export class AccessLevelObject extends PlatformObject {
  readonly mode: AccessMode;

  constructor(mode: AccessMode) {
    super('System.AccessLevel');
    this.mode = mode;
  }

  override apexEquals(other: unknown): boolean {
    return other instanceof AccessLevelObject && other.mode === this.mode;
  }

  override apexHash(): number {
    return this.mode === 'user' ? 1 : 2;
  }

  override apexText(): string {
    return this.mode === 'user' ? 'USER_MODE' : 'SYSTEM_MODE';
  }
}

/** The mode of a given level; without one, that of the calling code. */
export function accessModeOf(level: AccessLevelObject | null | undefined): AccessMode {
  if (level === undefined) return callerMode();
  return level === null ? argumentIsNull() : level.mode;
}

/** Trigger bodies run in system mode; everything else is taken as saved at version 67.0 or later. */
function callerMode(): AccessMode {
  const trigger = currentFrame().triggers.at(-1);
  if (trigger === undefined) return 'user';
  const caller = apexStack(new Error().stack ?? '')[0];
  // Stack traces name the unit of a trigger with or without its kind.
  const units = [trigger.trigger, `Trigger.${trigger.trigger}`];
  return caller !== undefined && units.includes(caller.unit) ? 'system' : 'user';
}

/** What data operations take beside their own options. */
export function dataOptions(access: AccessMode): { access: AccessMode; sharing: boolean; namespace: string | null } {
  const frame = currentFrame();
  return { access, sharing: sharingApplies(frame), namespace: frame.ports.org.namespace };
}
