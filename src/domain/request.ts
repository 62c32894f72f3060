/** The words of the field, as types. Everything here is plain JSON, so that it travels and is stored as it is. */

export type Role = 'customer' | 'technician';

/** Whose a request is: nobody's yet, a technician's, or done. */
export type RequestStatus = 'new' | 'active' | 'completed';

/** Where the conversation is; moves apart from {@link RequestStatus}. */
export type ChatStatus = 'none' | 'waiting' | 'joined' | 'ended';

/** How a completed request ended. `withdrawn` is the customer's doing, the others a technician's. */
export type Outcome = 'resolved' | 'unresolved' | 'withdrawn';

export type DeviceType = 'desktop' | 'tablet' | 'phone' | 'other';
export type OperatingSystem = 'windows' | 'macos' | 'ios' | 'android' | 'linux' | 'chromeos' | 'other';

/** What the customer's browser says of itself, read once into names (see devices.ts). */
export interface Device {
  readonly type: DeviceType;
  readonly os: OperatingSystem;
  /** Product name and major version, such as `Firefox 128`; empty if unknown. */
  readonly browser: string;
}

export const unknownDevice: Device = { type: 'other', os: 'other', browser: '' };

/** A technician as a request and its log name them. */
export interface Technician {
  readonly id: string;
  readonly name: string;
}

/** A second technician in somebody else's chat: asked in by whoever has the request. */
export interface Guest extends Technician {
  /** False while the invitation has not been taken up. */
  readonly joined: boolean;
}

/** The customer as the form gave them. */
export interface Contact {
  readonly name: string;
  readonly email: string;
}

/** Who a customer is by the word of whoever signs tokens for the company's site. */
export interface ConfirmedIdentity {
  /** The customer's id there: `sub` of the token. */
  readonly id: string;
  /** Who says so: `iss`, if the token has one. */
  readonly issuer?: string;
  readonly name?: string;
  readonly email?: string;
}

/** Who did something, as the log keeps it. A customer has no id in the log: a request has one customer side. */
export type Author = { readonly role: 'customer'; readonly name: string } | ({ readonly role: 'technician' } & Technician);

/** A file as the log keeps it; the bytes are elsewhere, behind a ticket. */
export interface SharedFile {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Media type, fixed by the extension, never the uploader's word. */
  readonly type: string;
}

/** How many of five stars: 1 is the worst, 5 the best. */
export const starValues = [1, 2, 3, 4, 5] as const;
export type Stars = (typeof starValues)[number];

/** What a customer thinks of the help they were given. */
export interface Rating {
  readonly stars: Stars;
  /** May be empty. */
  readonly comment: string;
  /** Milliseconds since the epoch, by the desk's clock. */
  readonly at: number;
}

/** Small values a host page attaches to a request for the technician to see. */
export type Metadata = Readonly<Record<string, string | number | boolean>>;

/**
 * The small state of a request: all that buttons, lists and rights need, and nothing that grows with the log.
 * Made by `apply` alone.
 */
export interface RequestState {
  readonly key: string;
  /** Ascending per company: the "Request ID" of people. */
  readonly number: number;
  readonly company: string;
  readonly status: RequestStatus;
  readonly chat: ChatStatus;
  readonly customer: Contact;
  readonly description: string;
  readonly metadata: Metadata;
  readonly device: Device;
  readonly technician: Technician | null;
  /** Only while the chat is `joined`: it begins and ends with whoever has the request. */
  readonly guests: readonly Guest[];
  /** Milliseconds since the epoch, by the desk's clock. */
  readonly submittedAt: number;
  readonly assignedAt: number | null;
  /** Since when the customer has been waiting for an answer, or null. */
  readonly waitingSince: number | null;
  readonly completedAt: number | null;
  readonly outcome: Outcome | null;
  /** The last one; it stays when the request is opened again. Not there if there was none. */
  readonly rating?: Rating;
  /** The time of the last event. */
  readonly updatedAt: number;
  /** The sequence number of the last event folded in. */
  readonly head: number;
}

/** What the Status column says: one word from `status` and `chat` together. */
export const standings = ['new', 'waiting', 'in-progress', 'in-chat', 'chat-ended', 'completed'] as const;
export type Standing = (typeof standings)[number];

/** New, Waiting for chat, In progress, In chat, Chat ended or Completed, derived from `status` and `chat`. */
export function standing(request: Pick<RequestState, 'status' | 'chat'>): Standing {
  if (request.status === 'completed') return 'completed';
  if (request.chat === 'waiting') return 'waiting';
  if (request.status === 'new') return 'new';
  if (request.chat === 'joined') return 'in-chat';
  return request.chat === 'ended' ? 'chat-ended' : 'in-progress';
}
