/**
 * The Tooling API as far as it is built: anonymous Apex and the configuration of event subscriptions.
 * Source: Tooling API, "executeAnonymous" and "PlatformEventSubscriberConfig".
 */
import { z } from 'zod';
import type { FrameUser } from '../runtime/frame.ts';
import type { ApiContext } from './context.ts';
import type { ApiRequest, ApiResponse } from './messages.ts';
import { ApiError, json, jsonBody, noContent } from './messages.ts';

const configSchema = z.object({
  DeveloperName: z.string().optional(),
  MasterLabel: z.string().optional(),
  /** Name of the trigger, or its id as EventBusSubscriber.ExternalId shows it. */
  PlatformEventConsumerId: z.string().optional(),
  UserId: z.string().nullable().optional(),
  BatchSize: z.number().int().min(1).max(2000).optional(),
});

/** Dispatches `/tooling/...`. */
export function handleTooling(
  context: ApiContext,
  request: ApiRequest,
  segments: readonly string[],
  user: FrameUser,
): ApiResponse {
  if (segments[0] === 'executeAnonymous') return executeAnonymous(context, request, user);
  if (segments[0] === 'sobjects' && segments[1] === 'PlatformEventSubscriberConfig') {
    return context.write(() => subscriberConfig(context, request, segments[2]));
  }
  throw new ApiError(404, 'NOT_FOUND', `not implemented: tooling/${segments.join('/')}`);
}

function executeAnonymous(context: ApiContext, request: ApiRequest, user: FrameUser): ApiResponse {
  const source = request.query['anonymousBody'];
  if (source === undefined) throw new ApiError(400, 'MISSING_ARGUMENT', 'anonymousBody is required');
  const result = context.anonymous(source, user);
  return json({
    line: result.line,
    column: result.column,
    compiled: result.compiled,
    success: result.success,
    compileProblem: result.compileProblem,
    exceptionMessage: result.exceptionMessage,
    exceptionStackTrace: result.exceptionStackTrace,
  });
}

function subscriberConfig(context: ApiContext, request: ApiRequest, id: string | undefined): ApiResponse {
  const body = configSchema.safeParse(jsonBody(request));
  if (!body.success)
    throw new ApiError(
      400,
      'JSON_PARSER_ERROR',
      `${body.error.issues[0]?.path.join('.')}: ${body.error.issues[0]?.message}`,
    );
  const consumer = consumerOf(context, id ?? body.data.PlatformEventConsumerId);
  if (body.data.UserId !== undefined && body.data.UserId !== null) context.users.byId(body.data.UserId);
  context.bus.configure(consumer, {
    ...(body.data.UserId === undefined ? {} : { userId: body.data.UserId }),
    ...(body.data.BatchSize === undefined ? {} : { batchSize: body.data.BatchSize }),
  });
  return request.method === 'POST' ? json({ id: consumer, success: true, errors: [] }, 201) : noContent();
}

function consumerOf(context: ApiContext, given: string | undefined): string {
  const name = given?.split('__').at(-1);
  const found = context.bus
    .subscriptions()
    .find((subscription) => subscription.consumer.toLowerCase() === name?.toLowerCase());
  if (found === undefined)
    throw new ApiError(400, 'INVALID_CROSS_REFERENCE_KEY', 'There is no event trigger of that name.', [
      'PlatformEventConsumerId',
    ]);
  return found.consumer;
}
