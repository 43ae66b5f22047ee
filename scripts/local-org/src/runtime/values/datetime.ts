/** Apex Datetime: an instant, in milliseconds since 1970 UTC. */
import { throwApex } from '../exceptions.ts';
import { twoDigits } from './date.ts';
import { zonedParts, type ZonedParts } from './time-zone.ts';

export class ApexDatetime {
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }

  /**
   * Reads `2024-01-31T10:00:00Z`, with or without milliseconds, with any offset.
   * @throws System.TypeException "Invalid date/time: x"
   */
  static parseIso(text: string): ApexDatetime {
    const match = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i.exec(text);
    const ms = match === null ? Number.NaN : Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
    if (Number.isNaN(ms)) throwApex('System.TypeException', `Invalid date/time: ${text}`);
    return new ApexDatetime(ms);
  }

  compareTo(other: ApexDatetime): number {
    return this.ms - other.ms;
  }

  equals(other: ApexDatetime): boolean {
    return this.ms === other.ms;
  }

  /** Calendar parts in a time zone. */
  parts(zone: string): ZonedParts {
    return zonedParts(this.ms, zone);
  }

  /** 2024-01-31T10:00:00.000Z. */
  toIso(): string {
    return new Date(this.ms).toISOString();
  }

  /** 2024-01-31 10:00:00 in the zone. */
  toText(zone: string): string {
    const p = this.parts(zone);
    const day = `${String(p.year).padStart(4, '0')}-${twoDigits(p.month)}-${twoDigits(p.day)}`;
    return `${day} ${twoDigits(p.hour)}:${twoDigits(p.minute)}:${twoDigits(p.second)}`;
  }

  /** As an implicit conversion to String prints: in UTC. */
  toString(): string {
    return this.toText('UTC');
  }
}
