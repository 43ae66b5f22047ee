/**
 * What Apex has sent: the local org's own `/services/localorg/outbox`, and the notifications of the signed-in user.
 * Source of the latter: Connect REST API Developer Guide, "Notifications".
 */
import { currentFrame } from '../runtime/frame.ts';
import type { ApiContext } from './context.ts';
import type { ApiRequest, ApiResponse } from './messages.ts';
import { ApiError, json } from './messages.ts';

/** Notifications of one answer when nothing else is asked for, and at most. */
const defaultSize = 10;
const maximumSize = 50;

/** Resources that no other org has; null for all other paths. */
export function localRoute(context: ApiContext, request: ApiRequest): ApiResponse | null {
  if (request.path !== '/services/localorg/outbox' || request.method !== 'GET') return null;
  return json({ mail: context.outbox.all(), notifications: context.notifications.all() });
}

export function notifications(context: ApiContext, request: ApiRequest): ApiResponse {
  if (request.method !== 'GET')
    throw new ApiError(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${request.method}' not allowed`);
  const size = Math.min(maximumSize, Number(request.query['size'] ?? defaultSize) || defaultSize);
  const found = context.notifications.all(currentFrame().user.id).slice(0, size);
  return json({
    notifications: found.map((notification) => ({
      id: String(notification.id),
      type: notification.type,
      recipientId: notification.recipientId,
      organizationId: context.facts.id,
      messageTitle: notification.title,
      messageBody: notification.body,
      target: notification.targetId,
      targetPageRef: notification.targetPageRef,
      lastModified: notification.sentAt,
      mostRecentActivityDate: notification.sentAt,
      read: false,
      seen: false,
      count: 1,
    })),
  });
}
