import type { Placeholder } from '../../domain/replies.ts';
import type { StaffRole } from '../../domain/staff.ts';
import type { FieldFault } from '../../domain/text-rules.ts';
import type { Formats } from '../formats.ts';

/** What an action of a shortcut is called; the names are those of the console's table of shortcuts. */
type ShortcutName = 'next' | 'previous' | 'search' | 'all' | 'new' | 'active' | 'completed' | 'assign' | 'join-chat' | 'reply' | 'note' | 'availability' | 'help';

/** What a technician reads in the dialogs of the console: notifications, shortcuts, technicians, canned replies. */
export interface SettingsTerms {
  readonly close: string;
  readonly save: string;
  readonly saved: string;
  readonly cancel: string;
  readonly edit: string;
  readonly remove: string;
  readonly company: string;
  /** What is wrong with a field of that fault; `limit` is a number of characters. */
  readonly faults: {
    readonly email: Readonly<Record<'missing' | 'wrong', string>>;
    readonly phone: Readonly<Record<'missing' | 'wrong', string>>;
    readonly id: Readonly<Record<'missing' | 'too_long', string>>;
    readonly name: Readonly<Record<'missing' | 'too_long', string>>;
    readonly other: Readonly<Record<FieldFault['fault'], string>>;
  };

  readonly notifications: {
    readonly lead: string;
    readonly leadCompanies: string;
    /** Companies have different settings; these are shown. */
    readonly mixed: (company: string) => string;
    readonly email: string;
    readonly address: string;
    readonly sms: string;
    readonly number: string;
    readonly numberHint: string;
    readonly browser: string;
    readonly browserHint: string;
    readonly ask: string;
    readonly denied: string;
    readonly unsupported: string;
    readonly notAsked: string;
    readonly sound: string;
    readonly soundHint: string;
    readonly tryIt: string;
    readonly silent: string;
    readonly noEmail: string;
    readonly noSms: string;
    /** Only some companies' servers can. */
    readonly noEmailFor: (companies: string) => string;
    readonly noSmsFor: (companies: string) => string;
    readonly unavailableHint: string;
    readonly savedFor: (companies: string) => string;
    readonly notSavedFor: (companies: string, why: string) => string;
  };

  readonly shortcuts: {
    readonly lead: string;
    readonly letters: string;
    readonly lettersHint: string;
    readonly action: string;
    readonly always: string;
    readonly letter: string;
    readonly names: Readonly<Record<ShortcutName, string>>;
    readonly escape: string;
    readonly escapeKey: string;
    readonly change: (action: string, kind: string) => string;
    readonly pressChord: string;
    readonly pressLetter: string;
    readonly none: string;
    readonly taken: (key: string, by: string) => string;
    readonly reserved: (key: string) => string;
    readonly noChord: string;
    readonly noLetter: string;
    readonly reset: string;
    readonly changed: (action: string, key: string) => string;
  };

  readonly technicians: {
    readonly lead: string;
    readonly roles: Readonly<Record<StaffRole, string>>;
    readonly disabled: string;
    readonly connected: string;
    readonly notConnected: string;
    readonly you: string;
    readonly rename: string;
    readonly makeAdmin: string;
    readonly makeTechnician: string;
    readonly disable: string;
    readonly enable: string;
    readonly disableQuestion: (name: string) => string;
    readonly disableConsequence: string;
    readonly disableYourself: string;
    readonly add: string;
    readonly addHint: string;
    readonly id: string;
    readonly name: string;
    readonly role: string;
    readonly known: string;
    readonly added: (name: string) => string;
    readonly changed: (name: string) => string;
    readonly loading: string;
    readonly actionsFor: (name: string) => string;
  };

  readonly replies: {
    readonly lead: string;
    readonly placeholders: Readonly<Record<Placeholder, string>>;
    readonly placeholdersTitle: string;
    readonly none: string;
    readonly add: string;
    readonly name: string;
    readonly text: string;
    readonly preview: string;
    readonly missing: string;
    readonly taken: string;
    readonly tooLong: (name: string, text: string) => string;
    readonly tooMany: (count: string) => string;
    readonly removeQuestion: (name: string) => string;
    readonly removed: (name: string) => string;
    readonly saved: (name: string) => string;
    readonly changedMeanwhile: string;
    readonly count: (count: number, f: Formats) => string;
    readonly sample: Readonly<Record<'customer' | 'number', string>>;
  };
}

export const en: SettingsTerms = {
  close: 'Close',
  save: 'Save',
  saved: 'Saved.',
  cancel: 'Cancel',
  edit: 'Edit',
  remove: 'Remove',
  company: 'Company',
  faults: {
    email: { missing: 'Enter the address that mail is to go to.', wrong: 'Enter an email address such as name@example.com.' },
    phone: { missing: 'Enter the number that messages are to go to.', wrong: 'Enter the number with its country, such as +49 170 1234567.' },
    id: { missing: 'Enter the ID, without blanks around it.', too_long: 'This ID is too long.' },
    name: { missing: 'Enter a name.', too_long: 'This name is too long.' },
    other: {
      missing: 'Something is missing here.',
      too_long: 'This is too long.',
      not_an_email: 'This is no email address.',
      not_a_phone: 'This is no phone number.',
      taken: 'This name is taken.',
    },
  },
  notifications: {
    lead: 'How you are told of a new request while you are Available.',
    leadCompanies: 'How you are told of a new request while you are Available. It holds for all your companies.',
    mixed: (company) => `Your companies have different settings. Those of ${company} are shown; saving sets them for all.`,
    email: 'Email',
    address: 'Email address',
    sms: 'SMS',
    number: 'Phone number',
    numberHint: 'With the country, such as +49 170 1234567.',
    browser: 'Browser notification',
    browserHint: 'While this console is open in a tab, even behind others. One tab shows it, not all.',
    ask: 'Allow notifications',
    denied: 'This browser blocks notifications from this page. Allow them in the settings of the site, beside the address, and open this again.',
    unsupported: 'This browser cannot show notifications from this page.',
    notAsked: 'The browser has not been asked yet whether it may show them.',
    sound: 'Sound',
    soundHint: 'Two short tones. Browsers let a page be heard only after you have clicked in it once.',
    tryIt: 'Play it now',
    silent: 'This browser did not play it. Check that the page is not muted.',
    noEmail: 'This server sends no email.',
    noSms: 'This server sends no SMS.',
    noEmailFor: (companies) => `No email is sent for ${companies}.`,
    noSmsFor: (companies) => `No SMS is sent for ${companies}.`,
    unavailableHint: 'You are Unavailable now: nothing is sent until you are Available again.',
    savedFor: (companies) => `Saved for ${companies}.`,
    notSavedFor: (companies, why) => `Not saved for ${companies}: ${why}`,
  },
  shortcuts: {
    lead: 'Choose a key to give it to an action. The keys are kept in this browser.',
    letters: 'Single letters are shortcuts, too',
    lettersHint: 'They work outside of text fields. Leave this off if you speak to your computer, or if a screen reader uses letters.',
    action: 'Action',
    always: 'Always',
    letter: 'Single',
    names: {
      next: 'Next request',
      previous: 'Previous request',
      search: 'Search',
      all: 'View: All',
      new: 'View: New',
      active: 'View: Active',
      completed: 'View: Completed',
      assign: 'Assign to Me',
      'join-chat': 'Join Chat',
      reply: 'Write a message',
      note: 'Write a note',
      availability: 'Available or Unavailable',
      help: 'These shortcuts',
    },
    escape: 'Close a dialog, a menu, or clear the search',
    escapeKey: 'Esc',
    change: (action, kind) => `${action}, ${kind}`,
    pressChord: 'Press Alt, Shift and a letter or digit. Esc leaves it as it is, Backspace takes the key away.',
    pressLetter: 'Press a letter, digit or sign. Esc leaves it as it is, Backspace takes the key away.',
    none: 'None',
    taken: (key, by) => `${key} is taken by “${by}”. Give that one another key first.`,
    reserved: (key) => `${key} belongs to the browser. Choose another key.`,
    noChord: 'That was not Alt, Shift and a letter or digit.',
    noLetter: 'That was not a single letter, digit or sign.',
    reset: 'Back to the keys of the beginning',
    changed: (action, key) => `${action}: ${key}`,
  },
  technicians: {
    lead: 'Who works for this company, and who may change that.',
    roles: { technician: 'Technician', admin: 'Admin' },
    disabled: 'Disabled',
    connected: 'Console open',
    notConnected: 'Not connected',
    you: 'You',
    rename: 'Rename',
    makeAdmin: 'Make admin',
    makeTechnician: 'Make technician',
    disable: 'Disable',
    enable: 'Enable',
    disableQuestion: (name) => `Disable ${name}?`,
    disableConsequence: 'Their console empties at once. Requests they have go back to New, and chats they were invited into go on without them. What they wrote stays.',
    disableYourself: 'This is you: your own console empties, too.',
    add: 'Add a technician',
    addHint: 'The ID is what your sign-in calls them (“sub” of the token).',
    id: 'ID',
    name: 'Name',
    role: 'Role',
    known: 'Somebody with this ID works here already.',
    added: (name) => `${name} has been added.`,
    changed: (name) => `${name} has been changed.`,
    loading: 'Loading technicians…',
    actionsFor: (name) => `Change ${name}`,
  },
  replies: {
    lead: 'Texts that all technicians of this company can put into a message by typing / and the name.',
    placeholdersTitle: 'Placeholders are filled in when the text is used:',
    placeholders: { customer: 'the customer’s name', number: 'the request’s number', technician: 'the technician’s name', company: 'the company’s name' },
    none: 'There are no canned replies yet.',
    add: 'Add a reply',
    name: 'Name',
    text: 'Text',
    preview: 'Preview',
    missing: 'Enter a name and a text.',
    taken: 'Another reply has this name.',
    tooLong: (name, text) => `A name has at most ${name} characters, a text ${text}.`,
    tooMany: (count) => `There can be at most ${count} replies.`,
    removeQuestion: (name) => `Remove “${name}”?`,
    removed: (name) => `“${name}” has been removed.`,
    saved: (name) => `“${name}” has been saved.`,
    changedMeanwhile: 'Somebody else has changed the replies meanwhile. Check them and save again.',
    count: (count, f) => (f.plural(count) === 'one' ? `${f.number(count)} reply` : `${f.number(count)} replies`),
    sample: { customer: 'Kim Customer', number: '1042' },
  },
};
