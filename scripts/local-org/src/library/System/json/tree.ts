/** JSON text as a tree. Numbers keep their text, members their order and case. */
import { throwApex } from '../../../runtime/index.ts';
import { JsonTokens, type JsonToken } from './tokens.ts';

export type JsonNode =
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, JsonNode])[] }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string; readonly isWhole: boolean }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' };

const nothing: JsonNode = { kind: 'null' };

/** @throws System.JSONException when the text is no JSON, or has more than one value */
export function parseJson(text: string): JsonNode {
  const tokens = new JsonTokens(text);
  const node = readNode(needed(tokens.next()), () => tokens.next());
  tokens.requireEnd();
  return node;
}

/** The value that begins with `first`; `next` gives the tokens behind it. */
export function readNode(first: JsonToken, next: () => JsonToken | null): JsonNode {
  switch (first.kind) {
    case 'START_OBJECT':
      return readObject(next);
    case 'START_ARRAY':
      return readArray(next);
    case 'VALUE_STRING':
    case 'FIELD_NAME':
      return { kind: 'string', text: first.text };
    case 'VALUE_NUMBER_INT':
      return { kind: 'number', text: first.text, isWhole: true };
    case 'VALUE_NUMBER_FLOAT':
      return { kind: 'number', text: first.text, isWhole: false };
    case 'VALUE_TRUE':
    case 'VALUE_FALSE':
      return { kind: 'boolean', value: first.kind === 'VALUE_TRUE' };
    case 'VALUE_NULL':
      return nothing;
    default:
      return throwApex('System.JSONException', `Unexpected token ${first.kind}: no value begins with it`);
  }
}

function readObject(next: () => JsonToken | null): JsonNode {
  const members: [string, JsonNode][] = [];
  for (let token = needed(next()); token.kind !== 'END_OBJECT'; token = needed(next()))
    members.push([token.text, readNode(needed(next()), next)]);
  return { kind: 'object', members };
}

function readArray(next: () => JsonToken | null): JsonNode {
  const items: JsonNode[] = [];
  for (let token = needed(next()); token.kind !== 'END_ARRAY'; token = needed(next()))
    items.push(readNode(token, next));
  return { kind: 'array', items };
}

function needed(token: JsonToken | null): JsonToken {
  return token ?? throwApex('System.JSONException', 'Unexpected end-of-input');
}
