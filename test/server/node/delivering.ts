import type { TestContext } from 'node:test';
import type { LogLine, ServerConfig } from '../../../src/server/node/index.ts';
import { settled, VirtualClock } from '../../simulation/virtual-clock.ts';
import { startServer, type RunningServer } from './running-server.ts';

type Companies = ServerConfig['companies'];
type Company = Companies[string];

export interface DeliveringServer extends RunningServer {
  readonly clock: VirtualClock;
  /** The nth line about a delivery that did not go, from 1, once the desk knows of it, too. */
  failure(n: number): Promise<Readonly<Record<string, string | number>>>;
}

/** A company that is told of everything, with Anna to hear by email and Ben by SMS, and a clock that is set by hand. */
export async function deliveringServer(t: TestContext, config: Partial<ServerConfig>, company: Partial<Company> = {}): Promise<DeliveringServer> {
  const clock = new VirtualClock(Date.now());
  const lines: LogLine[] = [];
  const waiting = new Set<() => void>();
  const running = await startServer(
    t,
    {
      companies: {
        acme: {
          name: 'Acme',
          console: 'https://acme.example/console',
          portal: 'https://acme.example/help',
          technicians: [
            { id: 'anna', name: 'Anna Berg', available: true, notifications: { email: 'anna@acme.example' } },
            { id: 'ben', name: 'Ben', available: true, notifications: { sms: '+491701234567' } },
            { id: 'cleo', name: 'Cleo', notifications: { email: 'cleo@acme.example', sms: '+491707654321' } },
          ],
          ...company,
        },
      },
      ...config,
    },
    { clock },
    (line) => {
      if (line.event === 'delivery') lines.push(line);
      for (const look of waiting) look();
    },
  );
  const written = (n: number): Promise<Readonly<Record<string, string | number>>> =>
    new Promise((resolve) => {
      const look = (): void => {
        const detail = lines[n - 1]?.detail;
        if (!detail) return;
        waiting.delete(look);
        resolve(detail);
      };
      waiting.add(look);
      look();
    });
  const failure = async (n: number): Promise<Readonly<Record<string, string | number>>> => {
    const detail = await written(n);
    // The desk hears of it and keeps it in the turns that follow.
    for (let turn = 0; turn < 3; turn += 1) await settled();
    return detail;
  };
  return { ...running, clock, failure };
}
