import type { RequestState, Stars } from '../domain/request.ts';
import type { Column, Direction } from '../domain/sort-key.ts';
import type { ErrorCode } from '../protocol/errors.ts';
import type { ConnectionState, Line, Submission } from '../client/client.ts';

/** The events of the elements: typed subclasses of Event, bubbling and composed, dispatched once by the innermost element. */

const open: EventInit = { bubbles: true, composed: true };
const cancellable: EventInit = { ...open, cancelable: true };

abstract class SupportEvent extends Event {
  static readonly type: string;
  constructor(init = open) {
    super(new.target.type, init);
  }
}

/** The element has rendered for the first time. Does not bubble. */
export class SupportReadyEvent extends SupportEvent {
  static override readonly type = 'support-ready';
  constructor() {
    super({});
  }
}

/** A customer is about to submit. Cancelling keeps the form as it is. */
export class SupportRequestSubmitEvent extends SupportEvent {
  static override readonly type = 'support-request-submit';
  readonly form: Submission;
  constructor(form: Submission) {
    super(cancellable);
    this.form = form;
  }
}

/** The request is on the desk's disk. */
export class SupportRequestSubmittedEvent extends SupportEvent {
  static override readonly type = 'support-request-submitted';
  readonly key: string;
  readonly number: number;
  constructor(key: string, number: number) {
    super();
    this.key = key;
    this.number = number;
  }
}

/** The state of the shown request has changed. */
export class SupportRequestChangeEvent extends SupportEvent {
  static override readonly type = 'support-request-change';
  readonly state: RequestState;
  constructor(state: RequestState) {
    super();
    this.state = state;
  }
}

/** A message is about to be sent. Cancelling keeps the text in the composer. */
export class SupportMessageSendEvent extends SupportEvent {
  static override readonly type = 'support-message-send';
  readonly text: string;
  constructor(text: string) {
    super(cancellable);
    this.text = text;
  }
}

/** A message or file of the other side has arrived. */
export class SupportMessageReceiveEvent extends SupportEvent {
  static override readonly type = 'support-message-receive';
  readonly line: Line;
  constructor(line: Line) {
    super();
    this.line = line;
  }
}

/** How many lines of the other side are unread has changed. */
export class SupportUnreadChangeEvent extends SupportEvent {
  static override readonly type = 'support-unread-change';
  readonly unread: number;
  constructor(unread: number) {
    super();
    this.unread = unread;
  }
}

/** A technician has joined the chat. */
export class SupportChatJoinEvent extends SupportEvent {
  static override readonly type = 'support-chat-join';
  readonly technician: string;
  constructor(technician: string) {
    super();
    this.technician = technician;
  }
}

/** The chat has ended. */
export class SupportChatEndEvent extends SupportEvent {
  static override readonly type = 'support-chat-end';
}

/** The customer has rated the help. It goes out as soon as it can. */
export class SupportRateEvent extends SupportEvent {
  static override readonly type = 'support-rate';
  readonly stars: Stars;
  readonly comment: string;
  constructor(stars: Stars, comment: string) {
    super();
    this.stars = stars;
    this.comment = comment;
  }
}

/** A technician's own availability, or, in a portal, whether the company is live. */
export class SupportAvailabilityChangeEvent extends SupportEvent {
  static override readonly type = 'support-availability-change';
  readonly available: boolean;
  constructor(available: boolean) {
    super();
    this.available = available;
  }
}

export class SupportConnectionChangeEvent extends SupportEvent {
  static override readonly type = 'support-connection-change';
  readonly connection: ConnectionState;
  constructor(connection: ConnectionState) {
    super();
    this.connection = connection;
  }
}

/** A request was chosen in a list, or null when the choice was given up. `request` is `company/number`. */
export class SupportSelectEvent extends SupportEvent {
  static override readonly type = 'support-select';
  readonly key: string | null;
  readonly company: string;
  readonly number: number;
  constructor(selected: { key: string; company: string; number: number } | null) {
    super();
    this.key = selected?.key ?? null;
    this.company = selected?.company ?? '';
    this.number = selected?.number ?? 0;
  }
  get request(): string {
    return this.key === null ? '' : `${this.company}/${String(this.number)}`;
  }
}

/** The technician has given a list another order. */
export class SupportSortEvent extends SupportEvent {
  static override readonly type = 'support-sort';
  readonly sort: Column;
  readonly direction: Direction;
  constructor(sort: Column, direction: Direction) {
    super();
    this.sort = sort;
    this.direction = direction;
  }
}

/** Something went wrong that a host page may want to log. The element has already told its reader. */
export class SupportErrorEvent extends SupportEvent {
  static override readonly type = 'support-error';
  readonly code: ErrorCode;
  readonly error: unknown;
  constructor(code: ErrorCode, error: unknown) {
    super();
    this.code = code;
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'support-ready': SupportReadyEvent;
    'support-request-submit': SupportRequestSubmitEvent;
    'support-request-submitted': SupportRequestSubmittedEvent;
    'support-request-change': SupportRequestChangeEvent;
    'support-message-send': SupportMessageSendEvent;
    'support-message-receive': SupportMessageReceiveEvent;
    'support-unread-change': SupportUnreadChangeEvent;
    'support-chat-join': SupportChatJoinEvent;
    'support-chat-end': SupportChatEndEvent;
    'support-rate': SupportRateEvent;
    'support-availability-change': SupportAvailabilityChangeEvent;
    'support-connection-change': SupportConnectionChangeEvent;
    'support-select': SupportSelectEvent;
    'support-sort': SupportSortEvent;
    'support-error': SupportErrorEvent;
  }
}
