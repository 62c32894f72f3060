import type { Outcome, Stars } from '../../domain/request.ts';
import type { Formats } from '../formats.ts';

/** What a chat says beyond its lines: rating, search, export, changes to what was said. Loaded when one of them is wanted. */
export interface ConversationTerms {
  readonly rating: {
    readonly question: string;
    /** What each number of stars says in words. */
    readonly stars: Readonly<Record<Stars, string>>;
    readonly starsOf: (stars: Stars, f: Formats) => string;
    readonly comment: string;
    readonly commentTooLong: (limit: string) => string;
    readonly missing: string;
    readonly thanks: string;
    /** It is kept and has not gone out. */
    readonly waits: string;
    readonly send: string;
    readonly change: string;
    readonly notSent: (why: string) => string;
    readonly cancel: string;
  };
  /** Beyond the limit of a message. */
  readonly charactersOver: (count: number, f: Formats) => string;
  /** What can be done with one's own messages. */
  readonly own: {
    readonly remove: string;
    /** Above the field, while a message is written anew. */
    readonly editing: string;
    readonly editingUnsent: string;
    readonly stop: string;
    /** What was typed has become the draft, for the message can be changed no more. */
    readonly nowDraft: string;
    readonly edited: string;
    readonly removed: string;
    /** It is kept and has not gone out. */
    readonly waits: string;
    readonly question: string;
    readonly consequence: string;
    readonly keep: string;
    readonly notChanged: (why: string) => string;
  };
  readonly pictures: {
    readonly label: string;
    readonly show: (name: string) => string;
    /** Which of how many. */
    readonly place: (at: number, of: number, f: Formats) => string;
    readonly previous: string;
    readonly next: string;
    readonly whole: string;
    readonly fit: string;
    readonly download: (name: string) => string;
    readonly close: string;
    readonly loading: string;
    /** More of them are being looked for. */
    readonly looking: string;
    readonly failed: string;
  };
  readonly search: {
    readonly field: string;
    readonly placeholder: string;
    readonly earlier: string;
    readonly later: string;
    readonly close: string;
    readonly searching: string;
    readonly nothing: string;
    /** Which hit of how many; `more` where not everything has been looked at. */
    readonly place: (at: number, of: number, more: boolean, f: Formats) => string;
    /** Nothing to look for was given. */
    readonly missing: string;
    readonly tooLong: (limit: string) => string;
    readonly failed: string;
  };
  readonly export: {
    /** Above the log: company and number. */
    readonly title: (company: string, number: string) => string;
    readonly fields: {
      readonly customer: string;
      readonly status: string;
      readonly technician: string;
      readonly submitted: string;
      readonly completed: string;
      readonly rating: string;
    };
    readonly outcomes: Readonly<Record<Outcome, string>>;
    readonly zone: (zone: string) => string;
    readonly edited: (text: string) => string;
    readonly deleted: string;
    readonly saving: (percent: string) => string;
    readonly saved: (name: string) => string;
    readonly notSaved: (why: string) => string;
    readonly cancel: string;
  };
}

export const en: ConversationTerms = {
  rating: {
    question: 'How was our help?',
    stars: { 1: 'Very bad', 2: 'Bad', 3: 'All right', 4: 'Good', 5: 'Very good' },
    starsOf: (stars, f) => (stars === 1 ? `${f.number(1)} of ${f.number(5)} stars` : `${f.number(stars)} of ${f.number(5)} stars`),
    comment: 'Comment (optional)',
    commentTooLong: (limit) => `This comment is too long. It may have ${limit} characters.`,
    missing: 'Choose how many stars you give.',
    thanks: 'Thank you for your rating.',
    waits: 'Thank you. Your rating goes out as soon as there is a connection.',
    send: 'Send Rating',
    change: 'Change rating',
    notSent: (why) => `Your rating was not sent. ${why}`,
    cancel: 'Cancel',
  },
  charactersOver: (count, f) => (f.plural(count) === 'one' ? `${f.number(count)} character too many` : `${f.number(count)} characters too many`),
  own: {
    remove: 'Delete',
    editing: 'Editing your message',
    editingUnsent: 'Editing a message that was not sent',
    stop: 'Stop editing',
    nowDraft: 'That message can’t be changed any more. What you typed stands here, not sent yet.',
    edited: 'Message edited.',
    removed: 'Message deleted.',
    waits: 'Your change goes out as soon as there is a connection.',
    question: 'Delete this message?',
    consequence: 'Nobody can read it any more. That there was a message stays visible.',
    keep: 'Cancel',
    notChanged: (why) => `Your message was not changed. ${why}`,
  },
  pictures: {
    label: 'Pictures of this conversation',
    show: (name) => `Show ${name}`,
    place: (at, of, f) => `${f.number(at)} of ${f.number(of)}`,
    previous: 'Previous picture',
    next: 'Next picture',
    whole: 'Actual size',
    fit: 'Fit to the window',
    download: (name) => `Download ${name}`,
    close: 'Close',
    loading: 'Loading…',
    looking: 'Looking for more pictures…',
    failed: 'This picture cannot be shown. Download it instead.',
  },
  search: {
    field: 'Search this conversation',
    placeholder: 'Search…',
    earlier: 'Earlier hit',
    later: 'Later hit',
    close: 'Close search',
    searching: 'Searching…',
    nothing: 'Nothing found',
    place: (at, of, more, f) => `${f.number(at)} of ${f.number(of)}${more ? '+' : ''}`,
    missing: 'Type what you are looking for.',
    tooLong: (limit) => `Search for at most ${limit} characters.`,
    failed: 'The search could not be done.',
  },
  export: {
    title: (company, number) => `${company} · Request ${number}`,
    fields: { customer: 'Customer', status: 'Status', technician: 'Technician', submitted: 'Submitted', completed: 'Completed', rating: 'Rating' },
    outcomes: { resolved: 'Resolved', unresolved: 'Not resolved', withdrawn: 'Withdrawn' },
    zone: (zone) => `Times: ${zone}`,
    edited: (text) => `${text} (edited)`,
    deleted: '(deleted)',
    saving: (percent) => `Saving the conversation, ${percent}`,
    saved: (name) => `Saved as ${name}.`,
    notSaved: (why) => `The conversation was not saved. ${why}`,
    cancel: 'Cancel',
  },
};
