import { configOf } from './command-config.ts';
import { numberOption, type CommandOptions } from './command-options.ts';
import { demoServer } from './demo/demo-server.ts';
import { listen } from './listen.ts';
import { logToConsole } from './log.ts';
import { createSupportServer } from './server.ts';

/** Serves until the process is told to end. Resolves once it listens. */
export async function serve(options: CommandOptions): Promise<void> {
  const config = await configOf('serve', options);
  const demo = options.demo === true;
  const port = numberOption('port', options.port ?? String(config.listen.port ?? 8787), 65_535);
  // Whoever reaches the demo's sign-in is a technician: only this machine does, unless a host is named.
  const named = options.host ?? config.listen.host;
  const host = named ?? (demo ? 'localhost' : undefined);
  const server = demo ? await demoServer(config, { port, examples: options.config === undefined, local: named === undefined }) : { server: createSupportServer(config), port };
  const listening = await listen(server.server, { port: server.port, host, control: config.data });
  const address = `http://localhost:${listening.port}`;
  console.log(`deskside listening on ${address}`);
  if (demo) console.log(`${address}/portal/${Object.keys(config.companies)[0] ?? ''}\n${address}/console`);
  outlive();
  endGently(() => listening.close());
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
