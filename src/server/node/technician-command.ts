import { staffIdLength, type StaffChange } from '../../domain/staff.ts';
import { configOf } from './command-config.ts';
import { usage, UsageError, type CommandOptions } from './command-options.ts';
import { ConfigError } from './config.ts';
import type { CheckedConfig } from './config-schema.ts';
import { answerTo } from './control/control-desk.ts';
import type { ControlAnswer, Question } from './control/control-messages.ts';
import { askServer } from './control/control-question.ts';
import { oneLine } from './outbound/one-line.ts';
import { stoppedDesks } from './stopped-desks.ts';

/** What each deed changes. */
const changes: Readonly<Record<string, (change: { id: string; name?: string }) => StaffChange>> = {
  add: (named) => ({ ...named, enabled: true }),
  rename: (named) => named,
  enable: ({ id }) => ({ id, enabled: true }),
  disable: ({ id }) => ({ id, enabled: false }),
  promote: ({ id }) => ({ id, role: 'admin' }),
  demote: ({ id }) => ({ id, role: 'technician' }),
};

/** What was asked for and cannot be done; its message is what to print. */
export class TechnicianError extends Error {
  override readonly name = 'TechnicianError';
}

/**
 * Lists or changes the technicians of a company: through the server that runs over the data folder, which does it at once, or
 * in the desk's files if there is none.
 * @returns the lines to print.
 */
export async function technician(deed: string | undefined, options: CommandOptions): Promise<readonly string[]> {
  const { company: [company, ...others] = [], id, name } = options;
  if (company === undefined || others.length > 0) throw new UsageError(`technician needs one --company\n${usage}`);
  const config = await configOf('technician', options);
  if (!Object.hasOwn(config.companies, company)) throw new ConfigError([`companies.${company}: is missing`]);
  const ask = (question: Question): Promise<ControlAnswer> => answered(config, question);
  const { technicians } = whole(await ask({ ask: 'technicians', company }), company);
  if (deed === 'list') return technicians.map((one) => [printed(one.id), printed(one.name), one.role, one.enabled ? 'enabled' : 'disabled', one.available ? 'available' : 'unavailable'].join('\t'));

  const change = deed !== undefined && Object.hasOwn(changes, deed) ? changes[deed] : undefined;
  if (!change) throw new UsageError(usage);
  if (id === undefined) throw new UsageError(`technician ${deed ?? ''} needs --id`);
  const takesName = deed === 'add' || deed === 'rename';
  if (takesName !== (name !== undefined)) throw new UsageError(`technician ${deed ?? ''} ${takesName ? 'needs' : 'takes no'} --name`);
  const known = technicians.some((one) => one.id === id);
  if (deed === 'add' && known) throw new TechnicianError(`${id}: is a technician of ${company} already; rename or enable them instead`);
  if (deed !== 'add' && !known) throw new TechnicianError(`${id}: is no technician of ${company}`);
  whole(await ask({ ask: 'change-technician', company, change: change({ id, ...(name === undefined ? {} : { name }) }) }), id);
  const now = whole(await ask({ ask: 'technicians', company }), company).technicians.find((one) => one.id === id);
  return now ? [`${printed(now.id)}: ${printed(now.name)}, ${now.role}, ${now.enabled ? 'enabled' : 'disabled'}`] : [];
}

async function answered(config: CheckedConfig, question: Question): Promise<ControlAnswer> {
  const answer = await askServer(config.data, question);
  return answer ?? answerTo(question, stoppedDesks(config, Date.now)).catch((error: unknown) => {
    throw isLocked(error) ? new TechnicianError(`${config.data}: is in use by a server that cannot be reached; stop it first`) : error;
  });
}

/** As part of a line: who is an admin in the console is not who reads this in a terminal. */
function printed(text: string): string {
  return oneLine(text, staffIdLength);
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && /database is locked/.test(error.message);
}

/** @throws TechnicianError saying why not. */
function whole(answer: ControlAnswer, subject: string): Extract<ControlAnswer, { ok: true }> {
  if (answer.ok) return answer;
  const details = answer.faults.map(({ field, fault }) => ` ${field} ${fault.replaceAll('_', ' ')}`).join(',');
  throw new TechnicianError(`${subject}: ${answer.code.replaceAll('_', ' ')}${details && `:${details}`}`);
}
