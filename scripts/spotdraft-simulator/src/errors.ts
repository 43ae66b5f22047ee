/** HTTP statuses a request can be refused with. */
export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 422;

/**
 * A request the simulator refuses, with the reason in words; both APIs turn it into an HTTP answer.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: RefusalStatus;
  /** SpotDraft's error code, where one is documented for this case. */
  readonly code: string | undefined;

  constructor(status: RefusalStatus, message: string, code?: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Refuses with 409: the contract's stage does not allow what was asked. */
export function stageConflict(message: string): Refusal {
  return new Refusal(409, message);
}
