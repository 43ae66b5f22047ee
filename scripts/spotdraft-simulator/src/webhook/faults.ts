import { z } from 'zod';
import { activities } from '../model/vocabulary.ts';

/**
 * A fault that is armed: it befalls the next deliveries and answers that fit, `times` often.
 * - `duplicate`: delivered twice · `delay`: later by `ms` · `drop`: never · `outOfOrder`: after the contract's next one
 * - `oldKey`: signed with the key before · `rateLimit`: the API answers 429, with Retry-After if given · `unavailable`: 503
 */
export const faultInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['duplicate', 'drop', 'outOfOrder', 'oldKey']),
    activity: z.enum(activities).optional(),
    times: z.number().int().positive().default(1),
  }),
  z.strictObject({
    kind: z.literal('delay'),
    ms: z.number().int().positive().max(3_600_000),
    activity: z.enum(activities).optional(),
    times: z.number().int().positive().default(1),
  }),
  z.strictObject({
    kind: z.literal('rateLimit'),
    retryAfterSeconds: z.number().int().positive().optional(),
    times: z.number().int().positive().default(1),
  }),
  z.strictObject({ kind: z.literal('unavailable'), times: z.number().int().positive().default(1) }),
]);
export type Fault = z.output<typeof faultInput>;
export type DeliveryFault = Exclude<Fault, { kind: 'rateLimit' | 'unavailable' }>;

/** Armed faults, oldest first. */
export class Faults {
  #armed: { readonly fault: Fault; left: number }[] = [];

  arm(fault: Fault): void {
    this.#armed.push({ fault, left: fault.times });
  }

  list(): Fault[] {
    return this.#armed.map(({ fault, left }) => ({ ...fault, times: left }));
  }

  clear(): void {
    this.#armed = [];
  }

  /** Takes the faults that befall a delivery. */
  forDelivery(activity: string): DeliveryFault[] {
    return this.#take(
      (fault) =>
        fault.kind !== 'rateLimit' &&
        fault.kind !== 'unavailable' &&
        (fault.activity === undefined || fault.activity === activity),
    ) as DeliveryFault[];
  }

  /** Takes the fault that befalls an answer of the API. */
  forAnswer(): Extract<Fault, { kind: 'rateLimit' | 'unavailable' }> | undefined {
    return this.#take((fault) => fault.kind === 'rateLimit' || fault.kind === 'unavailable', 1)[0] as
      Extract<Fault, { kind: 'rateLimit' | 'unavailable' }> | undefined;
  }

  #take(fits: (fault: Fault) => boolean, most = Infinity): Fault[] {
    const taken: Fault[] = [];
    for (const armed of this.#armed) {
      if (taken.length >= most || !fits(armed.fault)) continue;
      armed.left -= 1;
      taken.push(armed.fault);
    }
    this.#armed = this.#armed.filter(({ left }) => left > 0);
    return taken;
  }
}
