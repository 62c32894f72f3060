import { createHash } from 'node:crypto';
import { apply } from '../../src/domain/apply.ts';
import type { LogEntry, RequestEvent } from '../../src/domain/events.ts';
import { unknownDevice, type RequestState } from '../../src/domain/request.ts';
import type { DeskStore } from '../../src/server/core/store.ts';

const firstNames = ['Ada', 'Ben', 'Chiara', 'Dmitri', 'Élodie', 'Farid', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Katya', 'Leon', 'Mina', 'Noah', 'Olga', 'Paul', 'Quentin', 'Rosa', 'Sven', 'Tilda', 'Umut', 'Vera', 'Wim', 'Xenia', 'Yusuf', 'Zoé'];
const syllables = ['ba', 'den', 'fel', 'gar', 'hol', 'ker', 'lin', 'mar', 'nov', 'ost', 'ret', 'sen', 'tor', 'val', 'wie', 'zan'];
const stories = [
  'The invoice of last month shows an amount that we have not ordered, and the download ends with an empty page.',
  'Since the update nobody in our office can sign in any more; the page says that the session has run out.',
  'How can I change the address of a delivery that is on its way already?',
  'Der Export bleibt bei 80 % stehen. Wir haben es mit zwei Browsern versucht.',
  'Payment was refused twice although the card is good. Order 4711-22.',
];
const technicians = Array.from({ length: 20 }, (_, index) => ({ id: index === 0 ? 'anna' : `t${String(index)}`, name: index === 0 ? 'Anna Berg' : `Technician ${String(index)}` }));
/** As many of its requests are the measured technician's own, on a small desk and on a large one. */
const own = 8;
const minute = 60_000;
/** Requests in one transaction. */
const together = 5_000;

/** Each request's customer has a name of their own, in no order. */
function nameOf(index: number): string {
  const mixed = (index * 7_919 + 13) % 1_000_003;
  const part = (place: number) => syllables[Math.floor(mixed / syllables.length ** place) % syllables.length] ?? '';
  const family = [0, 1, 2, 3, 4].map(part).join('');
  return `${firstNames[index % firstNames.length] ?? ''} ${family[0]?.toUpperCase() ?? ''}${family.slice(1)}`;
}

/** Six of ten are new, two active, two completed. */
function eventsOf(index: number, number: number): readonly RequestEvent[] {
  const customer = { name: nameOf(index), email: `customer${String(index)}@example.com` };
  const submitted: RequestEvent = { type: 'submitted', number, customer, description: stories[index % stories.length] ?? '', metadata: { plan: 'team' }, device: unknownDevice, chat: index % 40 === 7 ? 'waiting' : 'none' };
  const kind = index % 10;
  if (kind < 6) return [submitted];
  const turn = Math.floor(index / 10);
  const technician = technicians[turn < own && kind === 6 ? 0 : 1 + (turn % (technicians.length - 1))];
  if (!technician) return [submitted];
  const assigned: RequestEvent = { type: 'assigned', technician };
  return kind < 8 ? [submitted, assigned] : [submitted, assigned, { type: 'completed', author: { role: 'technician', ...technician }, outcome: 'resolved' }];
}

/** Files requests as if a year had passed: the folded states, their logs and all that lists are made from. */
export function seed(store: DeskStore, company: string, count: number, now: number): void {
  for (let from = 0; from < count; from += together) {
    store.transaction(() => {
      for (let index = from; index < Math.min(count, from + together); index++) file(store, company, index, now - (count - index) * 5 * minute);
    });
  }
}

function file(store: DeskStore, company: string, index: number, at: number): void {
  const key = createHash('md5').update(`${company} ${String(index)}`).digest('hex');
  const cause = { principal: `customer ${String(index)}`, side: 'customer', lane: '', n: 0 } as const;
  let state: RequestState | null = null;
  for (const [place, event] of eventsOf(index, store.nextNumber()).entries()) {
    const entry: LogEntry = { seq: place + 1, at: at + place * minute, event };
    state = apply(state, entry, { key, company });
    store.append(key, entry, cause);
  }
  if (state) store.saveRequest({ state, owner: cause.principal, ip: '', told: false });
}

const remarks = ['Yes.', 'It says that the session has run out, and then nothing more happens.', 'I have tried it with two browsers:\nthe same in both.', 'See https://example.com/help/4711 for what we have done so far.', 'Moment, ich sehe nach. Das kann ein, zwei Minuten dauern; bitte bleiben Sie so lange im Chat.', 'Thank you!'];

/** A chat of so many messages that is going on: the customer's and the technician's by turns, one a minute. */
export function seedChat(store: DeskStore, company: string, messages: number, now: number, { principal, key }: { readonly principal: string; readonly key: string }): void {
  const [technician] = technicians;
  if (!technician) return;
  const customer = { name: 'Kim Chen', email: 'kim@example.com' };
  const number = store.nextNumber();
  const eventAt = (place: number): RequestEvent => {
    if (place === 0) return { type: 'submitted', number, customer, description: stories[0] ?? '', metadata: {}, device: unknownDevice, chat: 'waiting' };
    if (place === 1) return { type: 'assigned', technician };
    if (place === 2) return { type: 'joined', technician };
    const author = place % 3 === 0 ? ({ role: 'technician', ...technician } as const) : ({ role: 'customer', name: customer.name } as const);
    return { type: 'message', author, text: `${String(place)}: ${remarks[place % remarks.length] ?? ''}` };
  };
  let state: RequestState | null = null;
  for (let from = 0; from < messages + 3; from += together) {
    store.transaction(() => {
      for (let place = from; place < Math.min(messages + 3, from + together); place++) {
        const event = eventAt(place);
        const entry: LogEntry = { seq: place + 1, at: now - (messages + 3 - place) * minute, event };
        state = apply(state, entry, { key, company });
        const side = place === 0 || (event.type === 'message' && event.author.role === 'customer') ? 'customer' : 'technician';
        store.append(key, entry, { principal: side === 'customer' ? principal : technician.id, side, lane: '', n: 0 });
      }
      if (state) store.saveRequest({ state, owner: principal, ip: '', told: true });
    });
  }
}
