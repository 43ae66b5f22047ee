import type { ConnectionFailure, Side } from '../shared/errors.ts';
import { maskText } from '../shared/errors.ts';
import type { Logger } from '../shared/log.ts';
import { backoff } from '../shared/time.ts';

/** Why a connection waits. */
export interface Parked {
  readonly side: Side;
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly since: Date;
  readonly nextTryAt: Date;
}

/** What parking needs to know. */
export interface ParkingOptions {
  readonly baseMs: number;
  readonly maxMs: number;
  /** Resolves when the side works again. */
  readonly probe: (side: Side) => Promise<void>;
  readonly onResume: () => void;
  readonly log: Logger;
}

/**
 * Lets a whole connection wait while its org or SpotDraft does not work. Events use up no attempts meanwhile; the side
 * is tried with growing pauses, and the connection goes on by itself.
 */
export class Parking {
  readonly #options: ParkingOptions;
  #parked: Parked | undefined;
  #tries = 0;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: ParkingOptions) {
    this.#options = options;
  }

  get state(): Parked | undefined {
    return this.#parked;
  }

  /** Parks the connection; further failures while it is parked change nothing. */
  park(failure: ConnectionFailure): void {
    if (this.#parked || this.#stopped) return;
    this.#options.log.warn({ err: failure, side: failure.side }, 'the connection is parked');
    this.#wait(failure, new Date());
  }

  /** Real work succeeded: the next failure starts with a short pause again. */
  worked(): void {
    if (!this.#parked) this.#tries = 0;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #wait(failure: Pick<ConnectionFailure, 'side' | 'code' | 'message' | 'remedy'>, since: Date): void {
    const ms = backoff(this.#tries, this.#options.baseMs, this.#options.maxMs);
    this.#tries += 1;
    const { side, code, remedy } = failure;
    const nextTryAt = new Date(Date.now() + ms);
    this.#parked = { side, code, message: maskText(failure.message), remedy, since, nextTryAt };
    this.#timer = setTimeout(() => void this.#tryAgain(this.#parked), ms);
  }

  async #tryAgain(parked: Parked | undefined): Promise<void> {
    if (!parked || this.#stopped) return;
    try {
      await this.#options.probe(parked.side);
    } catch (error) {
      if (!this.#isStopped()) this.#wait(isFailure(error) ? error : parked, parked.since);
      return;
    }
    this.#parked = undefined;
    this.#options.log.info(
      { side: parked.side, parkedMs: Date.now() - parked.since.getTime() },
      'the connection resumes',
    );
    this.#options.onResume();
  }

  #isStopped(): boolean {
    return this.#stopped;
  }
}

function isFailure(error: unknown): error is ConnectionFailure {
  return error instanceof Error && 'side' in error && 'remedy' in error;
}
