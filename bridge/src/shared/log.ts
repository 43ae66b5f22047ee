import { pino, type Logger } from 'pino';
import { maskText } from './errors.ts';

export type { Logger } from 'pino';

const SECRET_PATHS = [
  'clientSecret',
  'privateKey',
  'hmacKeys',
  'accessToken',
  'statusToken',
  'authorization',
  'url',
  '*.clientSecret',
  '*.privateKey',
  '*.hmacKeys',
  '*.accessToken',
  '*.authorization',
];

/**
 * The structured log of the service. Secrets are redacted by path, and every error is reduced to its code and a masked
 * message, as causes may quote personal data.
 */
export function createLog(level: string): Logger {
  return pino({
    name: 'bridge',
    level,
    redact: { paths: SECRET_PATHS, censor: '[secret]' },
    serializers: { err: errorOf },
  });
}

function errorOf(error: unknown): object {
  if (!(error instanceof Error)) return { message: maskText(String(error)) };
  const { code, remedy } = error as { code?: unknown; remedy?: unknown };
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    message: maskText(error.message),
    ...(typeof remedy === 'string' && { remedy }),
    ...(error.cause instanceof Error && { cause: errorOf(error.cause) }),
  };
}
