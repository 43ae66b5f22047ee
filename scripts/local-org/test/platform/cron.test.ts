/** Cron expressions: what is due next, by the examples of the Apex Developer Guide, and what is refused. */
import { describe, expect, it } from 'vitest';
import { nextTime } from '../../src/platform/jobs/cron.ts';
import { parseCron } from '../../src/platform/jobs/cron-fields.ts';

/** The next `count` instants after 2026-01-01 00:00 UTC, or another time. */
function times(cron: string, { zone = 'Etc/UTC', count = 3, from = '2026-01-01T00:00:00Z' } = {}): string[] {
  const found: string[] = [];
  let after = Date.parse(from);
  while (found.length < count) {
    const next = nextTime(parseCron(cron), after, zone);
    if (next === null) break;
    found.push(new Date(next).toISOString().replace('.000Z', 'Z'));
    after = next;
  }
  return found;
}

describe('nextTime', () => {
  it.each([
    ['0 0 13 * * ?', ['2026-01-01T13:00:00Z', '2026-01-02T13:00:00Z', '2026-01-03T13:00:00Z']],
    ['0 5 * * * ?', ['2026-01-01T00:05:00Z', '2026-01-01T01:05:00Z', '2026-01-01T02:05:00Z']],
    ['0 0 22 ? * 6L', ['2026-01-30T22:00:00Z', '2026-02-27T22:00:00Z', '2026-03-27T22:00:00Z']],
    ['0 0 10 ? * MON-FRI', ['2026-01-01T10:00:00Z', '2026-01-02T10:00:00Z', '2026-01-05T10:00:00Z']],
    ['0 0 8 13 2 ?', ['2026-02-13T08:00:00Z', '2027-02-13T08:00:00Z', '2028-02-13T08:00:00Z']],
    ['20 30 8 L * ?', ['2026-01-31T08:30:20Z', '2026-02-28T08:30:20Z', '2026-03-31T08:30:20Z']],
    ['0 0 1 LW * ?', ['2026-01-30T01:00:00Z', '2026-02-27T01:00:00Z', '2026-03-31T01:00:00Z']],
    ['0 0 1 L-2 * ?', ['2026-01-29T01:00:00Z', '2026-02-26T01:00:00Z', '2026-03-29T01:00:00Z']],
    // The first of February and March 2026 are Sundays; the first of August is a Saturday.
    ['0 0 1 1W 2,3,8 ?', ['2026-02-02T01:00:00Z', '2026-03-02T01:00:00Z', '2026-08-03T01:00:00Z']],
    ['0 0 1 20W 6,9 ?', ['2026-06-19T01:00:00Z', '2026-09-21T01:00:00Z', '2027-06-21T01:00:00Z']],
    ['0 0 1 ? * 2#1', ['2026-01-05T01:00:00Z', '2026-02-02T01:00:00Z', '2026-03-02T01:00:00Z']],
    ['0 0 1 ? * fri#5', ['2026-01-30T01:00:00Z', '2026-05-29T01:00:00Z', '2026-07-31T01:00:00Z']],
    ['0 0 1 ? * L', ['2026-01-03T01:00:00Z', '2026-01-10T01:00:00Z', '2026-01-17T01:00:00Z']],
    ['0 0 1 ? * FRI-SUN', ['2026-01-02T01:00:00Z', '2026-01-03T01:00:00Z', '2026-01-04T01:00:00Z']],
    ['0 0 9-17/4 * * ?', ['2026-01-01T09:00:00Z', '2026-01-01T13:00:00Z', '2026-01-01T17:00:00Z']],
    ['0 0 6/8 * * ?', ['2026-01-01T06:00:00Z', '2026-01-01T14:00:00Z', '2026-01-01T22:00:00Z']],
    ['0 0 0 1/10 * ?', ['2026-01-11T00:00:00Z', '2026-01-21T00:00:00Z', '2026-01-31T00:00:00Z']],
    ['0 0 0 1 JAN,JUL ? *', ['2026-07-01T00:00:00Z', '2027-01-01T00:00:00Z', '2027-07-01T00:00:00Z']],
    ['0 0 0 29 2 ?', ['2028-02-29T00:00:00Z', '2032-02-29T00:00:00Z', '2036-02-29T00:00:00Z']],
    ['0 0 20 31 12 ? 2026-2027', ['2026-12-31T20:00:00Z', '2027-12-31T20:00:00Z']],
    ['0 0 20 * * ? 2010', []],
    ['0 0 20 31 2 ?', []],
  ])('%s', (cron, expected) => {
    expect(times(cron)).toEqual(expected);
  });

  it('is in the time zone of the user, over the changes of its clock', () => {
    const berlin = { zone: 'Europe/Berlin', from: '2026-03-27T12:00:00Z' };
    // On 29 March the clock goes from 2:00 to 3:00.
    expect(times('0 30 2 * * ?', berlin)).toEqual([
      '2026-03-28T01:30:00Z',
      '2026-03-29T01:30:00Z',
      '2026-03-30T00:30:00Z',
    ]);
    // On 25 October 2:30 comes twice.
    expect(times('0 30 2 * * ?', { ...berlin, from: '2026-10-24T12:00:00Z', count: 2 })).toEqual([
      '2026-10-25T00:30:00Z',
      '2026-10-26T01:30:00Z',
    ]);
    expect(times('0 0 0 1 1 ?', { zone: 'Pacific/Auckland', count: 1 })).toEqual(['2026-12-31T11:00:00Z']);
  });

  it('knows every hour of a day of 25 hours but the one that comes again', () => {
    expect(times('0 0 1-3 * * ?', { zone: 'Europe/Berlin', from: '2026-10-24T23:30:00Z' })).toEqual([
      '2026-10-25T00:00:00Z',
      '2026-10-25T02:00:00Z',
      '2026-10-26T00:00:00Z',
    ]);
  });
});

describe('parseCron', () => {
  it.each([
    ['', 'Unexpected end of expression.'],
    ['0 0 1 * *', 'Unexpected end of expression.'],
    ['* 0 1 * * ?', 'Seconds and minutes must be specified as integers: * 0 1 * * ?'],
    ['0 0,15 1 * * ?', 'Seconds and minutes must be specified as integers: 0 0,15 1 * * ?'],
    ['0 99 1 * * ?', 'Minute and Second values must be between 0 and 59'],
    ['0 0 25 * * ?', 'Hour values must be between 0 and 23'],
    ['0 0 1 0 * ?', 'Day of month values must be between 1 and 31'],
    ['0 0 1 32W * ?', 'Day of month values must be between 1 and 31'],
    ['0 0 1 1 JANUARY ?', "Invalid Month value: 'JANUARY'"],
    ['0 0 1 ? * XYZ', "Invalid Day-of-Week value: 'XYZ'"],
    ['0 0 1 ? * 2#6', "A numeric value between 1 and 5 must follow the '#' option"],
    ['0 0 1 ? * 2,3L', "Support for specifying 'L' with other days of the week is not implemented"],
    ['0 0 1 1,L * ?', "Support for specifying 'L' and 'LW' with other days of the month is not implemented"],
    ['0 0 1 ? * ?', "'?' can only be specfied for Day-of-Month -OR- Day-of-Week."],
    ['0 0 ? * * ?', "'?' can only be specfied for Day-of-Month or Day-of-Week."],
    ['0 0 1 1 * 2', 'Support for specifying both a day-of-week AND a day-of-month parameter is not implemented.'],
    ['0 0 1/ * * ?', "'/' must be followed by an integer."],
    ['0 0 1/30 * * ?', 'Increment > 23 : 30'],
    ['0 0 x * * ?', "Illegal characters for this position: 'X'"],
    ['0 0 1 * * ? 1900', 'Year values must be between 1970 and 2099'],
    ['0 0 1 * * ? 2026 x', 'Illegal cron expression format: 0 0 1 * * ? 2026 x'],
  ])('%s is refused', (cron, message) => {
    expect(() => parseCron(cron)).toThrow(message);
  });
});
