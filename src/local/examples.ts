import type { Contact, Metadata } from '../domain/request.ts';
import type { Answer, Command, DeviceHints, ServerFrame } from '../protocol/frames.ts';
import { version } from '../protocol/limits.ts';
import type { Host } from './local-links.ts';
import { randomHex } from './random-hex.ts';

type Deed = 'assign' | 'unassign' | 'join-chat' | 'end-chat' | 'withdraw';

/** One thing that happened: words, a deed, or the end. `by` is `customer` or a technician's id. */
export type ExampleStep =
  | { readonly by: string; readonly says: string }
  | { readonly by: string; readonly does: Deed }
  | { readonly by: string; readonly closes: 'resolved' | 'unresolved' };

/** A request that is there from the start. It comes about by the same commands as any other. */
export interface ExampleRequest extends Contact {
  readonly company: string;
  readonly description: string;
  readonly metadata?: Metadata;
  /** How long ago it was filed. Milliseconds. */
  readonly age?: number;
  /** What happened then, half a minute apart. */
  readonly then?: readonly ExampleStep[];
  readonly device?: DeviceHints;
}

const stepTime = 30_000;

const anyDevice: DeviceHints = { userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', platform: 'Win32', touchPoints: 0 };

/** Someone at a desk, who does one thing after another. */
class Performer {
  readonly #say: (text: string) => void;
  readonly #end: () => void;
  readonly #lane = randomHex();
  #n = 0;
  #heard: (frame: ServerFrame) => void = () => {};

  constructor(host: Host, who: { readonly secret: string } | { readonly token: string }, device: DeviceHints) {
    let arrived = 0;
    const accepted = host.accept({
      ip: '',
      userAgent: '',
      send: (text) => {
        this.#heard(JSON.parse(text) as ServerFrame);
        accepted.arrived((arrived += 1));
      },
      close: () => {},
    });
    this.#say = (text) => {
      accepted.message(text);
    };
    this.#end = () => {
      accepted.closed();
    };
    this.#say(JSON.stringify({ type: 'hello', version, role: 'secret' in who ? 'customer' : 'technician', ...who, device, lanes: [] }));
  }

  /** @throws Error naming the refusal: an example that cannot have happened is a fault of whoever wrote it. */
  async do(command: Command): Promise<void> {
    const n = ++this.#n;
    const answer = await new Promise<Answer>((resolve) => {
      this.#heard = (frame) => {
        if (frame.type === 'answer' && frame.n === n) resolve(frame);
      };
      this.#say(JSON.stringify({ type: 'command', lane: this.#lane, n, command }));
    });
    if (!answer.ok) throw new Error(`An example cannot ${command.type}: ${answer.code}`);
  }

  leave(): void {
    this.#end();
  }
}

/**
 * Lets the examples happen, the oldest first.
 *
 * @param ago sets the desks' clock back by so many milliseconds.
 */
export async function perform(
  examples: readonly ExampleRequest[],
  hostOf: (company: string) => Host | null,
  tokenOf: (technician: string) => string,
  ago: (ms: number) => void,
): Promise<void> {
  for (const example of [...examples].sort((a, b) => (b.age ?? 0) - (a.age ?? 0))) {
    const host = hostOf(example.company);
    if (!host) throw new Error(`An example is of a company that is not there: ${example.company}`);
    await performOne(example, host, tokenOf, ago);
  }
  ago(0);
}

async function performOne(example: ExampleRequest, host: Host, tokenOf: (technician: string) => string, ago: (ms: number) => void): Promise<void> {
  const { name, email, description, metadata = {}, age = 0, then = [], device = anyDevice } = example;
  const key = randomHex();
  const people = new Map([['customer', new Performer(host, { secret: randomHex() + randomHex() }, device)]]);
  const person = (id: string): Performer => {
    const known = people.get(id) ?? new Performer(host, { token: tokenOf(id) }, device);
    people.set(id, known);
    return known;
  };
  let left = age;
  ago(left);
  await person('customer').do({ type: 'submit', key, name, email, description, metadata });
  for (const step of then) {
    left = Math.max(0, left - stepTime);
    ago(left);
    await person(step.by).do(commandOf(step, key));
  }
  for (const one of people.values()) one.leave();
}

function commandOf(step: ExampleStep, key: string): Command {
  if ('says' in step) return { type: 'message', key, text: step.says };
  if ('closes' in step) return { type: 'close', key, outcome: step.closes };
  return { type: step.does, key };
}
