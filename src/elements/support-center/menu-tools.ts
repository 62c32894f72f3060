import type { CompanyPresence } from '../../client/client.ts';
import type { NotificationSettings } from '../../domain/staff.ts';
import type { ConsoleTerms } from '../../locales/en/console.ts';
import type { Formats } from '../../locales/formats.ts';
import type { MenuTool } from './availability-menu.ts';

/** The methods by which a technician is told of new requests. */
export const methods = ['email', 'sms', 'browser', 'sound'] as const;
export type Method = (typeof methods)[number];

export function isOn(settings: NotificationSettings, method: Method): boolean {
  return method === 'email' || method === 'sms' ? settings[method].on : settings[method];
}

/** What the menu offers beside availability, with how it is set now. Technicians and canned replies are an admin's. */
export function menuTools(companies: readonly CompanyPresence[], words: ConsoleTerms, formats: Formats, helpKeys: string | undefined): readonly MenuTool[] {
  const settings = companies.flatMap(({ me }) => me?.notifications ?? []);
  const on = settings.map((one) => methods.filter((method) => isOn(one, method)));
  const [first = []] = on;
  const same = on.every((one) => one.join() === first.join());
  const told = !same ? words.toldDifferently : first.length === 0 ? words.notTold : formats.list(first.map((method) => words.methods[method]));
  const admin = companies.some(({ me }) => me?.staff === 'admin');
  return [
    { name: 'notifications', label: words.toolNames.notifications, hint: told },
    { name: 'shortcuts', label: words.toolNames.shortcuts, hint: helpKeys ?? '' },
    ...(admin ? (['technicians', 'replies'] as const).map((name) => ({ name, label: words.toolNames[name], hint: '' })) : []),
  ];
}
