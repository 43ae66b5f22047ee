import { readFileSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import type { SimulatorState } from './state.ts';

/** Changes that come within this time are written together, in milliseconds. */
const debounceMs = 200;

/**
 * Checks only that the file is one of ours: its parts were written from typed values by the same code, and a full second
 * description of them would have to be kept in step.
 */
const envelope = z.object({
  schema: z.literal(1),
  hmacKey: z.string(),
  contracts: z.array(z.object({ number: z.number(), events: z.array(z.object({ body: z.string() })) })),
  webhooks: z.array(z.object({ id: z.number(), url: z.string() })),
  deliveries: z.array(z.object({ id: z.number(), eventId: z.number() })),
  people: z.record(z.string(), z.number()),
  counters: z.record(z.string(), z.number()),
  lastMicros: z.number(),
});

/**
 * Reads the state a former run left.
 *
 * @returns the state, or undefined when there is no file yet
 * @throws when the file cannot be read or is not the simulator's
 */
export function readDataFile(path: string): SimulatorState | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`The simulator's data file ${path} cannot be read. Check its permissions or name another file.`, {
      cause: error,
    });
  }
  try {
    const state: unknown = JSON.parse(text);
    envelope.parse(state);
    return state as SimulatorState;
  } catch (error) {
    throw new Error(`${path} is not a data file of this simulator. Move it away or name another file.`, {
      cause: error,
    });
  }
}

/**
 * Writes the state to a file some time after each change, whole and in one step: a reader and a crash see either the old
 * file or the new one.
 */
export class DataFileWriter {
  readonly #path: string;
  readonly #serialise: () => string;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #failure: Error | undefined;

  constructor(path: string, serialise: () => string) {
    this.#path = resolve(path);
    this.#serialise = serialise;
  }

  /** Notes that the state changed. */
  schedule(): void {
    this.#timer ??= setTimeout(() => void this.#write(), debounceMs);
  }

  /**
   * Writes what is not yet written.
   *
   * @throws when this or an earlier write failed
   */
  async flush(): Promise<void> {
    if (this.#timer !== undefined) void this.#write();
    await this.#writing;
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) throw failure;
  }

  #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing
      .then(() => replaceFile(this.#path, this.#serialise()))
      .catch((error: unknown) => {
        this.#failure = new Error(`The simulator cannot save its data to ${this.#path}.`, { cause: error });
      });
    return this.#writing;
  }
}

async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  // The file holds the webhook key, so only its owner may read it.
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(text, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}
