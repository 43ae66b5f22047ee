/** System.TimeZone. Source: Apex Reference Guide, TimeZone Class (apex_class_System_TimeZone). */
import type { ApexDatetime } from '../../runtime/index.ts';
import { PlatformObject, currentFrame, textHash, zoneOffset } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { required } from '../support.ts';
import { knownZone } from './calendar/pattern.ts';

export class TimeZoneObject extends PlatformObject {
  readonly id: string;

  constructor(id: string) {
    super('System.TimeZone');
    this.id = id;
  }

  /** `(GMT+01:00) Central European Standard Time (Europe/Berlin)`, with the offset of now. */
  displayName(): string {
    const now = currentFrame().ports.clock.now();
    const minutes = Math.round(zoneOffset(now, this.id) / 60_000);
    const sign = minutes < 0 ? '-' : '+';
    const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
    const offset = `${sign}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
    const format = new Intl.DateTimeFormat('en-US', { timeZone: this.id, timeZoneName: 'long' });
    const name = format.formatToParts(now).find((part) => part.type === 'timeZoneName')?.value ?? this.id;
    return `(GMT${offset}) ${name} (${this.id})`;
  }

  override apexEquals(other: unknown): boolean {
    return other instanceof TimeZoneObject && other.id === this.id;
  }

  override apexHash(): number {
    return textHash(this.id);
  }

  override apexText(): string {
    return this.id;
  }
}

export const TimeZoneType = platformType({
  name: 'System.TimeZone',
  kind: 'class',
  page: 'apex_class_System_TimeZone',
  members: {
    // As in Java, an unknown name is GMT.
    'static System.TimeZone getTimeZone(String timeZoneIdString)': (id: string | null) =>
      new TimeZoneObject(knownZone(required(id))),
    'String getDisplayName()': (self: TimeZoneObject) => self.displayName(),
    'String getID()': (self: TimeZoneObject) => self.id,
    'Integer getOffset(Datetime date)': (self: TimeZoneObject, moment: ApexDatetime | null) =>
      zoneOffset(required(moment).ms, self.id),
    'String toString()': (self: TimeZoneObject) => self.id,
  },
});
