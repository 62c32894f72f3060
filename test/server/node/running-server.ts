import { createSecretKey } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { createSupportServer, listen, signToken, type Log, type LogLine, type ServerConfig, type ServerSurroundings, type SupportServer } from '../../../src/server/node/index.ts';

export const secret = 'a secret of at least thirty-two bytes';

/** A server over a data folder of its own, for one test. */
export interface RunningServer {
  readonly url: string;
  readonly server: SupportServer;
  readonly log: LogLine[];
  readonly data: string;
  /** Ends it and starts another over the same folder, on another port. */
  restart(): Promise<RunningServer>;
}

export async function startServer(t: Pick<TestContext, 'after'>, config: Partial<ServerConfig> = {}, surroundings: ServerSurroundings = {}, heard: Log = () => undefined): Promise<RunningServer> {
  const data = await mkdtemp(join(tmpdir(), 'deskside-'));
  t.after(() => rm(data, { recursive: true, force: true }));
  return start(t, data, config, { ...surroundings, log: heard });
}

async function start(t: Pick<TestContext, 'after'>, data: string, config: Partial<ServerConfig>, surroundings: ServerSurroundings): Promise<RunningServer> {
  const log: LogLine[] = [];
  const server = createSupportServer(
    {
      companies: {
        acme: { name: 'Acme', technicians: [{ id: 'anna', name: 'Anna', available: true }, { id: 'ben', name: 'Ben' }] },
        globex: { name: 'Globex', technicians: [{ id: 'carla', name: 'Carla' }] },
      },
      signingKeys: { test: { secret } },
      data,
      ...config,
    },
    {
      ...surroundings,
      log: (line) => {
        log.push(line);
        surroundings.log?.(line);
      },
    },
  );
  const listening = await listen(server, { port: 0, host: '127.0.0.1' });
  let ended: Promise<void> | undefined;
  const end = () => (ended ??= listening.close());
  t.after(end);
  return {
    server,
    url: `http://127.0.0.1:${listening.port}`,
    log,
    data,
    restart: async () => {
      await end();
      return start(t, data, config, surroundings);
    },
  };
}

export function tokenOf(subject: string, companies: readonly string[] = ['acme']): Promise<string> {
  return signToken(createSecretKey(Buffer.from(secret)), 'HS256', { kid: 'test', subject, name: subject, companies, lifetime: 60 });
}
