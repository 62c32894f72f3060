import { fieldFault, isEmail, textLimits, type FieldFault } from './text-rules.ts';
import type { Technician } from './request.ts';

/** The technicians of a company, and how each of them wants to hear of a new request. */

export const staffRoles = ['technician', 'admin'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** A technician as colleagues see them. */
export interface Colleague extends Technician {
  readonly role: StaffRole;
  readonly enabled: boolean;
  readonly available: boolean;
  /** Whether a console of theirs is open now. */
  readonly connected: boolean;
}

/** What an admin, or whoever runs the server, changes of one technician. What is not named stays; who is not known is added. */
export interface StaffChange {
  /** The `sub` of their tokens. */
  readonly id: string;
  readonly name?: string;
  readonly role?: StaffRole;
  readonly enabled?: boolean;
}

/** How a technician hears of a new request. Kept by the desk; addresses stay when a method is switched off. */
export interface NotificationSettings {
  readonly email: { readonly on: boolean; readonly address: string };
  readonly sms: { readonly on: boolean; /** E.164, such as +491701234567. */ readonly number: string };
  /** By the pages of the console that are open. */
  readonly browser: boolean;
  readonly sound: boolean;
}

export const noNotifications: NotificationSettings = {
  email: { on: false, address: '' },
  sms: { on: false, number: '' },
  browser: false,
  sound: false,
};

/** Characters of a technician's id. */
export const staffIdLength = 200;

/** E.164: a plus, the country, up to 15 digits. */
export function isPhoneNumber(text: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(text);
}

/** Cuts blanks, and from a phone number also what people write between its digits. */
export function tidyNotifications(settings: NotificationSettings): NotificationSettings {
  const { email, sms } = settings;
  return { ...settings, email: { ...email, address: email.address.trim() }, sms: { ...sms, number: sms.number.replace(/[\s()/.-]/g, '') } };
}

/** What is wrong with tidied settings: a method that is on needs an address; an address that is there must be one. */
export function notificationFaults({ email, sms }: NotificationSettings): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  if (email.address === '' ? email.on : !isEmail(email.address)) faults.push({ field: 'email', fault: email.address === '' ? 'missing' : 'not_an_email' });
  if (sms.number === '' ? sms.on : !isPhoneNumber(sms.number)) faults.push({ field: 'phone', fault: sms.number === '' ? 'missing' : 'not_a_phone' });
  return faults;
}

/** What is wrong with a change of a technician. `known`: whether there is one of that id. */
export function staffFaults({ id, name }: StaffChange, known: boolean): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  if (id.trim() === '' || id !== id.trim()) faults.push({ field: 'id', fault: 'missing' });
  else if (id.length > staffIdLength) faults.push({ field: 'id', fault: 'too_long', limit: staffIdLength });
  if (name === undefined && !known) faults.push({ field: 'name', fault: 'missing' });
  const named = name === undefined ? null : fieldFault('name', name);
  return named ? [...faults, named] : faults;
}

/** The longest name, in characters: the same as a customer's. */
export const staffNameLength = textLimits.name;
