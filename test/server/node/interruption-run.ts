import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCustomerClient } from '../../../src/client/customer-client.ts';
import { MemoryEnvironment } from '../../../src/client/memory-environment.ts';
import { webSocketTransport } from '../../../src/transports/websocket.ts';
import { cuttingProxy } from '../../support/cutting-proxy.ts';
import { Chance } from '../../simulation/chance.ts';
import { until } from '../../support/until.ts';
import { CommandProcess } from './command-process.ts';

export interface InterruptionRun {
  /** Each of as many files is interrupted once. */
  readonly interruptions: number;
  /** In so many of them the server is killed, too. */
  readonly kills: number;
  readonly seed: number;
}

export interface InterruptionFigures {
  readonly interrupted: number;
  readonly kills: number;
  /** Files whose SHA-256 at the other end is that of what was sent. */
  readonly equal: number;
  /** Files in the log. */
  readonly shared: number;
  readonly bytes: number;
  readonly seconds: number;
}

const size = { least: 20_000, most: 2_000_000 } as const;
/** At least what is said around a file, in bytes: a line may break there as well. */
const around = 500;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Sends files through a line that breaks once in each, at a random byte of all that is said, to a server that is killed at some of them. */
export async function interruptionRun({ interruptions, kills, seed }: InterruptionRun): Promise<InterruptionFigures> {
  const began = performance.now();
  const chance = new Chance(seed);
  const random = () => chance.next();
  const folder = await mkdtemp(join(tmpdir(), 'deskside-interrupted-'));
  const limits = { rate: { perSecond: 1e6, burst: 1e6 }, customerFiles: 1e12, requestFiles: 1e12 };
  const config = join(folder, 'deskside.json');
  await writeFile(config, JSON.stringify({ companies: { acme: { name: 'Acme', limits } }, data: join(folder, 'data') }));
  let server = new CommandProcess(['serve', '--config', config, '--port', '0']);
  const proxy = await cuttingProxy(await server.listening());
  const environment = new MemoryEnvironment({ random });
  const client = createCustomerClient({ transport: webSocketTransport(proxy.url), company: 'acme', environment });
  const figures = { interrupted: 0, kills: 0, equal: 0, bytes: 0 };
  try {
    const chat = await client.submit({ name: 'Kim', email: 'kim@example.com', description: 'It breaks' });
    const everyNth = kills > 0 ? Math.floor(interruptions / kills) : Infinity;
    const wanted = new Map<string, string>();
    for (let n = 1; n <= interruptions; n++) {
      const bytes = text(random, Math.floor(size.least + random() * (size.most - size.least)));
      const name = `trace-${n}.log`;
      wanted.set(name, sha256(bytes));
      figures.bytes += bytes.length;
      const cut = proxy.cutAfter(Math.floor(random() * (bytes.length + around)) + 1).then(async () => {
        figures.interrupted += 1;
        if (n % everyNth === 0) {
          figures.kills += 1;
          await server.kill('SIGKILL');
          server = new CommandProcess(['serve', '--config', config, '--port', '0']);
          proxy.lead(await server.listening());
        }
        await until('the page to notice', () => client.$connection.get().status !== 'connected');
        proxy.mend();
        environment.wake();
      });
      await Promise.all([chat.sendFile(new File([bytes], name, { lastModified: n })), cut]);
    }
    const files = () => chat.$messages.get().flatMap((line) => (line.kind === 'entry' && line.entry.event.type === 'file' ? [line.entry.event.file] : []));
    await until('all of them in the log', () => Promise.resolve(new Set(files().map(({ name }) => name)).size === wanted.size));
    for (const { id, name } of files()) {
      const fetched = await fetch(new URL(await chat.ticket(id), proxy.url));
      if (sha256(new Uint8Array(await fetched.arrayBuffer())) === wanted.get(name)) figures.equal += 1;
    }
    return { ...figures, shared: files().length, seconds: (performance.now() - began) / 1_000 };
  } finally {
    client.close();
    await proxy.close();
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lines of a log, no two alike: a part that came twice or not at all changes the sum. */
function text(random: () => number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at++) bytes[at] = at % 80 === 79 ? 10 : 97 + Math.floor(random() * 26);
  return bytes;
}
