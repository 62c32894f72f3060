import type { FileFault } from '../../domain/file-faults.ts';
import type { Formats } from '../formats.ts';

/** What is said of files once some are chosen: loaded with what takes them. */
export interface FileTerms {
  /** Why a file is not taken, and what to do. */
  readonly faults: Readonly<Record<Exclude<FileFault, 'type_not_allowed' | 'too_large'>, (name: string) => string>> & {
    readonly type_not_allowed: (name: string, types: string) => string;
    readonly too_large: (name: string, size: string) => string;
    readonly too_many: (name: string, count: string) => string;
  };
  readonly uploading: (percent: string) => string;
  readonly remove: (name: string) => string;
  readonly cancel: (name: string) => string;
  readonly chosen: (count: number, f: Formats) => string;
  /** Why a file that went up was refused, otherwise than by a rule. */
  readonly failed: (name: string, reason: string) => string;
  /** Where it is on its way. */
  readonly waiting: string;
  readonly paused: string;
  readonly interrupted: string;
  /** The page was left, and the file is too large to be kept by the browser. */
  readonly missing: string;
  readonly sharing: string;
  readonly sentOf: (sent: string, size: string) => string;
  readonly rate: (size: string) => string;
  readonly left: (time: string) => string;
  readonly pause: (name: string) => string;
  readonly resume: (name: string) => string;
  readonly retry: (name: string) => string;
  /** All of them together. */
  readonly total: (count: number, percent: string, f: Formats) => string;
  readonly arrived: (count: number, f: Formats) => string;
  readonly interruptedName: (name: string) => string;
  readonly missingName: (name: string) => string;
}

export const en: FileTerms = {
  faults: {
    type_not_allowed: (name, types) => `${name} cannot be sent from this device. Allowed: ${types}.`,
    empty: (name) => `${name} is empty.`,
    too_large: (name, size) => `${name} is larger than ${size}.`,
    content_mismatch: (name) => `${name} is not what its ending says. Save it again in the right format and try once more.`,
    mixed_content: (name) => `${name} has a second file hidden in it. Save it again, or send the files one by one.`,
    damaged: (name) => `${name} is damaged or incomplete. Save or download it again and try once more.`,
    macros: (name) => `${name} contains macros. Save it without them and try once more.`,
    archive_entries: (name) => `${name} contains too many files (at most 1,000). Send it in parts.`,
    archive_ratio: (name) => `${name} would unpack to more than 100 times its size. Send its files without packing them.`,
    archive_nested: (name) => `${name} contains another archive. Unpack that and send its files.`,
    bad_name: (name) => `${name} has a name that cannot be used. Rename the file and try again.`,
    quota_customer: (name) => `${name} cannot be sent now: you have sent a lot today. Try again tomorrow.`,
    quota_request: (name) => `${name} cannot be added: this request already holds as much as it may.`,
    quota_company: (name) => `${name} cannot be stored: there is no room for more files at the moment. Please tell the technician.`,
    infected: (name) => `${name} contains malware and was removed.`,
    too_many: (name, count) => `${name} was left out: at most ${count} files at a time.`,
  },
  uploading: (percent) => `Uploading, ${percent}`,
  remove: (name) => `Remove ${name}`,
  cancel: (name) => `Cancel the upload of ${name}`,
  chosen: (count, f) => (f.plural(count) === 'one' ? `${f.number(count)} file chosen` : `${f.number(count)} files chosen`),
  failed: (name, reason) => `${name} was not sent. ${reason}`,
  waiting: 'Waiting',
  paused: 'Paused',
  interrupted: 'Interrupted. It goes on by itself.',
  missing: 'Not all of it was sent before the page was left. Choose the same file again, and it goes on.',
  sharing: 'Almost there…',
  sentOf: (sent, size) => `${sent} of ${size}`,
  rate: (size) => `${size}/s`,
  left: (time) => `${time} left`,
  pause: (name) => `Pause ${name}`,
  resume: (name) => `Resume ${name}`,
  retry: (name) => `Try ${name} again`,
  total: (count, percent, f) => (f.plural(count) === 'one' ? `Uploading ${f.number(count)} file, ${percent}` : `Uploading ${f.number(count)} files, ${percent}`),
  arrived: (count, f) => (f.plural(count) === 'one' ? `${f.number(count)} file uploaded.` : `${f.number(count)} files uploaded.`),
  interruptedName: (name) => `The upload of ${name} was interrupted. It goes on by itself.`,
  missingName: (name) => `Not all of ${name} was sent before the page was left. Choose the same file again, and it goes on.`,
};
