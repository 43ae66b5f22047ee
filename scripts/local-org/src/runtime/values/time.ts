/** Apex Time: milliseconds of a day, without zone. */
import { twoDigits } from './date.ts';

const dayMs = 86_400_000;

export class ApexTime {
  /** 0 to 86,399,999. */
  readonly ms: number;

  /** Values outside of a day wrap around. */
  constructor(ms: number) {
    this.ms = ((ms % dayMs) + dayMs) % dayMs;
  }

  static of(hour: number, minute: number, second: number, millisecond: number): ApexTime {
    return new ApexTime(((hour * 60 + minute) * 60 + second) * 1000 + millisecond);
  }

  get hour(): number {
    return Math.floor(this.ms / 3_600_000);
  }

  get minute(): number {
    return Math.floor(this.ms / 60_000) % 60;
  }

  get second(): number {
    return Math.floor(this.ms / 1000) % 60;
  }

  get millisecond(): number {
    return this.ms % 1000;
  }

  compareTo(other: ApexTime): number {
    return this.ms - other.ms;
  }

  equals(other: ApexTime): boolean {
    return this.ms === other.ms;
  }

  /** HH:mm:ss.SSSZ. */
  toString(): string {
    const fraction = String(this.millisecond).padStart(3, '0');
    return `${twoDigits(this.hour)}:${twoDigits(this.minute)}:${twoDigits(this.second)}.${fraction}Z`;
  }
}
