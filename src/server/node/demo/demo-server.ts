import { once } from 'node:events';
import { createServer } from 'node:net';
import type { CheckedConfig } from '../config-schema.ts';
import { createSupportServer, type SupportServer } from '../server.ts';
import { withDemoPages } from './companies.ts';
import { Mailbox } from './mailbox.ts';
import { demoPages } from './pages.ts';
import { seedDesks } from './seed.ts';
import { demoSignIn, withDemoKey } from './sign-in.ts';

const ownNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The server with the demo's pages, its sign-in without a password, and its mailbox where the configuration has no way out of
 * the house. Mails name its address, so the port is settled before it listens.
 * @param local whether it is for this machine alone: then it answers to this machine's own names. Anybody can have another name lead
 * here, and a page under that name could read what it says.
 */
export async function demoServer(
  plain: CheckedConfig,
  { port: asked, examples, local }: { readonly port: number; readonly examples: boolean; readonly local: boolean },
): Promise<{ readonly server: SupportServer; readonly port: number }> {
  const port = asked === 0 ? await freePort() : asked;
  const config = withDemoPages(plain, `http://localhost:${port}`);
  if (examples) seedDesks(config, Date.now());
  const mailbox = new Mailbox(Date.now);
  const { smtp, sms } = config;
  const server = createSupportServer(withDemoKey(config), { ...(smtp ? {} : { mail: mailbox.mail }), ...(sms ? {} : { sms: mailbox.sms }) });
  const signIn = demoSignIn(config);
  const pages = demoPages(config, mailbox);
  return {
    port,
    server: {
      ...server,
      fetch: async (request, info) => {
        if (local && !ownNames.has(new URL(request.url).hostname)) return Response.json({ code: 'not_found' }, { status: 421 });
        return (await signIn(request)) ?? (await pages(request)) ?? server.fetch(request, info);
      },
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const bound = probe.address();
  const closed = once(probe, 'close');
  probe.close();
  await closed;
  return typeof bound === 'object' && bound !== null ? bound.port : 0;
}
