import { resolve } from 'node:path';
import { numberOption, UsageError, type CommandOptions } from './command-options.ts';
import { readConfig } from './config.ts';
import type { CheckedConfig } from './config-schema.ts';
import { demoConfig } from './demo/companies.ts';
import { demoPages } from './demo/pages.ts';
import { seedDesks } from './demo/seed.ts';
import { demoSignIn, withDemoKey } from './demo/sign-in.ts';
import { listen } from './listen.ts';
import { logToConsole } from './log.ts';
import { createSupportServer, type SupportServer } from './server.ts';

/** Serves until the process is told to end. Resolves once it listens. */
export async function serve(options: CommandOptions): Promise<void> {
  const config = await configOf(options);
  const demo = options.demo === true;
  const server = createSupportServer(demo ? withDemoKey(config) : config);
  if (demo && options.config === undefined) seedDesks(config, Date.now());
  const port = numberOption('port', options.port ?? String(config.listen.port ?? 8787), 65_535);
  // Whoever reaches the demo's sign-in is a technician: only this machine does, unless a host is named.
  const host = options.host ?? config.listen.host ?? (demo ? 'localhost' : undefined);
  const listening = await listen(demo ? withDemo(server, config) : server, { port, host });
  const address = `http://localhost:${listening.port}`;
  console.log(`deskside listening on ${address}`);
  if (demo) console.log(`${address}/portal/${Object.keys(config.companies)[0] ?? ''}\n${address}/console`);
  outlive();
  endGently(() => listening.close());
}

async function configOf({ config: file, data, demo }: CommandOptions): Promise<CheckedConfig> {
  if (file === undefined && demo !== true) throw new UsageError('serve needs --config, or --demo');
  const config = file === undefined ? demoConfig : await readConfig(file);
  return data === undefined ? { ...config, data: resolve(config.data) } : { ...config, data: resolve(data) };
}

function withDemo(server: SupportServer, config: CheckedConfig): SupportServer {
  const signIn = demoSignIn(config);
  const pages = demoPages(config);
  return {
    ...server,
    fetch: async (request, info) => (await signIn(request)) ?? (await pages(request)) ?? server.fetch(request, info),
  };
}

/** What nobody has caught is logged; the desks go on, each of which holds to its own log on disk. */
function outlive(): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) process.on(event, (error: unknown) => logToConsole({ level: 'error', event, error }));
}

/** The first signal lets everyone go with a close frame, the second one ends at once. */
function endGently(close: () => Promise<void>): void {
  let ending = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (ending) process.exit(1);
      ending = true;
      void close().finally(() => process.exit(0));
    });
  }
}
