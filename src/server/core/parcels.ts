import { isAmending } from '../../domain/amendments.ts';
import type { LogEntry, RequestEvent } from '../../domain/events.ts';
import type { RequestState } from '../../domain/request.ts';
import type { AboutRequest, Channels, Parcel, WebhookEvent, WebhookPayload } from './deliveries.ts';
import { asTheyRead } from './pages.ts';
import type { DeskStore, StoredTechnician } from './store.ts';

/** What an entry of a log has sent out of the house, and to whom. */

/** To technicians who are Available, by the ways they have chosen [R81]. */
export function newRequestParcels(state: RequestState, { email, sms }: Channels, technicians: readonly StoredTechnician[]): readonly Parcel[] {
  if (!email && !sms) return [];
  const about = aboutRequest(state);
  return technicians.flatMap(({ id, enabled, available, notifications: chosen }): readonly Parcel[] => {
    if (!enabled || !available) return [];
    return [
      ...(email && chosen.email.on ? [{ kind: 'new-request', by: 'email', to: chosen.email.address, technician: id, about } as const] : []),
      ...(sms && chosen.sms.on ? [{ kind: 'new-request', by: 'sms', to: chosen.sms.number, technician: id, about } as const] : []),
    ];
  });
}

/** To the customer: a link that opens the request [R79]. @param from who has written; null if the customer asked for it. */
export function claimParcel(state: RequestState, from: string | null): Parcel {
  return { kind: 'claim', to: state.customer.email, from, about: aboutRequest(state) };
}

/** To the company's own systems [R82]. @param state as it stands after the entry. */
export function webhookParcels(entry: LogEntry, state: RequestState, { webhooks }: Channels): readonly Parcel[] {
  const event = webhookEventOf(entry);
  if (!event) return [];
  const wanting = webhooks.filter(({ events }) => events.includes(event));
  if (wanting.length === 0) return [];
  const payload = payloadOf(event, entry, state);
  return wanting.map(({ id }) => ({ kind: 'webhook', webhook: id, payload }));
}

function webhookEventOf({ event }: LogEntry): WebhookEvent | null {
  switch (event.type) {
    case 'submitted':
    case 'message':
    case 'edited':
    case 'deleted':
    case 'completed':
      return event.type;
    case 'assigned':
    case 'transferred':
    case 'reopened':
      return 'assigned';
    default:
      return null;
  }
}

function payloadOf(name: WebhookEvent, { at, seq, event }: LogEntry, state: RequestState): WebhookPayload {
  const { company, key, number, status, chat, customer, technician, submittedAt, completedAt, outcome } = state;
  return {
    event: name,
    company,
    at,
    seq,
    request: { key, number, status, chat, customer, technician, submittedAt, completedAt, outcome },
    ...messageOf(event),
    ...(event.type === 'submitted' && { description: event.description }),
  };
}

function messageOf(event: RequestEvent): Pick<WebhookPayload, 'message'> {
  if (event.type !== 'message' && !isAmending(event)) return {};
  const { role: from, name } = event.author;
  if (event.type === 'message') return { message: { from, name, ...(!event.deleted && { text: event.text }) } };
  return { message: { from, name, of: event.of, ...('text' in event && { text: event.text }) } };
}

/** As it may leave the house now: what has been edited or deleted since is not said any more [R92]. */
export function asItReads(store: DeskStore, parcel: Parcel): Parcel {
  if (parcel.kind !== 'webhook' || !parcel.payload.message) return parcel;
  const { payload } = parcel;
  const { key } = payload.request;
  const [entry] = asTheyRead(store, key, store.entries(key, { after: payload.seq - 1, before: payload.seq + 1, limit: 1 }));
  return entry ? { ...parcel, payload: { ...payload, ...messageOf(entry.event) } } : parcel;
}

function aboutRequest({ key, number, customer, description }: RequestState): AboutRequest {
  return { key, number, customer: customer.name, description };
}
