import type { TextFault } from '../../domain/text-rules.ts';
import type { Formats } from '../formats.ts';

/** What a customer reads around the chat. */
export interface PortalTerms {
  readonly heading: string;
  readonly name: string;
  readonly email: string;
  readonly description: string;
  readonly descriptionHint: string;
  readonly submit: string;
  readonly submitting: string;
  readonly submitOffline: string;
  readonly live: string;
  readonly away: string;
  /** Under the button: what happens next. */
  readonly liveHint: string;
  readonly awayHint: string;
  readonly faults: {
    readonly name: Readonly<Record<Exclude<TextFault, 'not_an_email'>, string>>;
    readonly email: Readonly<Record<TextFault, string>>;
    readonly description: Readonly<Record<Exclude<TextFault, 'not_an_email'>, string>>;
  };
  readonly tooLong: (limit: string) => string;
  readonly charactersOver: (count: number, f: Formats) => string;
  readonly faultSummary: (count: number, f: Formats) => string;
  /** Every fault that the summary named is mended. */
  readonly faultsMended: string;
  readonly submitted: (number: string) => string;
  readonly submittedHint: string;
  readonly notSubmitted: string;
  /** Its code could not be fetched. */
  readonly chatNotLoaded: string;
  readonly requestTitle: (number: string) => string;
  /** While it has no number yet. */
  readonly yourRequest: string;
  /** In the chat, while nobody has joined. */
  readonly waiting: string;
  readonly offlineAnswer: string;
  readonly inProgress: (technician: string) => string;
  readonly withTechnician: (technician: string) => string;
  readonly ended: string;
  /** For who comes with the link of an email. */
  readonly claim: {
    readonly opening: string;
    readonly renew: string;
    readonly renewHint: string;
    readonly renewed: string;
    /** Asked again too soon. */
    readonly renewedBefore: string;
  };
  readonly newRequest: string;
  readonly myRequests: string;
  readonly backToRequests: string;
  readonly noRequests: string;
  readonly open: string;
  readonly earlierRequests: string;
  readonly menu: string;
  readonly search: string;
  readonly saveText: string;
  readonly saveJson: string;
  readonly endChat: string;
  readonly withdraw: string;
  readonly withdrawQuestion: string;
  readonly withdrawConsequence: string;
  readonly withdrawYes: string;
  readonly cancel: string;
  readonly unread: (count: number, f: Formats) => string;
}

export const en: PortalTerms = {
  heading: 'How can we help?',
  name: 'Name',
  email: 'Email',
  description: 'Description',
  descriptionHint: 'What happened, and what did you expect instead?',
  submit: 'Submit Request',
  submitting: 'Sending your request…',
  submitOffline: 'No connection. Your request is kept and goes out as soon as there is one.',
  live: 'Available now',
  away: 'Nobody available',
  liveHint: 'A technician is available. After you submit, you can chat right here.',
  awayHint: 'Nobody is available right now. Leave your request: a technician will answer it, and you will find the answer here.',
  faults: {
    name: { missing: 'Enter your name.', too_long: 'This name is too long.' },
    email: {
      missing: 'Enter your email address.',
      too_long: 'This address is too long.',
      not_an_email: 'Enter an email address such as name@example.com.',
    },
    description: { missing: 'Describe what you need help with.', too_long: 'This description is too long.' },
  },
  tooLong: (limit) => `At most ${limit} characters.`,
  charactersOver: (count, f) => (f.plural(count) === 'one' ? `${f.number(count)} character too many` : `${f.number(count)} characters too many`),
  faultSummary: (count, f) => (f.plural(count) === 'one' ? 'One field needs your attention.' : `${f.number(count)} fields need your attention.`),
  faultsMended: 'All set. You can submit your request now.',
  submitted: (number) => `Your request ${number} has been submitted.`,
  submittedHint: 'Keep this number. You will find the answer on this page.',
  notSubmitted: 'Your request was not sent.',
  chatNotLoaded: 'The chat could not be loaded. Check the connection and try again, or reload the page.',
  requestTitle: (number) => `Request ${number}`,
  yourRequest: 'Your request',
  waiting: 'A technician will be with you shortly.',
  offlineAnswer: 'Nobody is available right now. A technician will answer, and you will find the answer here.',
  inProgress: (technician) => `${technician} is looking after your request.`,
  withTechnician: (technician) => `You are chatting with ${technician}.`,
  ended: 'The chat has ended. Write again if you need more help.',
  claim: {
    opening: 'Opening your request…',
    renew: 'Send me a new link',
    renewHint: 'We can send a new one to the email address that you gave with your request.',
    renewed: 'A new link is on its way to the email address that you gave with your request.',
    renewedBefore: 'A link was sent to you a few minutes ago. Look into your mailbox, and into the folder for spam.',
  },
  newRequest: 'New request',
  myRequests: 'My requests',
  backToRequests: 'Back to my requests',
  noRequests: 'You have no requests yet.',
  open: 'Open',
  earlierRequests: 'Earlier',
  menu: 'More',
  search: 'Search this conversation',
  saveText: 'Save as text',
  saveJson: 'Save as JSON',
  endChat: 'End Chat',
  withdraw: 'Withdraw request',
  withdrawQuestion: 'Withdraw this request?',
  withdrawConsequence: 'Nobody will work on it any more. You can still read it.',
  withdrawYes: 'Withdraw',
  cancel: 'Cancel',
  unread: (count, f) => (f.plural(count) === 'one' ? `${f.number(count)} unread` : `${f.number(count)} unread`),
};
