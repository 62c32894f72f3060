import type { AmendFault } from '../domain/amendments.ts';
import type { Reason } from '../domain/lifecycle.ts';

/**
 * Every code that can travel or be thrown. Codes, never prose: the page words them in its reader's language.
 * The table in docs/errors.md says what each means and what to do.
 */
export type ErrorCode = RefusalCode | AskCode | LocalCode;

/** Why a command was refused for good: asking again gives the same answer. */
export type PermanentCode =
  | Reason
  | AmendFault
  | 'invalid' // a field breaks a rule; `faults` says which
  | 'not_found' // no such request for the one who asks: a stranger's looks the same as none
  | 'forbidden' // the role may not do this at all
  | 'conflict' // the key is taken
  | 'no_such_technician' // nobody of that id works here, or they are disabled
  | 'last_admin' // somebody must be left who can change the technicians
  | 'claim_used' // the link has opened its request once already, or is older than a week: ask for another
  | 'too_soon' // done a few minutes ago: another link is not sent yet
  | 'claim_unknown' // no link of this server
  | 'no_such_file' // not uploaded, not yours, or bound elsewhere
  | 'file_refused'; // the type is not allowed for the sender's device

/** Why a command was not taken now: it stays in its lane and is sent again. */
export type TransientCode = 'rate_limited' | 'unavailable' | 'token_expired';

export type RefusalCode = PermanentCode | TransientCode;

/** Why a question (open, page, find, query, ticket, open-notes, staff, earlier) has no answer. */
export type AskCode = 'not_found' | 'forbidden' | 'invalid' | 'unavailable' | 'rate_limited';

/** What the page says of itself, without asking the desk. */
export type LocalCode =
  | 'offline' // a decision cannot wait for the network
  | 'closed' // the client was closed
  | 'reset' // whoever gave it is forgotten: they have signed out, or somebody else has signed in
  | 'no_token' // what gives the page a customer's token has given none
  | 'no_such_desk' // no company of that name at this server
  | 'unauthorised' // the token was refused
  | 'version' // the desk speaks another version
  | 'lane' // the desk refused this tab's lane
  | 'bad_frame' // one side sent what the other cannot read
  | 'upload_failed'
  | 'too_large';

const transient: ReadonlySet<string> = new Set<TransientCode>(['rate_limited', 'unavailable', 'token_expired']);

export function isTransient(code: string): code is TransientCode {
  return transient.has(code);
}

/** Why a connection ends: the code of the WebSocket's close frame. */
export const closeCodes = {
  bad_frame: 4400,
  unauthorised: 4401,
  forbidden: 4403,
  no_such_desk: 4404,
  /** No hello, or no sign of life, in time. */
  timeout: 4408,
  lane: 4409,
  /** The reader is too slow: the desk let go of it, and it reads on from the log. */
  too_slow: 4413,
  version: 4426,
} as const;

export type CloseReason = keyof typeof closeCodes;

/** What a WebSocket says of a connection that broke or never was; other links say it, too. */
export const brokenLink = 1006;

/** Reasons after which another try would end the same; each is an {@link ErrorCode} too. */
const terminal = ['bad_frame', 'unauthorised', 'forbidden', 'no_such_desk', 'lane', 'version'] as const satisfies readonly (CloseReason & ErrorCode)[];

export type TerminalReason = (typeof terminal)[number];

/** The reason of a close code that must not be followed by another try, or null if it may. */
export function terminalReason(code: number): TerminalReason | null {
  return terminal.find((reason) => closeCodes[reason] === code) ?? null;
}
