import type { DeviceType, OperatingSystem, Outcome } from '../../domain/request.ts';
import type { Formats } from '../formats.ts';

/** What a technician reads around one request, beside what the whole console says. */
export interface DetailsTerms {
  readonly actions: string;
  readonly chatMessages: string;
  readonly details: string;
  readonly sourceInformation: string;
  readonly requestId: string;
  readonly customerEmail: string;
  readonly company: string;
  readonly status: string;
  readonly technician: string;
  readonly description: string;
  readonly submitted: string;
  readonly identity: string;
  readonly identityConfirmed: string;
  readonly identityId: string;
  readonly identityIssuer: string;
  readonly ipAddress: string;
  readonly deviceType: string;
  readonly operatingSystem: string;
  readonly webBrowser: string;
  readonly unknown: string;
  readonly metadata: string;
  readonly joinToRead: string;
  readonly rating: string;
  readonly stars: (stars: string, of: string) => string;
  readonly ratingComment: string;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly deviceTypes: Readonly<Record<DeviceType, string>>;
  readonly systems: Readonly<Record<OperatingSystem, string>>;
  readonly assignedToOther: (technician: string) => string;
  readonly moreActions: string;
  readonly saveText: string;
  readonly saveJson: string;
  readonly cancel: string;
  readonly optional: string;
  readonly closeTitle: (number: string) => string;
  readonly outcome: string;
  /** A note that goes with a deed. */
  readonly comment: string;
  readonly commentHint: string;
  readonly transferTitle: (number: string) => string;
  readonly transferTo: string;
  readonly queue: string;
  readonly queueHint: string;
  readonly inviteTitle: (number: string) => string;
  readonly inviteHint: string;
  readonly colleague: string;
  readonly findColleague: string;
  readonly colleaguesFound: (count: number, f: Formats) => string;
  readonly nobodyElse: string;
  readonly nobodyFound: string;
  readonly connected: string;
  readonly notConnected: string;
  readonly yourself: (name: string) => string;
  readonly chooseColleague: string;
  readonly chooseTarget: string;
  readonly noteTooLong: (limit: string) => string;
  readonly noteMissing: string;
  readonly writeAs: string;
  readonly reply: string;
  readonly note: string;
  readonly notePlaceholder: string;
  readonly noteSecret: string;
  readonly addNote: string;
  readonly noteAdded: string;
  readonly noteWaits: string;
  readonly noteBy: (who: string) => string;
  readonly noteFrom: (who: string, text: string) => string;
  readonly newNotes: (count: number, f: Formats) => string;
  readonly replies: string;
  readonly repliesFound: (count: number, f: Formats) => string;
  /** `who` is a list of names, as the next ones are. */
  readonly viewing: (count: number, who: string, f: Formats) => string;
  /** More than one. */
  readonly viewingMany: (count: number, f: Formats) => string;
  readonly withGuests: (who: string) => string;
  readonly invitedGuests: (who: string) => string;
  readonly earlierRequests: string;
  readonly moreEarlier: string;
}

export const en: DetailsTerms = {
  actions: 'Actions',
  chatMessages: 'Chat Messages',
  details: 'Details',
  sourceInformation: 'Source Information',
  requestId: 'Request ID',
  customerEmail: 'Customer email',
  company: 'Company',
  status: 'Status',
  technician: 'Technician',
  description: 'Description',
  submitted: 'Submitted',
  identity: 'Sign-in',
  identityConfirmed: 'Identity confirmed',
  identityId: 'Customer’s ID',
  identityIssuer: 'Confirmed by',
  ipAddress: 'IP address',
  deviceType: 'Device type',
  operatingSystem: 'Operating system',
  webBrowser: 'Web browser',
  unknown: 'Unknown',
  metadata: 'From the page',
  joinToRead: 'Join the chat to write.',
  rating: 'Rating',
  stars: (stars, of) => `${stars} of ${of} stars`,
  ratingComment: 'Comment on the rating',
  outcomes: { resolved: 'Resolved', unresolved: 'Not resolved', withdrawn: 'Withdrawn by the customer' },
  deviceTypes: { desktop: 'Computer', tablet: 'Tablet', phone: 'Phone', other: 'Unknown' },
  systems: { windows: 'Windows', macos: 'macOS', ios: 'iOS', android: 'Android', linux: 'Linux', chromeos: 'ChromeOS', other: 'Unknown' },
  assignedToOther: (technician) => `${technician} was faster and has this request now.`,
  moreActions: 'More actions',
  saveText: 'Save as text',
  saveJson: 'Save as JSON',
  cancel: 'Cancel',
  optional: 'optional',
  closeTitle: (number) => `Close request ${number}`,
  outcome: 'Outcome',
  comment: 'Note for colleagues',
  commentHint: 'Only technicians see it.',
  transferTitle: (number) => `Transfer request ${number}`,
  transferTo: 'To',
  queue: 'Back to the queue',
  queueHint: 'Whoever is Available can take it on.',
  inviteTitle: (number) => `Invite into the chat of request ${number}`,
  inviteHint: 'The request stays yours. Whoever you invite reads along and can write to the customer.',
  colleague: 'Colleague',
  findColleague: 'Find a colleague',
  colleaguesFound: (count, f) => (f.plural(count) === 'one' ? `${f.number(count)} colleague found` : `${f.number(count)} colleagues found`),
  nobodyElse: 'There is nobody else to choose.',
  nobodyFound: 'Nobody is called that.',
  connected: 'online',
  notConnected: 'offline',
  yourself: (name) => `${name} (you)`,
  chooseColleague: 'Choose a colleague.',
  chooseTarget: 'Choose a colleague or the queue.',
  noteTooLong: (limit) => `This note is too long. It may have ${limit} characters.`,
  noteMissing: 'Write the note first.',
  writeAs: 'Write a',
  reply: 'Reply',
  note: 'Note',
  notePlaceholder: 'Note for colleagues…',
  noteSecret: 'Only technicians see notes. The customer never does.',
  addNote: 'Add Note',
  noteAdded: 'Note added.',
  noteWaits: 'draft',
  noteBy: (who) => `Note · ${who}`,
  noteFrom: (who, text) => `Note from ${who}: ${text}`,
  newNotes: (count, f) => (f.plural(count) === 'one' ? `${f.number(count)} new note` : `${f.number(count)} new notes`),
  replies: 'Canned replies',
  repliesFound: (count, f) => (f.plural(count) === 'one' ? `${f.number(count)} canned reply` : `${f.number(count)} canned replies`),
  viewing: (count, who, f) => (f.plural(count) === 'one' ? `${who} is looking at this too` : `${who} are looking at this too`),
  viewingMany: (count, f) => `${f.number(count)} colleagues are looking at this too`,
  withGuests: (who) => `with ${who}`,
  invitedGuests: (who) => `${who} invited`,
  earlierRequests: 'Earlier requests',
  moreEarlier: 'There are more. Search the list for the email address to see them all.',
};
