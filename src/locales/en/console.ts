import type { Column, Direction } from '../../domain/sort-key.ts';
import type { View } from '../../domain/views.ts';
import type { Wait } from '../../domain/waits.ts';
import type { Formats } from '../formats.ts';

/** What a technician reads around the chat. */
export interface ConsoleTerms {
  readonly supportCenter: string;
  readonly supportRequests: string;
  readonly mySupportRequests: string;
  readonly views: Readonly<Record<View, string>>;
  readonly viewsLabel: string;
  readonly columns: Readonly<Record<Column, string>>;
  readonly sortedBy: (column: string, direction: Direction) => string;
  readonly nobody: string;
  readonly available: string;
  readonly unavailable: string;
  readonly availability: string;
  /** For some of several companies. */
  readonly availableFor: (some: string, all: string) => string;
  readonly allCompanies: string;
  /** The button that chooses whose requests are shown. */
  readonly companyFilter: string;
  readonly someCompanies: (some: string, all: string) => string;
  /** The part of the menu with everything that opens a dialog, and what stands there. */
  readonly tools: string;
  readonly toolNames: Readonly<Record<'notifications' | 'shortcuts' | 'technicians' | 'replies', string>>;
  /** How one is told of new requests, in the menu. */
  readonly methods: Readonly<Record<'email' | 'sms' | 'browser' | 'sound', string>>;
  readonly notTold: string;
  /** One is told differently by several companies. */
  readonly toldDifferently: string;
  readonly alt: string;
  readonly shift: string;
  readonly resizeDetails: string;
  readonly resizeLists: string;
  readonly idled: (duration: string) => string;
  readonly idledFor: (duration: string, companies: string) => string;
  /** One was taken off the companies named, or switched off there. */
  readonly rightWithdrawn: (companies: string) => string;
  /** In the place of requests while there is no company of whom any may be seen. */
  readonly noAccess: string;
  readonly noAccessHint: string;
  readonly partNotLoaded: string;
  /** A part is missing that nobody has asked for. */
  readonly newVersion: string;
  /** Beside the name of a company. */
  readonly unreachable: string;
  readonly hiddenWhileUnavailable: string;
  /** `companies` is a list of names. */
  readonly hiddenWhileUnavailableFor: (companies: string) => string;
  readonly becomeAvailable: string;
  readonly empty: Readonly<Record<View | 'mine', string>>;
  readonly emptyHint: Readonly<Record<View | 'mine', string>>;
  /** Heading of a list in which a search has found nothing. */
  readonly nothingFound: (search: string) => string;
  readonly nothingFoundHint: string;
  readonly searchAll: string;
  readonly clearSearch: string;
  /** Read out; `more`: there are more than these. */
  readonly found: (count: number, more: boolean, f: Formats) => string;
  readonly search: string;
  readonly searchPlaceholder: string;
  readonly searchTooLong: (limit: string) => string;
  /** On a request into whose chat one has been asked. */
  readonly invited: string;
  readonly selectedRequest: string;
  readonly selectRequest: string;
  readonly selectRequestHint: string;
  readonly cannotShow: string;
  readonly back: string;
  readonly more: string;
  readonly loadingRequests: string;
  /** How long a customer has been waiting, by what the company calls long. */
  readonly waits: Readonly<Record<Wait, (duration: string) => string>>;
  readonly unread: (count: number, f: Formats) => string;
  readonly newRequest: (customer: string, company: string) => string;
  readonly newRequests: (count: number, f: Formats) => string;
  readonly companyUnreachable: (company: string) => string;
}

export const en: ConsoleTerms = {
  supportCenter: 'Support Center',
  supportRequests: 'Support Requests',
  mySupportRequests: 'My Support Requests',
  views: { all: 'All', new: 'New', active: 'Active', completed: 'Completed' },
  viewsLabel: 'View',
  columns: { submitted: 'Submitted', id: 'ID', customer: 'Customer', company: 'Company', status: 'Status', technician: 'Technician', on: 'On' },
  sortedBy: (column, direction) => `Sorted by ${column}, ${direction}`,
  nobody: 'Nobody yet',
  available: 'Available',
  unavailable: 'Unavailable',
  availability: 'Your availability',
  availableFor: (some, all) => `Available for ${some} of ${all}`,
  allCompanies: 'All companies',
  companyFilter: 'Companies shown',
  someCompanies: (some, all) => `${some} of ${all} companies`,
  tools: 'Settings',
  toolNames: { notifications: 'Notifications', shortcuts: 'Keyboard shortcuts', technicians: 'Technicians', replies: 'Canned replies' },
  methods: { email: 'Email', sms: 'SMS', browser: 'Browser notification', sound: 'Sound' },
  notTold: 'Off',
  toldDifferently: 'Different for each company',
  alt: 'Alt',
  shift: 'Shift',
  resizeDetails: 'Width of the lists',
  resizeLists: 'Height of My Support Requests',
  idled: (duration) => `You were set to Unavailable because nothing was done here for ${duration}.`,
  idledFor: (duration, companies) => `You were set to Unavailable for ${companies} because nothing was done here for ${duration}.`,
  rightWithdrawn: (companies) => `You no longer have access to the requests of ${companies}. An admin there can give it back.`,
  noAccess: 'No access',
  noAccessHint: 'As soon as an admin gives it back, the requests appear here by themselves.',
  partNotLoaded: 'This part could not be loaded. Check the connection and try again.',
  newVersion: 'A part of this page could not be loaded; there may be a new version of this page. Reload it.',
  unreachable: 'Cannot be reached',
  hiddenWhileUnavailable: 'You are Unavailable, so new requests are not shown.',
  hiddenWhileUnavailableFor: (companies) => `You are Unavailable for ${companies}, so new requests from there are not shown.`,
  becomeAvailable: 'Become Available',
  empty: {
    all: 'No support requests yet',
    new: 'No new requests',
    active: 'No active requests',
    completed: 'No completed requests',
    mine: 'Nothing assigned to you',
  },
  emptyHint: {
    all: 'Requests from your customers’ portals appear here by themselves.',
    new: 'A new request appears here by itself, the moment it is submitted.',
    active: 'Requests that somebody is working on appear here.',
    completed: 'Closed requests stay here, with their whole log.',
    mine: 'Choose a request under Support Requests and assign it to yourself.',
  },
  nothingFound: (search) => `Nothing found for ${search}`,
  nothingFoundHint: 'Number, customer, email, company and description are searched. All words must be found.',
  searchAll: 'Search in All',
  clearSearch: 'Clear search',
  found: (count, more, f) => (more ? `More than ${f.number(count)} requests found` : f.plural(count) === 'one' ? `${f.number(count)} request found` : `${f.number(count)} requests found`),
  search: 'Search',
  searchPlaceholder: 'Search requests',
  searchTooLong: (limit) => `At most ${limit} characters can be searched for.`,
  invited: 'Invited',
  selectedRequest: 'Selected request',
  selectRequest: 'Select a request',
  selectRequestHint: 'Its chat, its details and what you can do with it appear here.',
  cannotShow: 'This request cannot be shown',
  back: 'Back to the list',
  more: 'Show more',
  loadingRequests: 'Loading requests…',
  waits: {
    short: (duration) => `Waiting for ${duration}`,
    long: (duration) => `Waiting for ${duration}, which is long`,
    'too-long': (duration) => `Waiting for ${duration}, which is too long`,
  },
  unread: (count, f) => (f.plural(count) === 'one' ? `${f.number(count)} unread message` : `${f.number(count)} unread messages`),
  newRequest: (customer, company) => `New request from ${customer}, ${company}`,
  newRequests: (count, f) => (f.plural(count) === 'one' ? `${f.number(count)} new request` : `${f.number(count)} new requests`),
  companyUnreachable: (company) => `${company} cannot be reached. Its requests may be out of date.`,
};
