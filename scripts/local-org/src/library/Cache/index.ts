/**
 * Cache.Org, Cache.Session and their partitions. Source: Apex Reference Guide, Cache Namespace (apex_namespace_cache).
 * The platform may drop a cached value at any moment; here every value lives until its transaction (or test) ends.
 */
import { PlatformObject, throwApex } from '../../runtime/index.ts';
import { platformType, type MemberImplementation, type PlatformTypeSpec } from '../declare.ts';
import { frameValue, outermostFrame } from '../frame-storage.ts';
import { exceptionType } from '../System/Exception.ts';
import { newSet, required } from '../support.ts';

type Kind = 'Org' | 'Session';

const stores = Symbol('platform cache');

/** Values of a partition by key. */
function store(kind: Kind, partition: string): Map<string, unknown> {
  const all = frameValue(stores, () => new Map<string, Map<string, unknown>>(), outermostFrame());
  const name = `${kind}/${partition.toLowerCase()}`;
  let values = all.get(name);
  if (values === undefined) all.set(name, (values = new Map<string, unknown>()));
  return values;
}

class PartitionObject extends PlatformObject {
  readonly kind: Kind;
  readonly partition: string;

  constructor(kind: Kind, partition: string) {
    super(`Cache.${kind}Partition`);
    this.kind = kind;
    this.partition = partition;
  }
}

interface Place {
  readonly values: Map<string, unknown>;
  readonly key: string;
}

/** `key`, `partition.key` or `ns.partition.key`. */
function place(kind: Kind, given: string | null, partition: string): Place {
  const name = required(given);
  const dot = name.lastIndexOf('.');
  const key = name.slice(dot + 1);
  if (!/^[A-Za-z0-9]{1,50}$/.test(key))
    throwApex('Cache.InvalidParamException', `Invalid cache key: ${key}. It must be alphanumeric, up to 50 characters`);
  return { values: store(kind, dot < 0 ? partition : name.slice(0, dot)), key };
}

function put({ values, key }: Place, value: unknown): void {
  values.set(key, required(value));
}

type Locate = (self: unknown, key: string | null) => Place;

/** The same methods are static on Org and Session, and instance methods on their partitions. */
function members(
  prefix: string,
  locate: Locate,
  all: (self: unknown) => Map<string, unknown>,
): Record<string, MemberImplementation> {
  const isStatic = prefix !== '';
  const at = (run: (place: Place, ...rest: unknown[]) => unknown): MemberImplementation =>
    isStatic
      ? (key: string | null, ...rest: unknown[]) => run(locate(null, key), ...rest)
      : (self: unknown, key: string | null, ...rest: unknown[]) => run(locate(self, key), ...rest);
  const save = at((found, value) => put(found, value));
  return {
    [`${prefix}Boolean contains(String key)`]: at(({ values, key }) => values.has(key)),
    [`${prefix}Object get(String key)`]: at(({ values, key }) => values.get(key) ?? null),
    [`${prefix}Set<String> getKeys()`]: (self: unknown) => newSet('String', all(self).keys()),
    [`${prefix}Boolean isAvailable()`]: () => true,
    [`${prefix}void put(String key, Object value)`]: save,
    [`${prefix}void put(String key, Object value, Integer ttlSecs)`]: save,
    [`${prefix}void put(String key, Object value, Integer ttlSecs, Cache.Visibility visibility, Boolean immutable)`]:
      save,
    [`${prefix}Boolean remove(String key)`]: at(({ values, key }) => values.delete(key)),
  };
}

function typesOf(kind: Kind): PlatformTypeSpec[] {
  const own = currentPartition;
  return [
    platformType({
      name: `Cache.${kind}`,
      kind: 'class',
      page: `apex_class_cache_${kind}`,
      members: {
        ...members(
          'static ',
          (_self, key) => place(kind, key, own),
          () => store(kind, own),
        ),
        [`static Cache.${kind}Partition getPartition(String partitionName)`]: (name: string | null) =>
          new PartitionObject(kind, required(name)),
      },
    }),
    platformType({
      name: `Cache.${kind}Partition`,
      kind: 'class',
      page: `apex_class_cache_${kind}Partition`,
      members: {
        ...members(
          '',
          (self, key) => place(kind, key, (self as PartitionObject).partition),
          (self) => store(kind, (self as PartitionObject).partition),
        ),
        'String getName()': (self: PartitionObject) => self.partition,
      },
    }),
  ];
}

/** The partition that keys without one mean. */
const currentPartition = 'default';

export const cacheTypes: readonly PlatformTypeSpec[] = [
  ...typesOf('Org'),
  ...typesOf('Session'),
  platformType({
    name: 'Cache.Visibility',
    kind: 'enum',
    page: 'apex_enum_cache_Visibility',
    values: ['ALL', 'NAMESPACE'],
  }),
  exceptionType('Cache.InvalidParamException'),
];
