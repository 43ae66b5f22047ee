/** Which side of a connection does not answer. */
export type Side = 'salesforce' | 'spotdraft';

/** An error that says what to do about it; `code` is stable and shown to operators. */
export class BridgeError extends Error {
  readonly code: string;
  readonly remedy: string;

  constructor(code: string, message: string, remedy: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.remedy = remedy;
  }
}

/** The whole connection cannot work (org unreachable, login refused): it is parked and uses up no attempts. */
export class ConnectionFailure extends BridgeError {
  readonly side: Side;

  constructor(side: Side, code: string, message: string, remedy: string, cause?: unknown) {
    super(code, message, remedy, cause);
    this.side = side;
  }
}

/** This one event cannot be processed now; it is tried again later. */
export class TransientFailure extends BridgeError {}

/** This one event can never be processed as it is; it goes to the dead letters. */
export class PermanentFailure extends BridgeError {}

const EMAIL = /[^\s@"'<>(),;:]+@[^\s@"'<>(),;:]+\.[^\s@"'<>(),;:]+/g;
const SECRET_QUERY =
  /([?&](?:X-Goog-Signature|X-Goog-Credential|X-Amz-Signature|Signature|sig|token|access_token)=)[^&\s"]+/gi;
const MAX_MESSAGE = 500;

/** Text that may be logged or shown: no e-mail addresses, no signed links, not endless. */
export function maskText(text: string): string {
  return text
    .slice(0, MAX_MESSAGE * 4)
    .replace(EMAIL, '[e-mail]')
    .replace(SECRET_QUERY, '$1[secret]')
    .slice(0, MAX_MESSAGE);
}

/** What is known of any thrown value, fit for logs and for the status API. */
export function describeError(error: unknown): { code: string; message: string; remedy?: string } {
  if (error instanceof BridgeError) return { code: error.code, message: maskText(error.message), remedy: error.remedy };
  if (!(error instanceof Error)) return { code: 'UNKNOWN', message: maskText(String(error)) };
  const code = (error as { code?: unknown }).code;
  return { code: typeof code === 'string' ? code : error.name, message: maskText(error.message) };
}
