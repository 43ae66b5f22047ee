/** Writes JSON token by token, plain or as the platform's pretty form. */
import { throwApex } from '../../../runtime/index.ts';
import { quoted } from './text.ts';

interface Level {
  readonly kind: 'object' | 'array';
  count: number;
  /** A name was written and its value is missing. */
  pending: boolean;
}

/** Objects get a line per member; arrays stay on their line with blanks, as Jackson's default printer writes them. */
export class JsonWriter {
  readonly #pretty: boolean;
  readonly #parts: string[] = [];
  readonly #levels: Level[] = [];
  #isDone = false;

  constructor(pretty: boolean) {
    this.#pretty = pretty;
  }

  startObject(): void {
    this.#beforeValue();
    this.#parts.push('{');
    this.#levels.push({ kind: 'object', count: 0, pending: false });
  }

  endObject(): void {
    const level = this.#leave('object');
    if (this.#pretty) this.#parts.push(level.count === 0 ? ' ' : this.#newLine());
    this.#parts.push('}');
    this.#afterValue();
  }

  startArray(): void {
    this.#beforeValue();
    this.#parts.push('[');
    this.#levels.push({ kind: 'array', count: 0, pending: false });
  }

  endArray(): void {
    this.#leave('array');
    this.#parts.push(this.#pretty ? ' ]' : ']');
    this.#afterValue();
  }

  name(name: string): void {
    const level = this.#levels.at(-1);
    if (level?.kind !== 'object' || level.pending) return refuse('Can not write a field name, expecting a value');
    if (level.count > 0) this.#parts.push(',');
    if (this.#pretty) this.#parts.push(this.#newLine());
    this.#parts.push(quoted(name), this.#pretty ? ' : ' : ':');
    level.pending = true;
    level.count++;
  }

  /** A value as it stands in the text. */
  literal(text: string): void {
    this.#beforeValue();
    this.#parts.push(text);
    this.#afterValue();
  }

  text(text: string): void {
    this.literal(quoted(text));
  }

  /** Ends everything that is open. */
  close(): void {
    for (let level = this.#levels.at(-1); level !== undefined; level = this.#levels.at(-1)) {
      if (level.kind === 'object') this.endObject();
      else this.endArray();
    }
  }

  toString(): string {
    return this.#parts.join('');
  }

  #beforeValue(): void {
    const level = this.#levels.at(-1);
    if (level === undefined) {
      if (this.#isDone) refuse('Can not write a second value');
      return;
    }
    if (level.kind === 'object') {
      if (!level.pending) refuse('Can not write a value, expecting a field name');
      return;
    }
    if (level.count > 0) this.#parts.push(this.#pretty ? ', ' : ',');
    else if (this.#pretty) this.#parts.push(' ');
    level.count++;
  }

  #afterValue(): void {
    const level = this.#levels.at(-1);
    if (level === undefined) this.#isDone = true;
    else level.pending = false;
  }

  #leave(kind: Level['kind']): Level {
    const level = this.#levels.at(-1);
    if (level?.kind !== kind || level.pending) return refuse(`Current context is not an ${kind}`);
    this.#levels.pop();
    return level;
  }

  /** Only objects indent. */
  #newLine(): string {
    const depth = this.#levels.filter((level) => level.kind === 'object').length;
    return `\n${'  '.repeat(depth)}`;
  }
}

function refuse(message: string): never {
  return throwApex('System.JSONException', message);
}
