import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { Refusal } from '../errors.ts';

/** Turns refusals into SpotDraft's error shapes. */
export const publicErrors: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  if (error instanceof Refusal) {
    const { status, code, message } = error;
    response
      .status(status)
      .json(code === undefined ? { detail: message } : { detail: message, status_code: status, code, message });
  } else if (error instanceof z.ZodError) {
    response
      .status(400)
      .json(Object.fromEntries(error.issues.map((issue) => [issue.path.join('.') || 'body', [issue.message]])));
  } else if (isBodyError(error)) response.status(error.status).json({ detail: 'JSON parse error' });
  else response.status(500).json({ detail: 'Internal Server Error' });
};

/** The same for the control API: one sentence that says what to do. */
export const controlErrors: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  if (error instanceof Refusal) response.status(error.status).json({ error: error.message });
  else if (error instanceof z.ZodError) response.status(400).json({ error: z.prettifyError(error) });
  else if (isBodyError(error)) response.status(error.status).json({ error: 'The body is no JSON.' });
  else response.status(500).json({ error: error instanceof Error ? error.message : 'Something went wrong.' });
};

function isBodyError(error: unknown): error is { status: number } {
  return (
    typeof error === 'object' &&
    error !== null &&
    'type' in error &&
    'status' in error &&
    typeof error.status === 'number'
  );
}
