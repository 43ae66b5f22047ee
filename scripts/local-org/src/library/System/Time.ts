/** System.Time. Source: Apex Reference Guide, Time Class (apex_methods_system_time). */
import { ApexTime } from '../../runtime/index.ts';
import { platformType } from '../declare.ts';
import { fieldErrorMembers } from '../field-errors.ts';

export const TimeType = platformType({
  name: 'System.Time',
  kind: 'primitive',
  page: 'apex_methods_system_time',
  nonNull: ['*'],
  members: {
    'static Time newInstance(Integer hour, Integer minutes, Integer seconds, Integer milliseconds)': (
      h: number,
      m: number,
      s: number,
      ms: number,
    ) => ApexTime.of(h, m, s, ms),
    'Time addHours(Integer additionalHours)': (self: ApexTime, hours: number) =>
      new ApexTime(self.ms + hours * 3_600_000),
    'Time addMinutes(Integer additionalMinutes)': (self: ApexTime, minutes: number) =>
      new ApexTime(self.ms + minutes * 60_000),
    'Time addSeconds(Integer additionalSeconds)': (self: ApexTime, seconds: number) =>
      new ApexTime(self.ms + seconds * 1000),
    'Time addMilliseconds(Integer additionalMilliseconds)': (self: ApexTime, ms: number) => new ApexTime(self.ms + ms),
    'Integer hour()': (self: ApexTime) => self.hour,
    'Integer minute()': (self: ApexTime) => self.minute,
    'Integer second()': (self: ApexTime) => self.second,
    'Integer millisecond()': (self: ApexTime) => self.millisecond,
    ...fieldErrorMembers,
  },
});
