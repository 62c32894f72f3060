// The server of the benches in a browser, a process of its own: desks on disk with few and with many requests or messages, the built
// script tag, and the pages beside it. Says its port as JSON on standard output once it listens.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { openDeskFiles } from '../../src/server/node/desk-files.ts';
import { checkConfig } from '../../src/server/node/config.ts';
import { principalOf } from '../../src/server/node/credentials.ts';
import { listen } from '../../src/server/node/listen.ts';
import { createSupportServer } from '../../src/server/node/server.ts';
import { seed, seedChat } from './seeding.ts';

export interface Order {
  readonly data: string;
  readonly secret: string;
  /** Requests of each company. */
  readonly companies: Readonly<Record<string, number>>;
  /** Commands of one participant; without them as many as they like. */
  readonly limits?: { readonly perSecond: number; readonly burst: number };
  /** Chats of one customer with Anna, each at a company that has no other requests. */
  readonly chats?: readonly { readonly company: string; readonly key: string; readonly secret: string; readonly messages: number }[];
}

const order = JSON.parse(process.argv[2] ?? '') as Order;
const technicians = ['anna', 'ben', 'carla'].map((id) => ({ id, name: id === 'anna' ? 'Anna Berg' : id, available: true }));
const config = checkConfig({
  data: order.data,
  signingKeys: { bench: { secret: order.secret } },
  companies: Object.fromEntries(Object.keys(order.companies).map((id) => [id, { name: `Company ${id}`, technicians, limits: { addressRequests: 0, addressWords: 0, rate: order.limits ?? { perSecond: 1e6, burst: 1e6 } } }])),
});

for (const [company, count] of Object.entries(order.companies)) {
  const settings = config.companies[company];
  if (!settings) continue;
  mkdirSync(join(order.data, company), { recursive: true });
  const files = openDeskFiles(order.data, company, settings);
  seed(files.store, company, count, Date.now());
  for (const chat of order.chats ?? []) if (chat.company === company) seedChat(files.store, company, chat.messages, Date.now(), { principal: principalOf(chat.secret), key: chat.key });
  files.close();
}

const folder = join(import.meta.dirname, 'pages');
const built = join(import.meta.dirname, '../../dist/cdn');
const types: Readonly<Record<string, string>> = { js: 'text/javascript', html: 'text/html; charset=utf-8' };

/** What a page asks for: its script is made from its source, the script tag's files are the built ones. */
function fileOf(path: string): string | Uint8Array | null {
  const script = /^\/bench\/([\w-]+)\.js$/.exec(path)?.[1];
  if (script) return buildSync({ entryPoints: [join(folder, `${script}.ts`)], bundle: true, format: 'esm', minify: true, write: false }).outputFiles[0]?.contents ?? null;
  const page = /^\/bench\/([\w-]+)\.html$/.exec(path)?.[1];
  if (page) return readFileSync(join(folder, `${page}.html`));
  const chunk = /^\/cdn\/((?:chunks\/)?[\w.-]+\.js)$/.exec(path)?.[1];
  return chunk ? readFileSync(join(built, chunk)) : null;
}

const server = createSupportServer(config);
const listening = await listen(
  {
    ...server,
    fetch: async (request, info) => {
      const { pathname } = new URL(request.url);
      const found = fileOf(pathname);
      if (found === null) return server.fetch(request, info);
      return new Response(typeof found === 'string' ? found : Buffer.from(found), { headers: { 'content-type': types[pathname.split('.').at(-1) ?? ''] ?? '' } });
    },
  },
  { port: 0, host: 'localhost' },
);
console.log(JSON.stringify({ port: listening.port }));
