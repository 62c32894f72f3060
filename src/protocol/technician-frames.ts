import type { NoteOccasion } from '../domain/events.ts';
import { noNotifications, staffRoles } from '../domain/staff.ts';
import type { Me, ServerFrame } from './frames.ts';
import { cause, customer, frameReader, frames, opened, person, row, welcome, type Table } from './server-frames.ts';
import { by, count, flag, kinds, list, object, oneOf, optional, or, orNull, text, word } from './shapes.ts';

/** What a desk says to technicians alone. Only a technician's page carries it. */

const notifications = object({ email: object({ on: flag, address: text }), sms: object({ on: flag, number: text }), browser: flag, sound: flag });
const role = oneOf(...staffRoles);
const me = by<Me>('role', {
  customer,
  technician: object({
    role: oneOf('technician'),
    id: text,
    name: text,
    available: flag,
    // A desk of yesterday knows neither.
    staff: or(role, 'technician'),
    notifications: or(notifications, noNotifications),
  }),
});
const console = object({
  waits: object({ long: count, tooLong: count }),
  idleAfter: orNull(count),
  replies: list(object({ name: text, text })),
  notifies: object({ email: flag, sms: flag }),
});
const identity = object({ id: text, issuer: optional(text), name: optional(text), email: optional(text) });
const source = object({ ip: text, identity: optional(identity) });
const note = object({ type: oneOf('note'), author: person, text, about: optional(word<NoteOccasion>()) });
const entry = object({ seq: count, at: count, event: note });
const entries = list(entry);
const colleague = object({ id: text, name: text, role, enabled: flag, available: flag, connected: flag });

const all = {
  ...frames,
  ...kinds({
    welcome: { ...welcome, me, console: optional(console) },
    me: { me },
    opened: { ...opened, source: optional(source) },
    source: { key: text, source },
    console: { console },
    notes: { ask: count, key: text, entries, head: count },
    'notes-page': { ask: count, key: text, entries },
    note: { key: text, entry, cause },
    viewers: { key: text, technicians: list(person) },
    staff: { ask: count, technicians: list(colleague) },
    earlier: { ask: count, rows: list(row), more: flag },
  }),
} satisfies Table<ServerFrame>;

/** Reads one text frame of a desk, to whichever side; null if this version does not know its type or it is not what its type says. Never throws. */
export const parseServerFrame = frameReader(all);
