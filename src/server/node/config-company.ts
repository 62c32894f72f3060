import * as v from 'valibot';
import { defaultEditWithin } from '../../domain/amendments.ts';
import { replyLimits } from '../../domain/replies.ts';
import { isPhoneNumber } from '../../domain/staff.ts';
import { isEmail } from '../../domain/text-rules.ts';
import { defaultWaits } from '../../domain/waits.ts';
import { webhooks } from './config-delivery.ts';
import { flag, listBy, minutes, page, text, wholeNumber } from './config-values.ts';

/** The part of the configuration that is one company's. */

const notifications = v.strictObject(
  {
    /** Where to; that it is given means that it is wanted. */
    email: v.optional(v.pipe(v.string('must be a text'), v.check(isEmail, 'must be an email address'))),
    sms: v.optional(v.pipe(v.string('must be a text'), v.check(isPhoneNumber, 'must be a number such as +491701234567'))),
    browser: v.optional(flag, false),
    sound: v.optional(flag, false),
  },
  'must be an object',
);

const technician = v.strictObject(
  {
    /** The `sub` of this technician's tokens. */
    id: text,
    /** What customers see. */
    name: text,
    role: v.optional(v.picklist(['technician', 'admin'], 'must be technician or admin'), 'technician'),
    /** Whether they begin as Available. */
    available: v.optional(flag, false),
    /** How they begin to hear of new requests; they change it themselves. */
    notifications: v.optional(notifications, {}),
  },
  'must be an object',
);

const limits = v.strictObject(
  {
    /** Bytes of the largest file. 25 MB unless given. */
    maxFileSize: v.optional(wholeNumber(1, 2 ** 40)),
    /** Bytes of files: of one customer within 24 hours, of one request, of all. Ten and twenty times the largest file, and no limit, unless given. */
    customerFiles: v.optional(wholeNumber(1, 2 ** 50)),
    requestFiles: v.optional(wholeNumber(1, 2 ** 50)),
    companyFiles: v.optional(wholeNumber(1, 2 ** 50)),
    /** Of one address, at once and again within 24 hours; 0 for no limit: new requests, bytes of commands, bytes of files. 500, 50 MB and twenty customers' worth unless given. */
    addressRequests: v.optional(wholeNumber(0, 1e9)),
    addressWords: v.optional(wholeNumber(0, 2 ** 50)),
    addressFiles: v.optional(wholeNumber(0, 2 ** 50)),
    /** Commands of one participant: how many a second, and how many at once. 10 and 40 unless given. */
    rate: v.optional(v.strictObject({ perSecond: wholeNumber(1, 1e9), burst: wholeNumber(1, 1e9) }, 'must be an object')),
    /** Milliseconds for which a company stays live after its last Available technician lost the connection. 2 min unless given. */
    grace: v.optional(wholeNumber(0, 86_400_000)),
  },
  'must be an object',
);

const minute = 60_000;
const week = 7 * 24 * 60;

/** Minutes after which a waiting customer is shown as waiting long, and too long. */
const waits = v.pipe(
  v.strictObject(
    { long: v.optional(minutes(0, week), defaultWaits.long / minute), tooLong: v.optional(minutes(0, week), defaultWaits.tooLong / minute) },
    'must be an object',
  ),
  v.forward(
    v.check(({ long, tooLong }) => tooLong >= long, 'must not be less than long'),
    ['tooLong'],
  ),
);

const reply = v.strictObject(
  {
    name: v.pipe(v.string('must be a text'), v.trim(), v.minLength(1, 'must not be empty'), v.maxLength(replyLimits.name, `must have at most ${replyLimits.name} characters`)),
    text: v.pipe(v.string('must be a text'), v.regex(/\S/, 'must not be empty'), v.maxLength(replyLimits.text, `must have at most ${replyLimits.text} characters`)),
  },
  'must be an object',
);

const replies = v.pipe(
  listBy(reply, 'name'),
  v.maxLength(replyLimits.replies, `must be at most ${replyLimits.replies}`),
  v.check((list) => Buffer.byteLength(JSON.stringify(list)) <= replyLimits.bytes, `must have at most ${replyLimits.bytes} bytes in all`),
);

export const company = v.strictObject(
  {
    /** What people read. */
    name: text,
    /**
     * Who is made a technician of this company if the desk does not know them yet. Whoever it knows stays as the desk
     * has them.
     */
    technicians: v.optional(listBy(technician, 'id'), []),
    limits: v.optional(limits, {}),
    /** What is kept of a customer's address once the request is completed; `off`: never any of it. */
    ip: v.optional(v.picklist(['truncate', 'keep', 'off'], 'must be truncate, keep or off'), 'truncate'),
    /** Whether photos are kept without the place where they were taken. */
    stripLocation: v.optional(flag, false),
    /** The page with the portal: emails to customers lead there. Without it there are none. */
    portal: v.optional(page),
    /** The page with the Support Center: notifications lead there. Without it there are neither emails nor SMS to technicians. */
    console: v.optional(page),
    /** The language of emails and SMS. */
    language: v.optional(v.picklist(['en', 'de'], 'must be en or de'), 'en'),
    /** Minutes within which one's own message can be edited or deleted; 0 for never. */
    editWithin: v.optional(minutes(0, week), defaultEditWithin / minute),
    /** Whether customers may rate the help they were given, once their request is completed. */
    rating: v.optional(flag, true),
    waits: v.optional(waits, {}),
    /** Minutes without a sign of a technician after which their console sets them Unavailable. Never unless given. */
    idleAfter: v.optional(minutes(1, week)),
    /** Canned replies, until an admin has written others. */
    replies: v.optional(replies, []),
    /** Who is told of what happens, by a signed POST. */
    webhooks: v.optional(webhooks, []),
  },
  'must be an object',
);

export type CompanyConfig = v.InferOutput<typeof company>;
export type TechnicianConfig = CompanyConfig['technicians'][number];
