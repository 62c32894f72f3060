import type { RequestState } from '../../domain/request.ts';

/**
 * What leaves the house: email, SMS, webhooks. A delivery is written in the transaction of what it tells of, so that
 * neither is there without the other, and stays until the host says that it has gone. The desk knows when to try again;
 * the host only sends.
 */

/** By which ways this desk can reach anyone at all; what is off is never written down. */
export interface Channels {
  readonly email: boolean;
  readonly sms: boolean;
  /** Emails with a claim link to customers: needs email, and the address of a portal. */
  readonly claims: boolean;
  /** Ids of the company's webhooks, with the happenings each wants to hear of. */
  readonly webhooks: readonly { readonly id: string; readonly events: readonly WebhookEvent[] }[];
}

export const noChannels: Channels = { email: false, sms: false, claims: false, webhooks: [] };

export const webhookEvents = ['submitted', 'assigned', 'message', 'edited', 'deleted', 'completed'] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** What a notification says of a request; the host words it. */
export interface AboutRequest {
  readonly key: string;
  readonly number: number;
  readonly customer: string;
  readonly description: string;
}

/** What is to be sent. */
export type Parcel =
  | { readonly kind: 'new-request'; readonly by: 'email' | 'sms'; readonly to: string; readonly technician: string; readonly about: AboutRequest }
  /** To the customer: somebody has written. The host makes a code, has its hash kept (`claim-made`), and puts it into the link. */
  | { readonly kind: 'claim'; readonly to: string; /** Who has written, or null if the customer asked for another link. */ readonly from: string | null; readonly about: AboutRequest }
  | { readonly kind: 'webhook'; readonly webhook: string; readonly payload: WebhookPayload };

/** The body of a webhook. docs/server.md describes it field by field. */
export interface WebhookPayload {
  readonly event: WebhookEvent;
  readonly company: string;
  /** Milliseconds since the epoch: when it happened, not when it was sent. */
  readonly at: number;
  /** The entry of the log that it tells of. */
  readonly seq: number;
  readonly request: Pick<RequestState, 'key' | 'number' | 'status' | 'chat' | 'customer' | 'technician' | 'submittedAt' | 'completedAt' | 'outcome'>;
  /** For `message`, `edited` and `deleted`. */
  readonly message?: {
    readonly from: 'customer' | 'technician';
    readonly name: string;
    /** For `edited` and `deleted`: the entry that it was. */
    readonly of?: number;
    /** Not there once it has been deleted, or after an edit once there was another. */
    readonly text?: string;
  };
  /** For `submitted`. */
  readonly description?: string;
}

export interface Delivery {
  /** 1, 2, 3… per desk: what a receiver knows a repetition by. */
  readonly id: number;
  readonly parcel: Parcel;
  readonly since: number;
  /** How often it was tried. */
  readonly tries: number;
  /** When it is to be tried next. */
  readonly due: number;
}

/** `failed`: try again later; `refused`: trying again would end the same. */
export type DeliveryResult = 'delivered' | 'failed' | 'refused';

/** Milliseconds before the next try: 5 s, then four times as long each time, at most an hour. */
export function retryAfter(tries: number): number {
  return Math.min(3_600_000, 5_000 * 4 ** Math.max(0, tries - 1));
}

/** Milliseconds after which a delivery that cannot be made is given up. */
export const givenUpAfter = 24 * 3_600_000;

/** Milliseconds for which a claim link holds. */
export const claimLifetime = 7 * 24 * 3_600_000;
