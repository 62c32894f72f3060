import type { CannedReply } from '../../../domain/replies.ts';
import type { CheckedCompany } from '../config-company.ts';
import type { CheckedConfig } from '../config-schema.ts';
import { checkConfig } from '../config.ts';

const replies: readonly CannedReply[] = [
  { name: 'hello', text: 'Hello {customer}, this is {technician} from {company}. I am looking at your request {number} now.' },
  { name: 'restart', text: 'Please switch it off, wait ten seconds and switch it on again. Does that change anything?' },
  { name: 'photo', text: 'Could you send me a photo of what you see? Upload File, below the message, takes it straight from your phone.' },
  { name: 'patience', text: 'Thank you for your patience. I will be back with an answer in a few minutes.' },
  { name: 'anything else', text: 'Glad that it works again. Is there anything else I can do for you?' },
];

/** Two companies to try things with, their technicians Available from the start. */
export const demoConfig: CheckedConfig = checkConfig({
  companies: {
    acme: {
      name: 'Acme',
      technicians: [
        { id: 'anna', name: 'Anna Berg', role: 'admin', available: true, notifications: { email: 'anna@acme.example' } },
        { id: 'ben', name: 'Ben Okafor', available: true, notifications: { sms: '+491701234567' } },
      ],
      replies,
    },
    globex: {
      name: 'Globex',
      technicians: [
        { id: 'anna', name: 'Anna Berg', role: 'admin', available: true },
        { id: 'carla', name: 'Carla Neumann', role: 'admin', available: true, notifications: { email: 'carla@globex.example' } },
      ],
      replies,
    },
  },
  data: '.deskside',
});

/** The demo's own pages, for companies that name no others. @param address of the server, without a slash at its end. */
export function withDemoPages(config: CheckedConfig, address: string): CheckedConfig {
  const base = `${address}${config.prefix}`;
  const companies = Object.entries(config.companies).map(([id, company]): [string, CheckedCompany] => [id, { portal: `${base}portal/${id}`, console: `${base}console`, ...company }]);
  return { ...config, companies: Object.fromEntries(companies) };
}
