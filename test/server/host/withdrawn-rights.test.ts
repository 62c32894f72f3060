import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { StaffChange } from '../../../src/domain/staff.ts';
import type { Command, ServerFrame } from '../../../src/protocol/frames.ts';
import { form, key, technician } from '../core/bench.ts';
import { fc } from '../../support/seeded.ts';
import { hello, House, type Visitor } from './house.ts';

/** Who begins where; dan is known nowhere until somebody adds him. Cleo and eva are the admins. */
const companies = { acme: ['anna', 'ben', 'cleo'], globex: ['anna', 'eva'] } as const;
type Company = keyof typeof companies;
const admins: readonly string[] = ['cleo', 'eva'];
const everyone = ['anna', 'ben', 'cleo', 'dan', 'eva'] as const;

/** Stands in all that is written at a company, and nowhere else. */
const wordOf = (company: Company): string => `word of ${company}`;

/** A desk, the pages of technicians at it, and a look at each frame as it goes out. */
class Watched {
  readonly company: Company;
  readonly house: House;
  readonly pages = new Map<string, Visitor>();
  readonly faults: string[] = [];
  /** Events and notes that technicians were told, and pages that a desk has ended. */
  events = 0;
  lost = 0;
  #customer: Visitor | null = null;
  #n = 0;

  constructor(company: Company) {
    this.company = company;
    this.house = new House({ company, staff: companies[company].map((id) => technician(id, { role: admins.includes(id) ? 'admin' : 'technician' })) });
  }

  async open(): Promise<void> {
    this.#customer = await this.house.customer();
    for (const n of [1, 2]) this.customerSays({ type: 'submit', key: key(n), ...form, description: wordOf(this.company) });
    await this.house.settle();
  }

  customerSays(command: Command): void {
    this.#customer?.says({ type: 'command', lane: key(900), n: ++this.#n, command });
  }

  /** A page with everything open; `audience` is the company that the token names. */
  async enter(id: string, audience: Company): Promise<void> {
    this.pages.get(id)?.leaves();
    const page: Visitor = this.house.knock({ send: (text) => this.#see(id, audience, text), close: () => this.#end(id, page) });
    this.pages.set(id, page);
    page.says(hello({ role: 'technician', token: `${id} technician ${audience}` }));
    await this.ask(id);
  }

  /** Questions are answered by what was so when they came: they are waited for, so that no right goes between the two. */
  async ask(id: string): Promise<void> {
    await this.house.settle();
    const page = this.pages.get(id);
    page?.says({ type: 'query', ask: 1, view: 'all', mine: false, sort: 'id', direction: 'ascending', limit: 20 });
    for (const n of [1, 2]) {
      page?.says({ type: 'open', ask: 10 + n, request: key(n), after: 0 });
      page?.says({ type: 'open-notes', ask: 20 + n, key: key(n), after: 0 });
    }
    page?.says({ type: 'look', key: key(1) });
    await this.house.settle();
  }

  says(id: string, lane: number, n: number, command: Command): void {
    this.pages.get(id)?.says({ type: 'command', lane: key(lane), n, command });
  }

  #end(id: string, page: Visitor): void {
    if (this.pages.get(id) === page) this.pages.delete(id);
    this.lost++;
  }

  /** Frames go out after the commit: at that moment the desk knows who may have them. */
  #see(id: string, audience: Company, text: string): void {
    const { type } = JSON.parse(text) as ServerFrame;
    if (type === 'event' || type === 'note') this.events++;
    const may = audience === this.company && this.house.store.technician(id)?.enabled === true;
    // The answer to one's own command is told also to who has disabled themselves with it.
    if (!may && (type !== 'answer' || audience !== this.company)) this.faults.push(`${id} has no right at ${this.company} and is sent ${text}`);
    for (const other of Object.keys(companies) as Company[]) if (other !== this.company && text.includes(wordOf(other))) this.faults.push(`${this.company} speaks of ${other}: ${text}`);
  }
}

const at = fc.constantFrom<Company>('acme', 'globex');
const who = fc.constantFrom(...everyone);
const change: fc.Arbitrary<StaffChange> = fc.record(
  { id: who, name: fc.constantFrom('Zoë', 'Adam'), role: fc.constantFrom('technician' as const, 'admin' as const), enabled: fc.constantFrom(false, false, true) },
  { requiredKeys: ['id', 'name'] },
);
const one = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('host' as const), at, change }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('admin' as const), at, who: fc.constantFrom(...admins), change }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('enter' as const), at, who, audience: at }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('customer' as const), at, n: fc.integer({ min: 1, max: 2 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('technician' as const), at, who, n: fc.integer({ min: 1, max: 2 }), deed: fc.constantFrom('assign', 'join-chat', 'message', 'note', 'unassign') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('ask' as const), at, who }) },
);
type One = typeof one extends fc.Arbitrary<infer T> ? T : never;

describe('a technician of two companies, whose rights come and go', () => {
  it('is sent nothing of a company without the right to it, in any order of things, not even by the step that takes it [R4] [R40] [R74]', async () => {
    let events = 0;
    let lost = 0;
    await fc.assert(
      // What stands in one list comes in at one moment, so that a desk takes it in one step.
      fc.asyncProperty(fc.array(fc.array(one, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 12, size: 'max' }), async (moments) => {
        const desks: Readonly<Record<Company, Watched>> = { acme: new Watched('acme'), globex: new Watched('globex') };
        let lane = 1_000;
        const take = async (what: One): Promise<void> => {
          const desk = desks[what.at];
          switch (what.do) {
            case 'host':
              void desk.house.host.changeStaff(what.change);
              return;
            case 'admin':
              return desk.says(what.who, lane++, 1, { type: 'set-technician', ...what.change });
            case 'enter':
              return desk.enter(what.who, what.audience);
            case 'customer':
              return desk.customerSays({ type: 'message', key: key(what.n), text: wordOf(what.at) });
            case 'technician': {
              const about = { key: key(what.n) };
              if (what.deed === 'message' || what.deed === 'note') return desk.says(what.who, lane++, 1, { type: what.deed, ...about, text: wordOf(what.at) });
              return desk.says(what.who, lane++, 1, { type: what.deed, ...about });
            }
            case 'ask':
              return desk.ask(what.who);
          }
        };
        for (const desk of Object.values(desks)) {
          await desk.open();
          for (const id of companies[desk.company]) await desk.enter(id, desk.company);
        }
        for (const moment of moments) {
          for (const what of moment) await take(what);
          for (const desk of Object.values(desks)) {
            await desk.house.settle();
            assert.deepEqual(desk.faults, []);
            assert.deepEqual(desk.house.faults, []);
            for (const id of desk.pages.keys()) assert.equal(desk.house.store.technician(id)?.enabled, true, `${id} has no right at ${desk.company} and still a page open there`);
          }
        }
        for (const desk of Object.values(desks)) {
          events += desk.events;
          lost += desk.lost;
        }
      }),
      { numRuns: 400 },
    );
    assert.ok(events > 1_000 && lost > 100, `${String(events)} events and notes were told, ${String(lost)} pages lost: enough to go wrong`);
  });
});
