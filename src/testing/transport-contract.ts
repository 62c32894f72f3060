import { isSupportError } from '../client/errors.ts';
import type { Link, LinkEvents, Transport } from '../client/transport.ts';
import { equal, type TestFramework } from './expect.ts';
import { FrameLink, testDevice } from './frame-link.ts';

/** A transport under test, to a server that has the company `acme` and takes files of at least 1,000 bytes. */
export interface TransportUnderTest {
  readonly transport: Transport;
  /** The same kind of transport to where nobody is. */
  readonly nowhere?: Transport;
  close(): void | Promise<void>;
}

const secret = 'a1'.repeat(32);
const hello = JSON.stringify({ type: 'hello', version: 'desk/1', role: 'customer', secret, device: testDevice, lanes: [] });

/** What happens on a link, in order. */
class Course {
  readonly steps: string[] = [];
  #looks: (() => void)[] = [];

  connect(transport: Transport, company = 'acme', then: Partial<LinkEvents> = {}): Link {
    const note = (step: string): void => {
      this.steps.push(step);
      for (const look of [...this.#looks]) look();
    };
    return transport.connect(company, {
      opened: () => {
        note('opened');
        then.opened?.();
      },
      message: (text) => {
        note(`message ${text === 'pong' ? text : String((JSON.parse(text) as { type: unknown }).type)}`);
        then.message?.(text);
      },
      closed: (code) => {
        note(`closed ${String(code)}`);
        then.closed?.(code);
      },
    });
  }

  until(step: string): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!this.steps.includes(step)) return;
        this.#looks = this.#looks.filter((other) => other !== look);
        resolve();
      };
      this.#looks.push(look);
      look();
    });
  }
}

/** What every transport keeps to, whatever its medium: the port in client/transport.ts, as tests. */
export function transportContract(name: string, make: () => TransportUnderTest | Promise<TransportUnderTest>, { describe, it }: TestFramework): void {
  const check = (sentence: string, body: (test: TransportUnderTest) => Promise<void>): void => {
    it(sentence, async () => {
      const test = await make();
      try {
        await body(test);
      } finally {
        await test.close();
      }
    });
  };

  describe(`The transport ${name}`, () => {
    check('names its server, the same each time', async ({ transport }) => {
      equal(transport.origin.length > 0, true, 'a name');
      equal(transport.origin, transport.origin, 'the name');
    });

    check('says that a link has opened, and not before connect() has returned', async ({ transport }) => {
      const course = new Course();
      course.connect(transport);
      equal(course.steps, [], 'what is reported within connect()');
      await course.until('opened');
    });

    check('carries texts both ways, in order [R6]', async ({ transport }) => {
      const course = new Course();
      const link = course.connect(transport);
      await course.until('opened');
      link.send(hello);
      link.send('ping');
      await course.until('message welcome');
      link.send(JSON.stringify({ type: 'sync', lanes: [], streams: {}, rev: 0 }));
      await course.until('message heads');
      link.close();
      equal(course.steps.filter((step) => step !== 'message pong'), ['opened', 'message welcome', 'message heads'], 'what comes');
    });

    check('carries a text of 48 KiB in one piece [R1]', async ({ transport }) => {
      const link = new FrameLink(transport, 'acme');
      await link.hello({ secret });
      const text = 'ä'.repeat(15_000);
      const key = 'b2'.repeat(16);
      const lane = 'c3'.repeat(16);
      await link.command(lane, 1, { type: 'submit', key, name: 'Kim', email: 'kim@example.com', description: 'Help', metadata: {} });
      await link.say({ type: 'open', ask: 1, request: key, after: 0 });
      await link.next('opened');
      await link.command(lane, 2, { type: 'message', key, text });
      const { entry } = await link.next('event');
      equal(entry.event.type === 'message' && entry.event.text === text, true, 'the same text');
      link.end();
    });

    check('reports the code with which the desk ends a link, once, and nothing after it [R62]', async ({ transport }) => {
      const course = new Course();
      const link = course.connect(transport);
      await course.until('opened');
      link.send('no frame');
      await course.until('closed 4400');
      link.send('ping');
      link.close();
      equal(course.steps, ['opened', 'closed 4400'], 'what is reported');
    });

    check('reports 4404 for a company that is unknown [R7]', async ({ transport }) => {
      const course = new Course();
      course.connect(transport, 'no-such-company');
      await course.until('closed 4404');
    });

    check('reports nothing of a link that one has closed oneself', async ({ transport }) => {
      const closed = new Course();
      const early = new Course();
      const other = new Course();
      const link = closed.connect(transport);
      early.connect(transport).close();
      await closed.until('opened');
      link.send(hello);
      link.close();
      link.close();
      link.send('ping');
      const witness = other.connect(transport);
      await other.until('opened');
      witness.send(hello);
      await other.until('message welcome');
      witness.close();
      equal([closed.steps, early.steps], [['opened'], []], 'what is reported');
    });

    check('keeps links apart', async ({ transport }) => {
      const [one, two] = [new FrameLink(transport, 'acme'), new FrameLink(transport, 'acme')];
      await one.hello({ secret });
      await two.say('no frame');
      equal(await two.closed, 4400, 'the end of the other');
      await one.settled();
      one.end();
    });

    check('reads a company’s settings without a link', async ({ transport }) => {
      const settings = await transport.settings('acme');
      const company = typeof settings === 'object' && settings !== null && 'company' in settings ? settings.company : null;
      equal(company, 'acme', 'the company');
      equal(await refusal(transport.settings('no-such-company')), 'no_such_desk', 'an unknown one');
    });

    check('takes a file from whoever shows who they are, and from nobody else [R64]', async ({ transport }) => {
      const link = new FrameLink(transport, 'acme');
      await link.hello({ secret });
      const key = 'b2'.repeat(16);
      const lane = 'c3'.repeat(16);
      await link.command(lane, 1, { type: 'submit', key, name: 'Kim', email: 'kim@example.com', description: 'Help', metadata: {} });
      const told: number[] = [];
      const file = await transport.upload('acme', new File(['some words'], 'notes.txt'), { role: 'customer', secret }, { sent: (bytes) => void told.push(bytes) });
      const answer = await link.command(lane, 2, { type: 'share-file', key, file });
      equal(answer.ok, true, 'sharing it');
      equal([told.every((bytes, i) => bytes >= (told[i - 1] ?? 0)), told.at(-1)], [true, 10], 'progress to the last byte');
      equal(await refusal(transport.upload('acme', new File(['x'], 'x.txt'), { role: 'technician', token: 'forged' }, {})), 'unauthorised', 'a forged token');
      link.end();
    });

    check('says in a code why a file is refused', async ({ transport }) => {
      const send = (file: File) => refusal(transport.upload('acme', file, { role: 'customer', secret }, {}));
      equal(await send(new File(['no picture'], 'photo.png')), 'file_refused', 'content that is not what the name says');
      equal(await send(new File(['#!'], 'tool.exe')), 'file_refused', 'a kind that nobody may send');
    });

    check('sends no file that is called off', async ({ transport }) => {
      const calledOff = AbortSignal.abort();
      equal(await refusal(transport.upload('acme', new File(['x'], 'x.txt'), { role: 'customer', secret }, { signal: calledOff })), 'closed', 'calling it off');
    });

    check('reports a link to where nobody is as closed, and throws nothing', async ({ nowhere }) => {
      if (!nowhere) return;
      const course = new Course();
      course.connect(nowhere);
      await course.until('closed 1006');
      equal(course.steps, ['closed 1006'], 'what is reported');
      equal(await refusal(nowhere.settings('acme')), 'offline', 'asking for settings');
    });
  });
}

async function refusal(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'none';
  } catch (error) {
    return isSupportError(error) ? error.code : String(error);
  }
}
