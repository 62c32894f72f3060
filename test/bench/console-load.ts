import { device, hello, newKey, newSecret, openRaw, type RawDesk } from '../support/raw-desk.ts';

/** Live changes: most are messages in requests that the list shows, one of ten is a new request, one of ten is assigned. */
export const changesPerSecond = 200;
const customers = 40;

interface Speaker {
  readonly desk: RawDesk;
  readonly lane: string;
  n: number;
}

export interface Load {
  /** Files the requests that the messages go to: the newest ones. */
  prepare(): Promise<void>;
  run(ms: number): Promise<void>;
  end(): void;
}

export async function loadOf(origin: string, company: string, token: (technician: string) => Promise<string>): Promise<Load> {
  const join = async (first: object): Promise<Speaker> => {
    const desk = await openRaw(origin, company, first);
    await desk.hear(({ type }) => type === 'welcome');
    return { desk, lane: newKey(), n: 0 };
  };
  const writers: Speaker[] = [];
  for (let count = 0; count < customers; count++) writers.push(await join(hello({ secret: newSecret() })));
  const technician = await join({ type: 'hello', version: 'desk/1', role: 'technician', token: await token('ben'), device, lanes: [] });
  let requests: string[] = [];
  let waiting: string[] = [];
  const say = (speaker: Speaker, command: object): void => {
    speaker.n += 1;
    speaker.desk.send({ type: 'command', lane: speaker.lane, n: speaker.n, command });
    // The page confirms now and then what it has heard.
    if (speaker.n % 20 === 0) speaker.desk.send({ type: 'sync', lanes: [{ id: speaker.lane, answered: speaker.n - 1 }], streams: {}, rev: 0 });
  };
  const submit = (speaker: Speaker): string => {
    const key = newKey();
    say(speaker, { type: 'submit', key, name: `Customer ${key.slice(0, 6)}`, email: 'load@example.com', description: 'One of many.', metadata: {} });
    return key;
  };
  let turn = 0;
  const change = (): void => {
    turn += 1;
    const writer = writers[turn % customers];
    const key = requests[turn % customers];
    if (!writer || !key) return;
    const oldest = waiting[0];
    if (turn % 10 === 3) waiting.push(submit(writer));
    else if (turn % 10 === 8 && oldest) {
      waiting = waiting.slice(1);
      say(technician, { type: 'assign', key: oldest });
    } else say(writer, { type: 'message', key, text: `Change ${String(turn)}` });
  };
  return {
    async prepare() {
      requests = writers.map(submit);
      waiting = [];
      await new Promise((resolve) => setTimeout(resolve, 500));
    },
    async run(ms) {
      const began = performance.now();
      for (let sent = 0; performance.now() - began < ms; ) {
        const due = ((performance.now() - began) / 1_000) * changesPerSecond;
        for (; sent < due; sent++) change();
        await new Promise((resolve) => setTimeout(resolve, 4));
      }
    },
    end() {
      for (const { desk } of [...writers, technician]) desk.close();
    },
  };
}
