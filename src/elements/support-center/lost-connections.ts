import type { CompanyPresence } from '../../client/client.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import type { ConsoleTerms } from '../../locales/en/console.ts';
import type { Formats } from '../../locales/formats.ts';
import { isWithdrawn } from '../access.ts';
import { companyName } from '../company-names.ts';
import { isolated } from '../named-text.ts';

const lostStates: readonly string[] = ['reconnecting', 'offline', 'refused'];

/** Says which companies cannot be reached, or may not be any more; empty if all can, or are being reached for the first time. */
export function lostConnections(companies: readonly CompanyPresence[], words: ConsoleTerms, { connection: said, errors }: CommonTerms, formats: Formats): string {
  const names = (some: readonly CompanyPresence[]): string => formats.list(some.map((one) => isolated(companyName(one))));
  const withdrawn = companies.filter(isWithdrawn);
  const lost = companies.filter((one) => lostStates.includes(one.connection.status) && !withdrawn.includes(one));
  const sentences = withdrawn.length > 0 ? [words.rightWithdrawn(names(withdrawn))] : [];
  const why = lost.map(({ connection }) => connection.error).find((error) => error && error !== 'offline');
  if (lost.length > 0 && lost.length < companies.length) sentences.push(words.companyUnreachable(names(lost)));
  else if (lost.length > 0) sentences.push(why === 'no_token' ? errors.no_token : why ? `${said.refused} ${errors[why]}` : said.reconnecting);
  return sentences.join(' ');
}
