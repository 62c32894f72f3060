import type { Standing } from '../../domain/request.ts';
import type { Reason } from '../../domain/lifecycle.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import type { Formats } from '../formats.ts';

/** What both sides read before there is a chat: status, files, errors. Names arrive isolated in <bdi>, so terms with a name are split around it. */
export interface CommonTerms {
  readonly standing: Readonly<Record<Standing, string>>;
  /** Why an action is not offered, and what to do instead. */
  readonly reasons: Readonly<Record<Reason, string>>;

  readonly loading: string;
  readonly retry: string;
  readonly discard: string;
  readonly charactersLeft: (count: number, f: Formats) => string;

  readonly file: {
    readonly upload: string;
    readonly select: string;
    readonly photograph: string;
    readonly drop: string;
    readonly limits: (types: string, size: string) => string;
    readonly allTypes: string;
    readonly pictures: string;
    readonly missing: string;
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
}

const reasons: CommonTerms['reasons'] = {
  not_assigned: 'Nobody has this request yet. Assign it to yourself first.',
  already_assigned: 'This request is yours already.',
  someone_elses: 'Another technician has this request.',
  not_available: 'You are set to Unavailable. Set yourself to Available first.',
  join_first: 'Join the chat first.',
  already_joined: 'You are in this chat already.',
  no_chat: 'There is no chat to end.',
  not_guest: 'Only who was invited can leave. End the chat instead.',
  not_completed: 'This request is still open.',
  completed: 'This request is completed. You can still read it.',
};

export const en: CommonTerms = {
  standing: { new: 'New', waiting: 'Waiting for chat', 'in-progress': 'In progress', 'in-chat': 'In chat', 'chat-ended': 'Chat ended', completed: 'Completed' },
  reasons,

  loading: 'Loading…',
  retry: 'Try again',
  discard: 'Discard',
  charactersLeft: (count, f) => (f.plural(count) === 'one' ? `${f.number(count)} character left` : `${f.number(count)} characters left`),

  file: {
    upload: 'Upload File',
    select: 'Select File',
    photograph: 'Take Photo',
    drop: 'Drop files here',
    limits: (types, size) => `${types}. Up to ${size} each.`,
    allTypes: 'Pictures, PDF, Office documents, text and archives',
    pictures: 'Pictures (JPEG, PNG, GIF, BMP, TIFF)',
    missing: 'Choose a file.',
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
    ...reasons,
    unavailable: 'The support server cannot take this at the moment. We’ll try again.',
    completed: 'The request has been completed in the meantime.',
    invalid: 'Something in it cannot be accepted. Check it and try again.',
    not_found: 'There is no such request, or it is not yours to see.',
    forbidden: 'You do not have the right to do this.',
    conflict: 'A request like this exists already.',
    no_such_technician: 'This technician does not work here, or no longer does.',
    last_admin: 'Somebody must be left who can change the technicians. Make another one an admin first.',
    claim_used: 'This link has been used already, or is older than a week.',
    too_soon: 'That was done a few minutes ago. Try again a little later.',
    claim_unknown: 'This link is not known here. Check that it is whole.',
    no_such_message: 'This message is no longer there.',
    not_yours: 'Only whoever wrote it can change it.',
    too_late: 'The time for changing it is over.',
    no_such_file: 'The file is no longer there. Upload it again.',
    file_refused: 'This type of file cannot be sent from this device.',
    rate_limited: 'A lot has come from your network. More can be sent in a while.',
    token_expired: 'Your sign-in has run out. Sign in again.',
    offline: 'There is no connection right now. Try again when you are online.',
    closed: 'The page has been closed.',
    reset: 'You have signed out.',
    no_token: 'Your sign-in could not be confirmed. Sign in again.',
    no_such_desk: 'This company is not known here. Check the address.',
    unauthorised: 'Your sign-in is not valid. Sign in again.',
    version: 'This page is out of date. Reload it.',
    lane: 'This tab has lost its place. Reload the page.',
    bad_frame: 'The page and the server did not understand each other. Reload the page.',
    upload_failed: 'The upload was interrupted. Try again.',
    too_large: 'The file is too large.',
  },
};
