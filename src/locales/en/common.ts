import type { Standing, Outcome, DeviceType, OperatingSystem } from '../../domain/request.ts';
import type { Action, Reason } from '../../domain/lifecycle.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import type { Formats } from '../formats.ts';

/** What both sides read: status, chat, files, errors. Names arrive isolated in <bdi>, so terms with a name are split around it. */
export interface CommonTerms {
  readonly standing: Readonly<Record<Standing, string>>;
  readonly actions: Readonly<Record<Action, string>>;
  /** Why an action is not offered, and what to do instead. */
  readonly reasons: Readonly<Record<Reason, string>>;
  readonly outcome: Readonly<Record<Outcome, string>>;
  readonly deviceType: Readonly<Record<DeviceType, string>>;
  readonly os: Readonly<Record<OperatingSystem, string>>;

  readonly chat: string;
  readonly message: string;
  readonly messagePlaceholder: string;
  readonly send: string;
  readonly attach: string;
  readonly conversation: string;
  readonly noMessages: string;
  readonly earlier: string;
  readonly loading: string;
  readonly jumpToLatest: string;
  readonly newMessages: (count: number, f: Formats) => string;
  readonly you: string;
  readonly customer: string;
  readonly progress: { readonly sending: string; readonly sent: string; readonly delivered: string; readonly read: string; readonly failed: string };
  readonly retry: string;
  readonly discard: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly dismiss: string;
  /** Before a line of one's own, for whoever hears it. */
  readonly youSaid: string;
  readonly said: (who: string) => string;
  /** Lines of the log that nobody wrote. `who` is replaced by the name, isolated. */
  readonly system: {
    readonly assigned: (who: string) => string;
    readonly unassigned: (who: string) => string;
    readonly joined: (who: string) => string;
    readonly endedBy: (who: string) => string;
    readonly completed: (who: string) => string;
    readonly withdrawn: (who: string) => string;
  };
  readonly messageFrom: (who: string, text: string) => string;
  readonly messagesFrom: (count: number, who: string, f: Formats) => string;
  readonly charactersLeft: (count: number, f: Formats) => string;
  readonly messageTooLong: string;
  readonly messageNotSent: (why: string) => string;
  readonly newSince: string;

  readonly file: {
    readonly upload: string;
    readonly select: string;
    readonly drop: string;
    readonly limits: (types: string, size: string) => string;
    readonly allTypes: string;
    readonly pictures: string;
    readonly download: (name: string) => string;
    readonly uploading: (percent: string) => string;
    readonly remove: (name: string) => string;
    readonly cancel: (name: string) => string;
    readonly chosen: (count: number, f: Formats) => string;
    readonly shared: (who: string, name: string) => string;
    readonly missing: string;
    readonly faults: {
      readonly type_not_allowed: (name: string, types: string) => string;
      readonly empty: (name: string) => string;
      readonly too_large: (name: string, size: string) => string;
      readonly content_mismatch: (name: string) => string;
      readonly bad_name: (name: string) => string;
      readonly too_many: (name: string, count: string) => string;
    };
  };

  readonly connection: {
    readonly connecting: string;
    readonly reconnecting: string;
    readonly offline: string;
    readonly refused: string;
    readonly memory: string;
    readonly back: string;
  };
  /** What a code says to a person. */
  readonly errors: Readonly<Record<ErrorCode, string>>;
  readonly assignedToOther: (technician: string) => string;
}

export const en: CommonTerms = {
  standing: { new: 'New', waiting: 'Waiting for chat', 'in-progress': 'In progress', 'in-chat': 'In chat', 'chat-ended': 'Chat ended', completed: 'Completed' },
  actions: {
    assign: 'Assign to Me',
    unassign: 'Unassign',
    'join-chat': 'Join Chat',
    'end-chat': 'End Chat',
    close: 'Close Request',
    write: 'Send',
    'share-file': 'Upload File',
    withdraw: 'Withdraw request',
  },
  reasons: {
    not_assigned: 'Nobody has this request yet. Assign it to yourself first.',
    already_assigned: 'This request is yours already.',
    someone_elses: 'Another technician has this request.',
    not_available: 'You are set to Unavailable. Set yourself to Available first.',
    join_first: 'Join the chat first.',
    already_joined: 'You are in this chat already.',
    no_chat: 'There is no chat to end.',
    completed: 'This request is completed. It can be read, but not changed.',
  },
  outcome: { resolved: 'Resolved', unresolved: 'Not resolved', withdrawn: 'Withdrawn by the customer' },
  deviceType: { desktop: 'Computer', tablet: 'Tablet', phone: 'Phone', other: 'Unknown' },
  os: { windows: 'Windows', macos: 'macOS', ios: 'iOS', android: 'Android', linux: 'Linux', chromeos: 'ChromeOS', other: 'Unknown' },

  chat: 'Chat',
  message: 'Message',
  messagePlaceholder: 'Message…',
  send: 'Send',
  attach: 'Upload File',
  conversation: 'Conversation',
  noMessages: 'No messages yet.',
  earlier: 'Show earlier messages',
  loading: 'Loading…',
  jumpToLatest: 'Jump to the latest message',
  newMessages: (count, f) => (f.plural(count) === 'one' ? `${f.number(count)} new message` : `${f.number(count)} new messages`),
  you: 'You',
  customer: 'Customer',
  progress: { sending: 'Sending…', sent: 'Sent', delivered: 'Delivered', read: 'Read', failed: 'Not sent' },
  retry: 'Try again',
  discard: 'Discard',
  copy: 'Copy',
  copied: 'Copied.',
  copyFailed: 'Copying was not possible. Select the text and copy it yourself.',
  dismiss: 'Dismiss',
  youSaid: 'You:',
  said: (who) => `${who}:`,
  system: {
    assigned: (who) => `${who} has taken on this request`,
    unassigned: (who) => `${who} has given this request back`,
    joined: (who) => `${who} joined the chat`,
    endedBy: (who) => `${who} ended the chat`,
    completed: (who) => `${who} closed the request`,
    withdrawn: (who) => `${who} withdrew the request`,
  },
  messageFrom: (who, text) => `${who}: ${text}`,
  messagesFrom: (count, who, f) => (f.plural(count) === 'one' ? `${f.number(count)} message from ${who}` : `${f.number(count)} messages from ${who}`),
  charactersLeft: (count, f) => (f.plural(count) === 'one' ? `${f.number(count)} character left` : `${f.number(count)} characters left`),
  messageTooLong: 'This message is too long. Shorten it, or send it in parts.',
  messageNotSent: (why) => `Not sent. ${why}`,
  newSince: 'New messages',

  file: {
    upload: 'Upload File',
    select: 'Select File',
    drop: 'Drop files here',
    limits: (types, size) => `${types}. Up to ${size} each.`,
    allTypes: 'Pictures, PDF, Office documents, text and archives',
    pictures: 'Pictures (JPEG, PNG, GIF, BMP, TIFF)',
    download: (name) => `Download ${name}`,
    uploading: (percent) => `Uploading, ${percent}`,
    remove: (name) => `Remove ${name}`,
    cancel: (name) => `Cancel the upload of ${name}`,
    chosen: (count, f) => (f.plural(count) === 'one' ? `${f.number(count)} file chosen` : `${f.number(count)} files chosen`),
    shared: (who, name) => `${who} sent the file ${name}`,
    missing: 'Choose a file.',
    faults: {
      type_not_allowed: (name, types) => `${name} cannot be sent from this device. Allowed: ${types}.`,
      empty: (name) => `${name} is empty.`,
      too_large: (name, size) => `${name} is larger than ${size}.`,
      content_mismatch: (name) => `${name} is not what its ending says. Save it again in the right format and try once more.`,
      bad_name: (name) => `${name} has a name that cannot be used. Rename the file and try again.`,
      too_many: (name, count) => `${name} was left out: at most ${count} files at a time.`,
    },
  },

  connection: {
    connecting: 'Connecting…',
    reconnecting: 'Connection lost. Reconnecting…',
    offline: 'No connection. What you write is kept and goes out as soon as there is one.',
    refused: 'This page cannot connect.',
    memory: 'This browser does not let the page store anything. Keep this tab open until everything is sent.',
    back: 'Connected again.',
  },
  errors: {
    not_assigned: 'Nobody has this request yet. Assign it to yourself first.',
    already_assigned: 'This request is yours already.',
    someone_elses: 'Another technician has this request.',
    not_available: 'You are set to Unavailable. Set yourself to Available first.',
    unavailable: 'The support server cannot take this at the moment. We’ll try again.',
    join_first: 'Join the chat first.',
    already_joined: 'You are in this chat already.',
    no_chat: 'There is no chat to end.',
    completed: 'The request has been completed in the meantime.',
    invalid: 'Something in it cannot be accepted. Check it and try again.',
    not_found: 'There is no such request, or it is not yours to see.',
    forbidden: 'You do not have the right to do this.',
    conflict: 'A request like this exists already.',
    no_such_file: 'The file is no longer there. Upload it again.',
    file_refused: 'This type of file cannot be sent from this device.',
    rate_limited: 'That was a lot at once. It goes out in a moment.',
    token_expired: 'Your sign-in has run out. Sign in again.',
    offline: 'There is no connection right now. Try again when you are online.',
    closed: 'The page has been closed.',
    no_such_desk: 'This company is not known here. Check the address.',
    unauthorised: 'Your sign-in is not valid. Sign in again.',
    version: 'This page is out of date. Reload it.',
    lane: 'This tab has lost its place. Reload the page.',
    bad_frame: 'The page and the server did not understand each other. Reload the page.',
    upload_failed: 'The upload was interrupted. Try again.',
    too_large: 'The file is too large.',
  },
  assignedToOther: (technician) => `${technician} was faster and has this request now.`,
};
