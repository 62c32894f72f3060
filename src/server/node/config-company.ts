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
    email: v.optional(v.pipe(v.string('must be a text'), v.check(isEmail, 'must be an email address'))),
    sms: v.optional(v.pipe(v.string('must be a text'), v.check(isPhoneNumber, 'must be a number such as +491701234567'))),
    browser: v.optional(flag, false),
    sound: v.optional(flag, false),
  },
  'must be an object',
);

const technician = v.strictObject(
  {
    id: text,
    name: text,
    role: v.optional(v.picklist(['technician', 'admin'], 'must be technician or admin'), 'technician'),
    available: v.optional(flag, false),
    notifications: v.optional(notifications, {}),
  },
  'must be an object',
);

const limits = v.strictObject(
  {
    maxFileSize: v.optional(wholeNumber(1, 2 ** 40)),
    customerFiles: v.optional(wholeNumber(1, 2 ** 50)),
    requestFiles: v.optional(wholeNumber(1, 2 ** 50)),
    companyFiles: v.optional(wholeNumber(1, 2 ** 50)),
    addressRequests: v.optional(wholeNumber(0, 1e9)),
    addressWords: v.optional(wholeNumber(0, 2 ** 50)),
    addressFiles: v.optional(wholeNumber(0, 2 ** 50)),
    rate: v.optional(v.strictObject({ perSecond: wholeNumber(1, 1e9), burst: wholeNumber(1, 1e9) }, 'must be an object')),
    grace: v.optional(wholeNumber(0, 86_400_000)),
  },
  'must be an object',
);

const minute = 60_000;
const week = 7 * 24 * 60;

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
    name: text,
    technicians: v.optional(listBy(technician, 'id'), []),
    limits: v.optional(limits, {}),
    ip: v.optional(v.picklist(['truncate', 'keep', 'off'], 'must be truncate, keep or off'), 'truncate'),
    stripLocation: v.optional(flag, false),
    portal: v.optional(page),
    console: v.optional(page),
    language: v.optional(v.picklist(['en', 'de'], 'must be en or de'), 'en'),
    editWithin: v.optional(minutes(0, week), defaultEditWithin / minute),
    rating: v.optional(flag, true),
    waits: v.optional(waits, {}),
    idleAfter: v.optional(minutes(1, week)),
    replies: v.optional(replies, []),
    webhooks: v.optional(webhooks, []),
  },
  'must be an object',
);

export type CheckedCompany = v.InferOutput<typeof company>;
export type CheckedTechnician = CheckedCompany['technicians'][number];
