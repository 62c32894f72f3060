import type { Delivery, Parcel } from '../../core/deliveries.ts';
import { RateLimit } from '../../core/rate.ts';
import type { Courier } from '../../host/peer.ts';
import type { CheckedCompany } from '../config-company.ts';
import type { Log } from '../log.ts';
import { Letters } from './letters.ts';
import type { SendMail } from './mail.ts';
import { codeOf, type Outcome } from './outcome.ts';
import type { SendSms } from './sms.ts';
import { Silence } from './silence.ts';
import { postWebhook } from './webhook.ts';

/** By what messages leave the house; null for what there is not. */
export interface Ways {
  readonly mail: SendMail | null;
  readonly sms: SendSms | null;
}

export interface CourierOptions {
  readonly company: string;
  readonly settings: CheckedCompany;
  readonly ways: Ways;
  readonly clock: { now(): number; after(ms: number, callback: () => void): () => void };
  readonly log: Log;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
}

/** Milliseconds for an answer over HTTP; and for a whole talk with a mail server, which may be a slow one. */
const patience = { http: 10_000, mail: 60_000 };

/**
 * New requests of which one address hears: how many at once, and then each second. Anybody may file requests; a flood of them must
 * neither fill a mailbox nor be paid for by the SMS. Who is left out sees them in the console.
 */
const hearing = { email: { burst: 60, perSecond: 10 / 60 }, sms: { burst: 10, perSecond: 1 / 60 } } as const;

const tooMany: Outcome = { result: 'refused', why: 'too many' };

/** What no longer has a way, because the configuration is another now, will have none later either. */
const noWay: Outcome = { result: 'refused', why: 'not configured' };

/** Carries one company's deliveries: words them, sends them, and says in the log what did not go. */
export function houseCourier({ company, settings, ways, clock, log, signal }: CourierOptions): Courier {
  const letters = new Letters(company, settings);
  const silence = new Silence();
  const heard = { email: new RateLimit(hearing.email), sms: new RateLimit(hearing.sms) };

  const within = async (ms: number, send: (signal: AbortSignal) => Promise<Outcome>): Promise<Outcome> => {
    const late = new AbortController();
    const callOff = clock.after(ms, () => late.abort(new DOMException('no answer', 'TimeoutError')));
    return send(AbortSignal.any([signal, late.signal])).finally(callOff);
  };

  const mail = async (to: string, { id, since }: Delivery, letter: { subject: string; text: string }): Promise<Outcome> => {
    const { mail: send } = ways;
    const whole = { id: `${company}.${since}.${id}`, from: settings.name, to, language: settings.language, ...letter };
    return send ? within(patience.mail, (until) => send(whole, until)) : noWay;
  };

  const sms = async (to: string, text: string): Promise<Outcome> => {
    const { sms: send } = ways;
    return send ? within(patience.http, (until) => send(to, text, until)) : noWay;
  };

  const carry = async (delivery: Delivery, makeClaim: () => Promise<string | null>): Promise<Outcome> => {
    const { parcel } = delivery;
    switch (parcel.kind) {
      case 'new-request':
        if (settings.console === undefined) return noWay;
        if (delivery.tries === 0 && heard[parcel.by].take(parcel.to, clock.now()) > 0) return tooMany;
        return silence.unless(parcel.by, () =>
          parcel.by === 'email' ? mail(parcel.to, delivery, letters.newRequest(parcel.about)) : sms(parcel.to, letters.sms(parcel.about)),
        );
      case 'claim': {
        if (!ways.mail || settings.portal === undefined) return noWay;
        return silence.unless('email', async () => {
          const code = await makeClaim();
          return code === null ? { result: 'failed', why: 'the claim was not kept' } : mail(parcel.to, delivery, letters.claim(parcel, code));
        });
      }
      case 'webhook': {
        const webhook = settings.webhooks.find(({ id }) => id === parcel.webhook);
        if (!webhook) return noWay;
        return silence.unless(`webhook ${webhook.id}`, () => within(patience.http, (until) => postWebhook(webhook, delivery.id, parcel.payload, clock.now(), until)));
      }
    }
  };

  return {
    async deliver(delivery, makeClaim) {
      const outcome = await carry(delivery, makeClaim).catch((error: unknown): Outcome => ({ result: 'failed', why: codeOf(error) }));
      const { result, why = '' } = outcome;
      if (result !== 'delivered' && !signal.aborted) log({ level: 'error', event: 'delivery', company, detail: { delivery: delivery.id, ...addressed(delivery.parcel), tries: delivery.tries, result, why } });
      return result;
    },
  };
}

/** Whom a parcel is for, as a log may know it: a mailbox or a number is somebody's. */
function addressed(parcel: Parcel): Readonly<Record<string, string>> {
  if (parcel.kind === 'webhook') return { kind: parcel.kind, to: parcel.webhook };
  const by = parcel.kind === 'claim' ? 'email' : parcel.by;
  return { kind: parcel.kind, by, to: by === 'email' ? parcel.to.replace(/^(.).*@/, '$1…@') : `…${parcel.to.slice(-3)}` };
}
