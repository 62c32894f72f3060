import type { Channels } from '../../core/deliveries.ts';
import type { CheckedCompany } from '../config-company.ts';
import type { Ways } from './house-courier.ts';

/** Whether anything at all could leave the house. */
export function reachesAnyone({ email, sms, claims, webhooks }: Channels): boolean {
  return email || sms || claims || webhooks.length > 0;
}

/** By which ways a company reaches anyone: a message leads to a page, so without the page there is none. */
export function channelsOf({ console, portal, webhooks }: CheckedCompany, { mail, sms }: { readonly [Name in keyof Ways]: unknown }): Channels {
  return {
    email: Boolean(mail) && console !== undefined,
    sms: Boolean(sms) && console !== undefined,
    claims: Boolean(mail) && portal !== undefined,
    webhooks: webhooks.map(({ id, events }) => ({ id, events })),
  };
}
