import * as v from 'valibot';
import { starValues } from '../domain/request.ts';
import { columns } from '../domain/sort-key.ts';
import { staffRoles } from '../domain/staff.ts';
import { utf8Bytes } from '../domain/utf8.ts';
import { views } from '../domain/views.ts';
import type { ClientFrame } from './frames.ts';
import { claimCodeLength, deviceHintLimits, frameBytes, lanesPerHello, metadataLimits, pageHits, pageRows, streamsPerSync, tokenLength, version } from './limits.ts';

/** What a desk takes from a page. Shapes are exact: a desk is never older than its pages, so what it does not know is wrong. */

/** A lone surrogate has no UTF-8: each store would make something else of it, and logs would differ. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

const hex128 = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const hex256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const ordinal = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
/** Words of a person: bounded by the frame alone. What the desk thinks of their length is an answer, not a closed connection. */
const words = v.pipe(v.string(), v.transform(wellFormed));
/** A hint is cut, not refused: an odd browser is no reason to keep its customer out. */
const hint = (longest: number) => v.pipe(v.string(), v.transform((text) => wellFormed(text.slice(0, longest))));

/** A JSON object used as a map. Checked by hand: a schema for maps would take arrays, and drop `__proto__` without a word. */
function mapOf<T>(most: number, keyFits: (key: string) => boolean, valueFits: (value: unknown) => value is T) {
  return v.custom<Record<string, T>>((input) => {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return false;
    const entries = Object.entries(input);
    return entries.length <= most && entries.every(([key, value]) => key !== '__proto__' && keyFits(key) && valueFits(value));
  });
}

/** A log by its request's key, notes by `KEY/internal`. */
const isStream = (name: string): boolean => /^[0-9a-f]{32}(?:\/internal)?$/.test(name);
const isCount = (value: unknown): value is number => v.is(count, value);
const isKeyOfMetadata = (key: string): boolean => key !== '' && key.length <= metadataLimits.key && wellFormed(key) === key;
const isValueOfMetadata = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' ? value.length <= metadataLimits.value : typeof value === 'number' ? Number.isFinite(value) : typeof value === 'boolean';

const metadata = v.pipe(
  mapOf(metadataLimits.entries, isKeyOfMetadata, isValueOfMetadata),
  v.transform((map) => Object.fromEntries(Object.entries(map).map(([key, value]) => [key, typeof value === 'string' ? wellFormed(value) : value]))),
);

const lanes = v.pipe(v.array(v.strictObject({ id: hex128, answered: count })), v.maxLength(lanesPerHello));

const device = v.strictObject({
  userAgent: hint(deviceHintLimits.userAgent),
  platform: hint(deviceHintLimits.platform),
  touchPoints: count,
  mobile: v.exactOptional(v.boolean()),
  brands: v.exactOptional(
    v.pipe(
      v.array(v.strictObject({ brand: hint(deviceHintLimits.brand), version: hint(deviceHintLimits.brand) })),
      v.maxLength(deviceHintLimits.brands),
    ),
  ),
});

const note = v.exactOptional(words);

const notifications = v.strictObject({
  email: v.strictObject({ on: v.boolean(), address: words }),
  sms: v.strictObject({ on: v.boolean(), number: words }),
  browser: v.boolean(),
  sound: v.boolean(),
});

const command = v.variant('type', [
  v.strictObject({ type: v.literal('submit'), key: hex128, name: words, email: words, description: words, metadata }),
  v.strictObject({ type: v.literal('message'), key: hex128, text: words }),
  v.strictObject({ type: v.literal('edit'), key: hex128, of: ordinal, text: words }),
  v.strictObject({ type: v.literal('delete'), key: hex128, of: ordinal }),
  v.strictObject({ type: v.literal('share-file'), key: hex128, file: hex128 }),
  v.strictObject({ type: v.picklist(['assign', 'join-chat', 'leave-chat', 'end-chat', 'withdraw', 'reopen']), key: hex128 }),
  v.strictObject({ type: v.literal('unassign'), key: hex128, note }),
  v.strictObject({ type: v.literal('transfer'), key: hex128, to: words, note }),
  v.strictObject({ type: v.literal('invite'), key: hex128, technician: words }),
  v.strictObject({ type: v.literal('close'), key: hex128, outcome: v.picklist(['resolved', 'unresolved']), note }),
  v.strictObject({ type: v.literal('rate'), key: hex128, stars: v.picklist(starValues), comment: words }),
  v.strictObject({ type: v.literal('note'), key: hex128, text: words }),
  v.strictObject({ type: v.literal('set-availability'), available: v.boolean() }),
  v.strictObject({ type: v.literal('set-notifications'), notifications }),
  v.strictObject({
    type: v.literal('set-technician'),
    id: words,
    name: v.exactOptional(words),
    role: v.exactOptional(v.picklist(staffRoles)),
    enabled: v.exactOptional(v.boolean()),
  }),
  v.strictObject({ type: v.literal('set-replies'), replies: v.array(v.strictObject({ name: words, text: words })) }),
  v.strictObject({ type: v.picklist(['claim', 'renew-claim']), code: v.pipe(v.string(), v.minLength(1), v.maxLength(claimCodeLength)) }),
]);

const page = { type: v.literal('page'), ask: count, key: hex128 };
const stream = v.exactOptional(v.literal('internal'));
const only = v.literal('files');

export const clientFrame = v.variant('type', [
  v.strictObject({ type: v.literal('command'), lane: hex128, n: ordinal, command }),
  v.strictObject({ type: v.literal('position'), key: hex128, delivered: count, read: count }),
  v.strictObject({ type: v.literal('open'), ask: count, request: v.union([hex128, ordinal]), after: count }),
  v.strictObject({ type: v.literal('open-notes'), ask: count, key: hex128, after: count }),
  v.strictObject({ type: v.picklist(['leave', 'typing']), key: hex128 }),
  v.strictObject({ type: v.literal('look'), key: v.nullable(hex128) }),
  v.strictObject({ ...page, stream, before: count }),
  v.strictObject({ ...page, stream, after: count }),
  v.strictObject({ ...page, only, before: count }),
  v.strictObject({ ...page, only, after: count }),
  v.strictObject({ type: v.literal('find'), ask: count, key: hex128, text: words, before: v.exactOptional(count), limit: v.pipe(ordinal, v.maxValue(pageHits)) }),
  v.strictObject({
    type: v.literal('query'),
    ask: count,
    view: v.picklist(views),
    mine: v.boolean(),
    sort: v.picklist(columns),
    direction: v.picklist(['ascending', 'descending']),
    search: v.exactOptional(words),
    limit: v.pipe(ordinal, v.maxValue(pageRows)),
    after: v.exactOptional(v.strictObject({ sort: v.pipe(v.string(), v.maxLength(256)), number: count })),
  }),
  v.strictObject({ type: v.literal('unquery'), ask: count }),
  v.strictObject({ type: v.literal('ticket'), ask: count, key: hex128, file: hex128 }),
  v.strictObject({ type: v.literal('staff'), ask: count }),
  v.strictObject({ type: v.literal('earlier'), ask: count, key: hex128 }),
  v.strictObject({ type: v.literal('sync'), lanes, streams: mapOf(streamsPerSync, isStream, isCount), rev: count }),
  v.strictObject({
    type: v.literal('hello'),
    version: v.literal(version),
    role: v.picklist(['customer', 'technician']),
    secret: v.exactOptional(hex256),
    token: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(tokenLength))),
    device,
    lanes,
  }),
]) satisfies v.GenericSchema<unknown, ClientFrame>;

/** `version`: a hello of another version, whatever else stands in it (close with 4426). `bad_frame`: all other trouble (4400). */
export type ClientFrameResult = { readonly ok: true; readonly frame: ClientFrame } | { readonly ok: false; readonly code: 'bad_frame' | 'version' };

/** Reads one text frame of a page. Never throws; what it returns shares nothing with any prototype. */
export function parseClientFrame(text: string): ClientFrameResult {
  if (longerThan(text, frameBytes)) return { ok: false, code: 'bad_frame' };
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return { ok: false, code: 'bad_frame' };
  }
  const result = v.safeParse(clientFrame, input, { abortEarly: true });
  if (result.success) return { ok: true, frame: result.output };
  return { ok: false, code: v.is(otherHello, input) ? 'version' : 'bad_frame' };
}

const otherHello = v.object({ type: v.literal('hello'), version: v.pipe(v.string(), v.notValue(version)) });

/** UTF-8 takes 1 to 3 bytes per unit of a string, so most texts need no counting. */
function longerThan(text: string, bytes: number): boolean {
  if (text.length > bytes) return true;
  return text.length * 3 > bytes && utf8Bytes(text) > bytes;
}
