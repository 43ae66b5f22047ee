/** What the HTTP thread and the Apex worker tell each other. */
import type { ApiRequest, ApiResponse } from '../api/messages.ts';
import type { LockFault } from '../data/faults/index.ts';
import type { OAuthClient } from '../api/sessions.ts';
import type { ShapeSource } from '../schema/org-shape.ts';
import type { SentNotification } from '../platform/messages/notifications.ts';
import type { SentMail } from '../platform/messages/outbox.ts';

export interface WorkerData {
  readonly projectDirectory: string;
  readonly namespace: string | null;
  readonly shape: ShapeSource;
  /** Data file; null: in memory. */
  readonly file: string | null;
  readonly clients: readonly OAuthClient[];
}

export type ToWorker =
  | { readonly kind: 'request'; readonly id: number; readonly request: ApiRequest }
  | { readonly kind: 'anonymous'; readonly id: number; readonly source: string; readonly username: string | null }
  | { readonly kind: 'blob'; readonly id: number; readonly blobId: string; readonly piece: number }
  | { readonly kind: 'idle'; readonly id: number }
  /** Answers how many statements have failed by faults. */
  | {
      readonly kind: 'faults';
      readonly id: number;
      readonly action: { readonly lock: LockFault } | 'fillStorage' | 'clear' | 'count';
    }
  | { readonly kind: 'messages'; readonly id: number }
  | { readonly kind: 'stop'; readonly id: number };

export type FromWorker =
  | { readonly kind: 'ready' }
  /** The org cannot start; the text says why. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'fault'; readonly message: string }
  | { readonly kind: 'reply'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string };

/** What Apex has sent since the org was made. */
export interface SentMessages {
  readonly mail: readonly SentMail[];
  readonly notifications: readonly SentNotification[];
}

export type { ApiResponse };
