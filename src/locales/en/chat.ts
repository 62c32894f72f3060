import type { Action } from '../../domain/lifecycle.ts';
import type { Formats } from '../formats.ts';
import { en as common, type CommonTerms } from './common.ts';

/** What is said around a chat: words of its own, and those that all elements share. */
export interface ChatTerms extends CommonTerms {
  readonly actions: Readonly<Record<Exclude<Action, 'rate'>, string>>;
  readonly message: string;
  readonly messagePlaceholder: string;
  readonly send: string;
  readonly conversation: string;
  readonly noMessages: string;
  readonly earlier: string;
  readonly later: string;
  readonly jumpToLatest: string;
  readonly newMessages: (count: number, f: Formats) => string;
  readonly progress: { readonly sending: string; readonly sent: string; readonly delivered: string; readonly read: string; readonly failed: string };
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly dismiss: string;
  readonly searchConversation: string;
  /** The button that opens what can be done with a message. */
  readonly changeMessage: string;
  /** Before a line of one's own, for whoever hears it. */
  readonly youSaid: string;
  readonly said: (who: string) => string;
  /** Lines of the log that nobody wrote. `who` is replaced by the name, isolated. */
  readonly system: {
    readonly assigned: (who: string) => string;
    readonly unassigned: (who: string) => string;
    /** Somebody has taken it from `who`. */
    readonly unassignedBy: (who: string, by: string) => string;
    readonly transferred: (to: string, by: string) => string;
    readonly invited: (who: string, by: string) => string;
    readonly left: (who: string) => string;
    readonly reopened: (who: string) => string;
    readonly joined: (who: string) => string;
    readonly endedBy: (who: string) => string;
    readonly completed: (who: string) => string;
    readonly withdrawn: (who: string) => string;
    /** `comment` is empty, or what was said beside the stars. */
    readonly rated: (who: string, comment: string, stars: number) => string;
  };
  readonly messageFrom: (who: string, text: string) => string;
  readonly typing: (who: string) => string;
  /** More than one. */
  readonly severalType: string;
  readonly messagesFrom: (count: number, who: string, f: Formats) => string;
  /** Behind a message that was written anew. */
  readonly edited: string;
  /** In the place of a message that was taken back. */
  readonly messageDeleted: string;
  readonly messageTooLong: string;
  readonly messageNotSent: (why: string) => string;
  readonly newSince: string;
  readonly download: (name: string) => string;
  readonly sentFile: (who: string, name: string) => string;
}

export const en: ChatTerms = {
  ...common,
  actions: {
    assign: 'Assign to Me',
    unassign: 'Unassign',
    transfer: 'Transfer',
    'join-chat': 'Join Chat',
    'leave-chat': 'Leave Chat',
    invite: 'Invite',
    reopen: 'Reopen',
    note: 'Note',
    'end-chat': 'End Chat',
    close: 'Close Request',
    amend: 'Edit',
    write: 'Send',
    'share-file': 'Upload File',
    withdraw: 'Withdraw request',
  },
  message: 'Message',
  messagePlaceholder: 'Message…',
  send: 'Send',
  conversation: 'Conversation',
  noMessages: 'No messages yet.',
  earlier: 'Show earlier messages',
  later: 'Show later messages',
  jumpToLatest: 'Jump to the latest message',
  newMessages: (count, f) => (f.plural(count) === 'one' ? `${f.number(count)} new message` : `${f.number(count)} new messages`),
  progress: { sending: 'Sending…', sent: 'Sent', delivered: 'Delivered', read: 'Read', failed: 'Not sent' },
  copy: 'Copy',
  copied: 'Copied.',
  copyFailed: 'Copying was not possible. Select the text and copy it yourself.',
  dismiss: 'Dismiss',
  searchConversation: 'Search this conversation',
  changeMessage: 'Edit or delete this message',
  youSaid: 'You:',
  said: (who) => `${who}:`,
  system: {
    assigned: (who) => `${who} has taken on this request`,
    unassigned: (who) => `${who} has given this request back`,
    unassignedBy: (who, by) => `${by} has taken this request back from ${who}`,
    transferred: (to, by) => `${by} has handed this request over to ${to}`,
    invited: (who, by) => `${by} has invited ${who} into the chat`,
    left: (who) => `${who} left the chat`,
    reopened: (who) => `${who} has opened this request again`,
    joined: (who) => `${who} joined the chat`,
    endedBy: (who) => `${who} ended the chat`,
    completed: (who) => `${who} closed the request`,
    withdrawn: (who) => `${who} withdrew the request`,
    rated: (who, comment, stars) => `${who} gave ${stars} of 5 stars${comment && `: ${comment}`}`,
  },
  messageFrom: (who, text) => `${who}: ${text}`,
  typing: (who) => `${who} is typing…`,
  severalType: 'Several people are typing…',
  messagesFrom: (count, who, f) => (f.plural(count) === 'one' ? `${f.number(count)} message from ${who}` : `${f.number(count)} messages from ${who}`),
  edited: 'edited',
  messageDeleted: 'Message deleted',
  messageTooLong: 'This message is too long. Shorten it, or send it in parts.',
  messageNotSent: (why) => `Not sent. ${why}`,
  newSince: 'New messages',
  download: (name) => `Download ${name}`,
  sentFile: (who, name) => `${who} sent the file ${name}`,
};
