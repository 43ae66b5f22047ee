/** System.JSONParser. Source: Apex Reference Guide, JSONParser Class (apex_methods_system_jsonparser). */
import { ApexBlob, ApexId, Decimal, PlatformObject, throwApex, type EnumValue } from '../../../runtime/index.ts';
import { platformType } from '../../declare.ts';
import { enumConstant } from '../../enum-members.ts';
import { required } from '../../support.ts';
import type { TypeToken } from '../type-token.ts';
import { fromNode } from './deserialize.ts';
import { dateOf, datetimeOf, primitiveOf, timeOf } from './scalars.ts';
import { JsonTokens, type JsonToken, type TokenKind } from './tokens.ts';
import { readNode } from './tree.ts';

export class ParserObject extends PlatformObject {
  readonly #tokens: JsonTokens;
  /** Names of the objects around, innermost last; null inside an array or before the first name. */
  readonly #names: (string | null)[] = [null];
  current: JsonToken | null = null;
  lastCleared: JsonToken | null = null;

  constructor(text: string) {
    super('System.JSONParser');
    this.#tokens = new JsonTokens(text);
  }

  next(): JsonToken | null {
    const token = this.#tokens.next();
    this.current = token;
    if (token === null) return null;
    if (token.kind === 'START_OBJECT' || token.kind === 'START_ARRAY') this.#names.push(null);
    if (token.kind === 'END_OBJECT' || token.kind === 'END_ARRAY') this.#names.pop();
    if (token.kind === 'FIELD_NAME') this.#names[this.#names.length - 1] = token.text;
    return token;
  }

  /** At the start of an object or array: the name it stands under. */
  currentName(): string | null {
    const kind = this.current?.kind;
    const isStart = kind === 'START_OBJECT' || kind === 'START_ARRAY';
    return this.#names.at(isStart ? -2 : -1) ?? null;
  }

  nextValue(): JsonToken | null {
    const token = this.next();
    return token?.kind === 'FIELD_NAME' ? this.next() : token;
  }

  /** From the start of an object or array to its end; elsewhere it stays. */
  skipChildren(): void {
    if (this.current?.kind !== 'START_OBJECT' && this.current?.kind !== 'START_ARRAY') return;
    const outside = this.#tokens.depth - 1;
    while (this.#tokens.depth > outside) if (this.next() === null) return;
  }

  /** The whole value that begins here; afterwards its last token is current. */
  read(type: TypeToken, strict: boolean): unknown {
    if (this.current === null) this.nextValue();
    const first = this.current ?? throwApex('System.JSONException', 'No content to map to Object due to end of input');
    const start = first.kind === 'FIELD_NAME' ? (this.next() ?? first) : first;
    return fromNode(
      readNode(start, () => this.next()),
      type.type,
      strict,
    );
  }

  clear(): void {
    if (this.current !== null) this.lastCleared = this.current;
    this.current = null;
  }

  /** @throws System.JSONException unless the current token is of one of the kinds */
  require(what: string, ...kinds: TokenKind[]): string {
    const { current } = this;
    if (current === null || !kinds.includes(current.kind))
      throwApex('System.JSONException', `Current token (${current?.kind ?? 'null'}) is not ${what}`);
    return current.text;
  }
}

type Self = ParserObject;

export const JSONParserType = platformType({
  name: 'System.JSONParser',
  kind: 'class',
  page: 'apex_methods_system_jsonparser',
  members: {
    'void clearCurrentToken()': (self: Self) => self.clear(),
    'Blob getBlobValue()': (self: Self) =>
      new ApexBlob(new Uint8Array(Buffer.from(self.require('a text', 'VALUE_STRING'), 'base64'))),
    'Boolean getBooleanValue()': (self: Self) => self.require('a boolean', 'VALUE_TRUE', 'VALUE_FALSE') === 'true',
    'String getCurrentName()': (self: Self) => self.currentName(),
    'System.JSONToken getCurrentToken()': (self: Self) => constant(self.current),
    'Datetime getDateTimeValue()': (self: Self) => datetimeOf(self.require('a text', 'VALUE_STRING')),
    'Date getDateValue()': (self: Self) => dateOf(self.require('a text', 'VALUE_STRING')),
    'Decimal getDecimalValue()': (self: Self) => Decimal.parse(number(self)),
    'Double getDoubleValue()': (self: Self) => Number(number(self)),
    'Id getIdValue()': (self: Self) => ApexId.of(self.require('a text', 'VALUE_STRING')),
    'Integer getIntegerValue()': (self: Self) => whole(self, 'Integer'),
    'System.JSONToken getLastClearedToken()': (self: Self) => constant(self.lastCleared),
    'Long getLongValue()': (self: Self) => whole(self, 'Long'),
    'String getText()': (self: Self) => self.current?.text ?? null,
    'Time getTimeValue()': (self: Self) => timeOf(self.require('a text', 'VALUE_STRING')),
    'Boolean hasCurrentToken()': (self: Self) => self.current !== null,
    'System.JSONToken nextToken()': (self: Self) => constant(self.next()),
    'System.JSONToken nextValue()': (self: Self) => constant(self.nextValue()),
    'Object readValueAs(System.Type apexType)': (self: Self, type: TypeToken | null) =>
      self.read(required(type), false),
    'Object readValueAsStrict(System.Type apexType)': (self: Self, type: TypeToken | null) =>
      self.read(required(type), true),
    'void skipChildren()': (self: Self) => self.skipChildren(),
  },
});

function constant(token: JsonToken | null): EnumValue | null {
  return token === null ? null : enumConstant('System.JSONToken', token.kind);
}

function number(self: Self): string {
  return self.require('a number', 'VALUE_NUMBER_INT', 'VALUE_NUMBER_FLOAT');
}

function whole(self: Self, type: 'Integer' | 'Long'): unknown {
  return primitiveOf({ kind: 'number', text: number(self), isWhole: true }, type);
}
