import { describe, expect, it } from 'vitest';
import { makeSymbol } from '../../src/types/platform-types.ts';
import {
  ApexDate,
  ApexId,
  ApexList,
  ApexMap,
  ApexSet,
  compareValues,
  Decimal,
  DoubleBox,
  EnumValue,
} from '../../src/runtime/index.ts';
import { inFrame, type } from './fake-program.ts';

const strings = type('Set', type('String'));
const objects = type('Set', type('Object'));
const map = type('Map', type('Object'), type('Object'));

/** An object as emitted code makes them, with equals() and hashCode() by its number. */
class Point {
  readonly x: number;
  static calls = 0;

  constructor(x: number) {
    this.x = x;
  }

  equals$object(other: unknown): boolean {
    Point.calls++;
    return other instanceof Point && other.x === this.x;
  }

  hashcode$(): number {
    return this.x % 2;
  }
}

describe('Set', () => {
  it('tells strings by case and keeps the order of adding', () => {
    const set = new ApexSet(strings, ['b', 'B', 'a', 'b']);
    expect([...set]).toEqual(['b', 'B', 'a']);
    expect(set.add('a')).toBe(false);
    expect(set.delete('b')).toBe(true);
    expect(set.delete('b')).toBe(false);
    expect([...set]).toEqual(['B', 'a']);
  });

  it('knows values by content', () => {
    const set = new ApexSet<unknown>(objects, [
      ApexDate.of(2024, 1, 1),
      Decimal.parse('1.0'),
      ApexId.of('001000000000001'),
    ]);
    expect(set.has(ApexDate.of(2024, 1, 1))).toBe(true);
    expect(set.has(Decimal.parse('1.00'))).toBe(true);
    expect(set.has(ApexId.of('001000000000001AAA'))).toBe(true);
    expect(set.has(ApexDate.of(2024, 1, 2))).toBe(false);
  });

  it('keeps an Integer, a Long and a Double of the same value apart', () => {
    const set = new ApexSet<unknown>(objects, [1, 1n, new DoubleBox(1), '1', null]);
    expect(set.size).toBe(5);
    expect(set.has(new DoubleBox(1))).toBe(true);
    expect(set.has(null)).toBe(true);
  });

  it('asks equals() and hashCode() of user classes', () => {
    const set = new ApexSet<unknown>(objects, [new Point(1), new Point(2), new Point(3), new Point(1)]);
    expect(set.size).toBe(3);
    expect(set.has(new Point(3))).toBe(true);
    Point.calls = 0;
    expect(set.has(new Point(4))).toBe(false);
    expect(Point.calls).toBe(1);
    set.delete(new Point(1));
    expect(set.has(new Point(1))).toBe(false);
    expect(set.add(new Point(1))).toBe(true);
  });

  it('knows lists by content', () => {
    const list = (...items: unknown[]): ApexList => new ApexList(type('List', type('Object')), items);
    const set = new ApexSet<unknown>(objects, [list('a', 1)]);
    expect(set.has(list('a', 1))).toBe(true);
    expect(set.has(list('A', 1))).toBe(false);
  });
});

describe('Map', () => {
  it('keeps the place of a key whose value is replaced', () => {
    const m = new ApexMap<unknown, unknown>(map, [
      ['a', 1],
      ['b', 2],
    ]);
    expect(m.set('a', 3)).toBe(1);
    expect(m.set('c', 4)).toBeNull();
    expect([...m]).toEqual([
      ['a', 3],
      ['b', 2],
      ['c', 4],
    ]);
    expect(m.get('A')).toBeNull();
  });

  it('finds entries by equal user objects', () => {
    const m = new ApexMap<unknown, unknown>(map, [[new Point(7), 'seven']]);
    expect(m.get(new Point(7))).toBe('seven');
    expect(m.delete(new Point(7))).toBe('seven');
    expect(m.size).toBe(0);
  });
});

describe('loops over a collection', () => {
  it('forbid to change its size', () => {
    const set = new ApexSet(strings, ['a']);
    set.beginIteration();
    expect(() => set.add('b')).toThrow('Cannot modify a collection while it is being iterated.');
    set.endIteration();
    expect(set.add('b')).toBe(true);
    const list = new ApexList(type('List', type('String')), ['a']);
    list.beginIteration();
    expect(() => list.mutableItems()).toThrow('Cannot modify a collection while it is being iterated.');
    list.put(0, 'b');
    expect(list.items).toEqual(['b']);
  });

  it('allow to replace the value of a key', () => {
    const m = new ApexMap<unknown, unknown>(map, [['a', 1]]);
    m.beginIteration();
    expect(m.set('a', 2)).toBe(1);
    expect(() => m.set('b', 2)).toThrow('Cannot modify a collection');
  });
});

describe('List', () => {
  it('refuses an index outside of it', () => {
    const list = new ApexList(type('List', type('String')), ['a']);
    expect(() => list.at(5)).toThrow('List index out of bounds: 5');
    expect(() => list.at(-1)).toThrow('List index out of bounds: -1');
  });
});

describe('the order of List.sort', () => {
  it('puts null first, capitals before small letters, numbers by value', () => {
    expect(['b', null, 'B', 'a', 'A'].sort(compareValues)).toEqual([null, 'A', 'B', 'a', 'b']);
    expect([10, 9, null, -1].sort(compareValues)).toEqual([null, -1, 9, 10]);
    expect([3n, 1n].sort(compareValues)).toEqual([1n, 3n]);
    expect([Decimal.parse('1.5'), Decimal.parse('-2')].sort(compareValues).map(String)).toEqual(['-2', '1.5']);
  });

  it('orders enum constants by position', () => {
    const season = makeSymbol({ kind: 'enum', name: 'Season', enumValues: ['WINTER', 'SPRING'] });
    const [winter, spring] = EnumValue.all(season);
    expect([spring, winter].sort(compareValues)).toEqual([winter, spring]);
  });

  it('asks compareTo() and refuses objects without it', () => {
    const of = (n: number) => ({ n, compareto$object: (other: { n: number }) => n - other.n });
    expect([of(3), of(1)].sort(compareValues).map((item) => item.n)).toEqual([1, 3]);
    inFrame(() => {
      expect(() => [{}, {}].sort(compareValues)).toThrow('not Comparable');
    });
  });
});
