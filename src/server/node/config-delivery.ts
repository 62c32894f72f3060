import * as v from 'valibot';
import { isEmail } from '../../domain/text-rules.ts';
import { webhookEvents } from '../core/deliveries.ts';
import { endpoint, flag, listBy, secret, text, wholeNumber, word } from './config-values.ts';
import { senderOf } from './sender.ts';

/** The part of the configuration that says how messages leave the house. */

export const smtp = v.pipe(
  v.strictObject(
    {
      host: text,
      port: v.optional(wholeNumber(1, 65_535)),
      secure: v.optional(flag, false),
      user: v.optional(text),
      password: v.optional(secret(1)),
      from: v.pipe(
        text,
        v.check((value) => isEmail(senderOf(value).address), 'must be an email address, with a name before it if you like: Acme <support@acme.example>'),
      ),
    },
    'must be an object',
  ),
  v.forward(
    v.check(({ user, password }) => (user === undefined) === (password === undefined), 'user and password belong together'),
    ['user'],
  ),
);

export const sms = v.pipe(
  v.strictObject(
    {
      url: endpoint,
      method: v.optional(v.picklist(['POST', 'PUT'], 'must be POST or PUT'), 'POST'),
      headers: v.optional(v.record(v.pipe(v.string(), v.regex(/^[\w-]+$/, 'must be the name of a header')), secret(1), 'must be an object'), {}),
      json: v.optional(v.record(v.string(), v.unknown(), 'must be an object')),
      form: v.optional(v.record(v.string(), v.string('must be a text'), 'must be an object')),
    },
    'must be an object',
  ),
  v.check(({ json, form }) => (json === undefined) !== (form === undefined), 'must have either json or form'),
  v.check(({ json, form }) => ['{to}', '{text}'].every((name) => (json ?? form) === undefined || texts(json ?? form).some((one) => one.includes(name))), 'must say where {to} and {text} go'),
);

/** All texts inside a value of JSON. */
function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

const webhook = v.strictObject(
  {
    id: word,
    url: endpoint,
    secret: secret(32),
    events: v.optional(
      v.pipe(v.array(v.picklist(webhookEvents, `must be ${webhookEvents.join(', ')}`), 'must be a list'), v.minLength(1, 'must name at least one')),
      [...webhookEvents],
    ),
  },
  'must be an object',
);

export const webhooks = listBy(webhook, 'id');

export type CheckedSmtp = v.InferOutput<typeof smtp>;
export type CheckedSms = v.InferOutput<typeof sms>;
export type CheckedWebhook = v.InferOutput<typeof webhook>;
