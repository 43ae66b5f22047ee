/** Users of the org as transactions see them. */
import type { RecordStore } from '../data/record-store.ts';
import { foldText } from '../data/record-store.ts';
import type { ObjectSchema } from '../schema/model.ts';
import type { FrameUser } from '../runtime/frame.ts';
import { ApexId } from '../runtime/index.ts';

/** Profile-less user that event triggers run as when nobody else is configured. */
const automatedProcessType = 'AutomatedProcess';

export class Users {
  readonly #store: RecordStore;
  readonly #object: ObjectSchema;

  constructor(store: RecordStore) {
    const object = store.schema.object('User', null);
    if (object === undefined) throw new Error('the schema has no object User');
    this.#store = store;
    this.#object = object;
  }

  /** @throws Error when there is no such user */
  byId(id: string): FrameUser {
    const key = ApexId.of(id).value;
    const row = this.#store.readRows(this.#object, [key]).get(key);
    if (row === undefined) throw new Error(`There is no user with the id ${id}.`);
    return toUser(key, row);
  }

  byUsername(username: string): FrameUser | null {
    return this.#find('Username', username);
  }

  automatedProcess(): FrameUser {
    const found = this.#find('UserType', automatedProcessType);
    if (found === null) throw new Error('the org has no Automated Process user');
    return found;
  }

  #find(name: string, value: string): FrameUser | null {
    const field = this.#object.field(name);
    if (field === undefined) throw new Error(`User has no field ${name}`);
    const column = this.#store.comparisonColumn(field);
    const compared = this.#store.toComparison(field, field.caseSensitive ? value : foldText(value));
    const rows = this.#store.all(`SELECT "Id" FROM ${this.#store.table(this.#object)} WHERE ${column} = ? LIMIT 1`, [
      compared,
    ]);
    const id = rows[0]?.[0];
    return typeof id === 'string' ? this.byId(id) : null;
  }
}

function toUser(id: string, row: ReadonlyMap<string, unknown>): FrameUser {
  const text = (name: string): string | null => {
    const value = row.get(name);
    return value === null || value === undefined ? null : value instanceof ApexId ? value.value : String(value);
  };
  return {
    id,
    username: text('username') ?? '',
    profileId: text('profileid'),
    locale: text('localesidkey') ?? 'en_US',
    language: text('languagelocalekey') ?? 'en_US',
    timeZone: text('timezonesidkey') ?? 'Etc/UTC',
    isAutomatedProcess: text('usertype') === automatedProcessType,
  };
}
