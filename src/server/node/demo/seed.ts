import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extensionOf, mediaTypeOf } from '../../../domain/files.ts';
import type { Answer, Command } from '../../../protocol/frames.ts';
import { Desk } from '../../core/desk.ts';
import type { Identity, Input } from '../../core/ports.ts';
import type { CheckedCompany } from '../config-company.ts';
import type { CheckedConfig } from '../config-schema.ts';
import { deskOptions, openDeskFiles, type DeskFiles } from '../desk-files.ts';
import { acmeStories } from './stories-acme.ts';
import { globexStories } from './stories-globex.ts';
import { unknownVisitor, type Step, type Story } from './story.ts';

const stories: Readonly<Record<string, readonly Story[]>> = { acme: acmeStories, globex: globexStories };

const minute = 60_000;

/** When nobody is there, in minutes before now: what is filed then is an offline request. */
const night = { from: 700, to: 560 };

/** Fills each desk that has no request yet with examples, through the commands that people would have given. */
export function seedDesks(config: CheckedConfig, now: number): void {
  for (const [company, settings] of Object.entries(config.companies)) {
    const told = stories[company];
    if (!told) continue;
    const files = openDeskFiles(config.data, company, settings);
    try {
      const counts = files.store.countByStatus();
      if (counts.new + counts.active + counts.completed === 0) new Seeding(company, settings, files).tell(told, now);
    } finally {
      files.close();
    }
  }
}

/** A moment of the example data: minutes before now, and what happens then. */
interface Moment {
  readonly ago: number;
  happen(at: number): void;
}

class Seeding {
  readonly #company: string;
  readonly #settings: CheckedCompany;
  readonly #files: DeskFiles;
  readonly #desk: Desk;
  readonly #grace: number;
  readonly #numbers = new Map<string, number>();

  constructor(company: string, settings: CheckedCompany, files: DeskFiles) {
    this.#company = company;
    this.#settings = settings;
    this.#files = files;
    const options = deskOptions(company, settings);
    this.#grace = options.grace;
    this.#desk = new Desk(files.store, { ...options, rate: { perSecond: 1e6, burst: 1e6 }, perAddress: { requests: null, words: null } });
  }

  tell(told: readonly Story[], present: number): void {
    // Everyone has gone for longer than a company stays live: until somebody opens the console, nobody is there.
    const now = present - 2 * this.#grace;
    const earliest = Math.max(...told.map(({ ago }) => ago)) + 10;
    const presence: Moment[] = this.#settings.technicians.flatMap(({ id, name }) => {
      const comes = (ago: number): Moment => ({ ago, happen: (at) => this.#connect(id, { role: 'technician', principal: id, name }, at) });
      const goes = (ago: number): Moment => ({ ago, happen: (at) => void this.#step(at, { type: 'disconnect', session: id }) });
      return [comes(earliest), goes(night.from), comes(night.to), goes(0)];
    });
    const happenings = told.flatMap((story) => this.#moments(story));
    this.#desk.start(now - earliest * minute);
    for (const { ago, happen } of [...presence, ...happenings].sort((a, b) => b.ago - a.ago)) happen(Math.round(now - ago * minute));
  }

  #moments(story: Story): Moment[] {
    const { name, email, description, metadata = {}, ago, device, ip } = story;
    const key = digest(`request ${email}`).slice(0, 32);
    const customer: Identity = { role: 'customer', principal: digest(`customer ${email}`) };
    return [
      {
        ago,
        happen: (at) => {
          this.#step(at, { type: 'connect', session: key, identity: customer, device, lanes: [], ip });
          this.#command(at, key, { type: 'submit', key, name, email, description, metadata });
        },
      },
      ...story.steps.map((step) => ({ ago: ago - step.at, happen: (at: number) => this.#act(at, key, step, customer.principal) })),
    ];
  }

  #act(at: number, key: string, step: Step, customer: string): void {
    const session = step.who === 'c' ? key : step.who;
    const head = this.#files.store.request(key)?.state.head ?? 0;
    this.#step(at, { type: 'frame', session, frame: { type: 'position', key, delivered: head, read: head } });
    if ('says' in step) this.#command(at, session, { type: 'message', key, text: step.says });
    else if ('does' in step) this.#command(at, session, { type: step.does, key });
    else if ('closes' in step) this.#command(at, session, { type: 'close', key, outcome: step.closes });
    else if ('shares' in step) this.#share(at, session, key, step.shares, step.who === 'c' ? customer : step.who);
  }

  #share(at: number, session: string, key: string, { name, text }: { name: string; text: string }, principal: string): void {
    const id = digest(`file ${key} ${name}`).slice(0, 32);
    writeFileSync(join(this.#files.folder, id), text);
    const type = mediaTypeOf(extensionOf(name) ?? 'txt');
    const side = session === key ? 'customer' : 'technician';
    this.#step(at, { type: 'file', file: { id, name, size: Buffer.byteLength(text), type, principal, side, request: null, at }, ref: id });
    this.#command(at, session, { type: 'share-file', key, file: id });
  }

  #connect(session: string, identity: Identity, at: number): void {
    this.#step(at, { type: 'connect', session, identity, device: unknownVisitor, lanes: [], ip: '' });
  }

  #command(at: number, session: string, command: Command): void {
    const n = (this.#numbers.get(session) ?? 0) + 1;
    this.#numbers.set(session, n);
    const lane = digest(`lane ${this.#company} ${session}`).slice(0, 32);
    const answer = this.#step(at, { type: 'frame', session, frame: { type: 'command', lane, n, command } });
    if (answer?.ok !== true) throw new Error(`The example data does not fit the rules: ${session} ${command.type} ${JSON.stringify(answer)}`);
  }

  #step(at: number, input: Input): Answer | undefined {
    const { outputs, faults } = this.#desk.step(at, [input]);
    if (faults.length > 0) throw faults[0];
    for (const output of outputs) if (output.type === 'send' && output.frame.type === 'answer') return output.frame;
    return undefined;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(`deskside demo ${text}`).digest('hex');
}
