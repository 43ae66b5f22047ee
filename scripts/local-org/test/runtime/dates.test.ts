import { describe, expect, it } from 'vitest';
import { ApexDate, ApexDatetime, ApexTime, zonedInstant, zonedParts } from '../../src/runtime/index.ts';

describe('Date', () => {
  it('rolls months and days over', () => {
    expect(ApexDate.of(2024, 14, 31).toString()).toBe('2025-03-03');
    expect(ApexDate.of(2023, 2, 29).toString()).toBe('2023-03-01');
    expect(ApexDate.of(2024, 1, 0).toString()).toBe('2023-12-31');
  });

  it('adds months within the month', () => {
    expect(ApexDate.of(2024, 1, 31).addMonths(1).toString()).toBe('2024-02-29');
    expect(ApexDate.of(2024, 3, 31).addMonths(-1).toString()).toBe('2024-02-29');
    expect(ApexDate.of(2023, 12, 15).addMonths(13).toString()).toBe('2025-01-15');
  });

  it('counts days since 1970, also before it', () => {
    expect(ApexDate.of(1970, 1, 2).toEpochDay()).toBe(1);
    expect(ApexDate.of(1969, 12, 31).toEpochDay()).toBe(-1);
    expect(ApexDate.fromEpochDay(19_782).toString()).toBe('2024-02-29');
    expect(ApexDate.of(99, 1, 1).toString()).toBe('0099-01-01');
  });

  it.each(['2024-02-30', '2024-13-01', '24-01-01', '2024/01/01', ''])('refuses %j', (text) => {
    expect(() => ApexDate.parseIso(text)).toThrow(`Invalid date: ${text}`);
  });

  it('is a different day in different zones', () => {
    const lateEvening = Date.UTC(2024, 5, 30, 23, 30);
    expect(ApexDate.today('UTC', lateEvening).toString()).toBe('2024-06-30');
    expect(ApexDate.today('Europe/Berlin', lateEvening).toString()).toBe('2024-07-01');
  });
});

describe('time zones', () => {
  it('know daylight saving', () => {
    expect(zonedParts(Date.UTC(2024, 0, 1, 12), 'Europe/Berlin').hour).toBe(13);
    expect(zonedParts(Date.UTC(2024, 6, 1, 12), 'Europe/Berlin').hour).toBe(14);
    expect(zonedParts(Date.UTC(2024, 6, 1, 12), 'Asia/Kolkata')).toMatchObject({ hour: 17, minute: 30 });
  });

  const at = (month: number, day: number, hour: number, minute: number) => ({
    year: 2024,
    month,
    day,
    hour,
    minute,
    second: 0,
    millisecond: 0,
  });

  it('find the instant of a local time', () => {
    expect(zonedInstant(at(7, 1, 14, 0), 'Europe/Berlin')).toBe(Date.UTC(2024, 6, 1, 12));
    expect(zonedInstant(at(1, 1, 0, 0), 'America/Los_Angeles')).toBe(Date.UTC(2024, 0, 1, 8));
  });

  it('move a skipped local time forward', () => {
    expect(zonedInstant(at(3, 31, 2, 30), 'Europe/Berlin')).toBe(Date.UTC(2024, 2, 31, 1, 30));
  });

  it('take the earlier of two equal local times', () => {
    expect(zonedInstant(at(10, 27, 2, 30), 'Europe/Berlin')).toBe(Date.UTC(2024, 9, 27, 0, 30));
  });
});

describe('Datetime and Time', () => {
  it('reads offsets and prints ISO', () => {
    expect(ApexDatetime.parseIso('2024-01-31T10:00:00+0130').toIso()).toBe('2024-01-31T08:30:00.000Z');
    expect(ApexDatetime.parseIso('2024-01-31T10:00:00.5Z').ms % 1000).toBe(500);
    expect(() => ApexDatetime.parseIso('2024-01-31')).toThrow('Invalid date/time');
  });

  it('wraps times around the day', () => {
    expect(ApexTime.of(25, 61, 0, 5).toString()).toBe('02:01:00.005Z');
    expect(new ApexTime(-1).toString()).toBe('23:59:59.999Z');
  });
});
