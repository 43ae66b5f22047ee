import { throwApex } from '../exceptions.ts';

/** Counts the loops that walk a collection; while there are any, its size must not change. */
export abstract class IterationGuard {
  #loops = 0;

  /** Called by emitted loops before the first element; `endIteration` follows whatever happens. */
  beginIteration(): void {
    this.#loops++;
  }

  endIteration(): void {
    this.#loops--;
  }

  /** @throws System.FinalException when a loop walks the collection */
  protected checkNotIterated(): void {
    if (this.#loops > 0) {
      throwApex('System.FinalException', 'Cannot modify a collection while it is being iterated.');
    }
  }
}
