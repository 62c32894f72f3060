import type { Column, Direction } from '../../domain/sort-key.ts';
import type { View } from '../../domain/views.ts';
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
  readonly outcome: string;
  readonly ipAddress: string;
  readonly deviceType: string;
  readonly operatingSystem: string;
  readonly webBrowser: string;
  readonly unknown: string;
  readonly nobody: string;
  readonly available: string;
  readonly unavailable: string;
  readonly availability: string;
  /** For some of several companies. */
  readonly availableFor: (some: string, all: string) => string;
  readonly allCompanies: string;
  /** Beside the name of a company. */
  readonly unreachable: string;
  readonly setAvailable: string;
  readonly setUnavailable: string;
  readonly hiddenWhileUnavailable: string;
  /** `companies` is a list of names. */
  readonly hiddenWhileUnavailableFor: (companies: string) => string;
  readonly becomeAvailable: string;
  readonly empty: Readonly<Record<View | 'mine', string>>;
  readonly emptyHint: Readonly<Record<View | 'mine', string>>;
  readonly selectedRequest: string;
  readonly selectRequest: string;
  readonly selectRequestHint: string;
  readonly cannotShow: string;
  readonly back: string;
  readonly more: string;
  readonly loadingRequests: string;
  readonly waitingFor: (duration: string) => string;
  readonly unread: (count: number, f: Formats) => string;
  readonly newRequest: (customer: string, company: string) => string;
  readonly newRequests: (count: number, f: Formats) => string;
  readonly companyUnreachable: (company: string) => string;
  readonly requestLabel: (number: string, customer: string) => string;
  readonly metadata: string;
  readonly joinToRead: string;
}

export const en: ConsoleTerms = {
  supportCenter: 'Support Center',
  supportRequests: 'Support Requests',
  mySupportRequests: 'My Support Requests',
  views: { all: 'All', new: 'New', active: 'Active', completed: 'Completed' },
  viewsLabel: 'View',
  columns: { submitted: 'Submitted', id: 'ID', customer: 'Customer', company: 'Company', status: 'Status', technician: 'Technician', on: 'On' },
  sortedBy: (column, direction) => `Sorted by ${column}, ${direction}`,
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
  outcome: 'Outcome',
  ipAddress: 'IP address',
  deviceType: 'Device type',
  operatingSystem: 'Operating system',
  webBrowser: 'Web browser',
  unknown: 'Unknown',
  nobody: 'Nobody yet',
  available: 'Available',
  unavailable: 'Unavailable',
  availability: 'Your availability',
  availableFor: (some, all) => `Available for ${some} of ${all}`,
  allCompanies: 'All companies',
  unreachable: 'Cannot be reached',
  setAvailable: 'Set yourself to Available',
  setUnavailable: 'Set yourself to Unavailable',
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
  selectedRequest: 'Selected request',
  selectRequest: 'Select a request',
  selectRequestHint: 'Its chat, its details and what you can do with it appear here.',
  cannotShow: 'This request cannot be shown',
  back: 'Back to the list',
  more: 'Show more',
  loadingRequests: 'Loading requests…',
  waitingFor: (duration) => `Waiting for ${duration}`,
  unread: (count, f) => (f.plural(count) === 'one' ? `${f.number(count)} unread message` : `${f.number(count)} unread messages`),
  newRequest: (customer, company) => `New request from ${customer}, ${company}`,
  newRequests: (count, f) => (f.plural(count) === 'one' ? `${f.number(count)} new request` : `${f.number(count)} new requests`),
  companyUnreachable: (company) => `${company} cannot be reached. Its requests may be out of date.`,
  requestLabel: (number, customer) => `Request ${number}, ${customer}`,
  metadata: 'From the page',
  joinToRead: 'Join the chat to write.',
};
