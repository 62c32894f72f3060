import type { CheckedSms } from '../config-delivery.ts';
import { posted } from './posted.ts';
import { unanswered, type Outcome } from './outcome.ts';

/** Sends an SMS, once; never rejects. */
export type SendSms = (to: string, text: string, signal: AbortSignal) => Promise<Outcome>;

/** Sends through a gateway that takes HTTP. */
export function gatewaySms({ url, method, headers, json, form }: CheckedSms): SendSms {
  return async (to, text, signal) => {
    const fill = (template: string): string => template.replace(/\{(to|text)\}/g, (_all, name) => (name === 'to' ? to : text));
    const outcome = await posted(
      url,
      form
        ? { method, headers, body: new URLSearchParams(Object.entries(form).map(([name, value]): [string, string] => [name, fill(value)])) }
        : { method, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(filled(json, fill)) },
      signal,
    );
    if (outcome.status === undefined) return unanswered(outcome.why);
    if (outcome.status >= 200 && outcome.status < 300) return { result: 'delivered' };
    // What is wrong with this message stays wrong; too much or too slow does not.
    const final = outcome.status >= 400 && outcome.status < 500 && outcome.status !== 408 && outcome.status !== 429;
    return { result: final ? 'refused' : 'failed', why: `HTTP ${outcome.status}` };
  };
}

/** A value of JSON with every text in it filled. */
function filled(value: unknown, fill: (template: string) => string): unknown {
  if (typeof value === 'string') return fill(value);
  if (Array.isArray(value)) return value.map((one: unknown) => filled(one, fill));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, fill)]));
}
