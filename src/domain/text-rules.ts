import { jsonBytes } from './utf8.ts';

/** What a person may type, and what is said when it does not fit. Read by the form, the composer and the desk alike. */

/** Limits in characters (UTF-16 units, as `maxlength` counts) but where bytes are named. */
export const textLimits = {
  name: 200,
  email: 254,
  description: 5_000,
  message: 16_000,
  /** A note, or the comment that goes with a deed. */
  note: 5_000,
  /** Bytes of the message as a JSON string in UTF-8: what a frame has room for. */
  messageBytes: 48 * 1024,
} as const;

export type TextFault = 'missing' | 'too_long' | 'not_an_email';

/** The fields of the customer's form, in its order. */
export const formFields = ['name', 'email', 'description'] as const;
export type FormField = (typeof formFields)[number];

export interface RequestForm {
  readonly name: string;
  readonly email: string;
  readonly description: string;
}

/** One thing that is wrong, and where. */
export interface FieldFault {
  readonly field: FormField | 'phone' | 'id' | 'note' | 'comment' | 'replies';
  readonly fault: TextFault | 'not_a_phone' | 'taken';
  /** The limit that was passed, for `too_long`: characters. */
  readonly limit?: number;
}

/** A fault of the customer's form. */
export interface FormFault extends FieldFault {
  readonly field: FormField;
  readonly fault: TextFault;
}

export function isFormFault(fault: FieldFault): fault is FormFault {
  const { field, fault: code } = fault;
  return formFields.some((name) => name === field) && code !== 'not_a_phone' && code !== 'taken';
}

/** The pattern of `<input type=email>` in the HTML standard, with one demand more: a dot in the host. */
const email =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+$/;

export function isEmail(text: string): boolean {
  return text.length <= textLimits.email && email.test(text);
}

/** Cuts blanks around what was typed; what is kept is what is checked. */
export function tidyForm(form: RequestForm): RequestForm {
  return { name: form.name.trim(), email: form.email.trim(), description: form.description.trim() };
}

/**
 * A name on one line, without the signs that turn the direction of writing. Names stand in lines of others, set apart by isolation; a
 * sign that ends one which is not its own would end that, too, and turn the rest of the line.
 */
export function straightName(name: string): string {
  return name.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/[\u202a-\u202e\u2066-\u2069]/g, '').trim();
}

/** The fault of one field of the form, or null. Blanks around the text do not count. */
export function fieldFault(field: FormField, value: string): FormFault | null {
  const text = value.trim();
  if (text === '') return { field, fault: 'missing' };
  if (text.length > textLimits[field]) return { field, fault: 'too_long', limit: textLimits[field] };
  if (field === 'email' && !isEmail(text)) return { field, fault: 'not_an_email' };
  return null;
}

/** All faults of the form, in the order of its fields; empty if it can be sent. */
export function formFaults(form: RequestForm): readonly FormFault[] {
  return formFields.flatMap((field) => fieldFault(field, form[field]) ?? []);
}

/** The fault of a message, or null. */
export function messageFault(text: string): Extract<TextFault, 'missing' | 'too_long'> | null {
  if (text.trim() === '') return 'missing';
  return text.length > textLimits.message || jsonBytes(text) > textLimits.messageBytes ? 'too_long' : null;
}

/** A sign of most writings takes this many bytes of a frame at most, for each UTF-16 unit. */
const bytesOfUnit = 3;

/** How many more characters a message has room for; below 0 how many are too many. */
export function messageRoom(text: string): number {
  const left = textLimits.message - text.length;
  // What takes more, such as control characters, counts by its bytes.
  const bytesLeft = textLimits.messageBytes - jsonBytes(text);
  return bytesLeft < 0 || bytesLeft < left ? Math.min(left, Math.floor(bytesLeft / bytesOfUnit)) : left;
}

/** The fault of a note, or null. An empty one is a fault only where a note is all there is. */
export function noteFault(text: string, required: boolean): FieldFault | null {
  if (required && text.trim() === '') return { field: 'note', fault: 'missing' };
  return text.length > textLimits.note ? { field: 'note', fault: 'too_long', limit: textLimits.note } : null;
}
