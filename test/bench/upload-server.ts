// The server of the uploads' bench, a process of its own: a desk that takes large files, a plain PUT beside it that writes what comes
// into a file, and the page. Says its port as JSON on standard output once it listens.
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { buildSync } from 'esbuild';
import { checkConfig } from '../../src/server/node/config.ts';
import { listen } from '../../src/server/node/listen.ts';
import { createSupportServer } from '../../src/server/node/server.ts';

interface Order {
  readonly data: string;
  /** Bytes. */
  readonly size: number;
}

const { data, size } = JSON.parse(process.argv[2] ?? '') as Order;
const limits = { maxFileSize: size, customerFiles: size * 100, requestFiles: size * 100, rate: { perSecond: 1e6, burst: 1e6 } };
const server = createSupportServer(checkConfig({ data, companies: { acme: { name: 'Acme', limits } } }));
const page = '<!doctype html><title>Uploads</title><input type="file"><script type="module" src="/bench/upload.js"></script>';

/** As little as can be done with a body that is to be on the disk. */
async function put(body: ReadableStream<Uint8Array> | null): Promise<Response> {
  const path = join(data, 'put');
  if (body) await pipeline(Readable.fromWeb(body as NodeStream<Uint8Array>), createWriteStream(path));
  const file = await open(path, 'r+');
  await file.sync();
  await file.close();
  return new Response(null, { status: 204 });
}

const listening = await listen(
  {
    ...server,
    fetch: async (request, info) => {
      const { pathname } = new URL(request.url);
      if (pathname === '/bench/put') return put(request.body);
      if (pathname === '/bench/upload.html') return new Response(page, { headers: { 'content-type': 'text/html' } });
      if (pathname !== '/bench/upload.js') return server.fetch(request, info);
      const { outputFiles } = buildSync({ entryPoints: [join(import.meta.dirname, 'pages/upload.ts')], bundle: true, format: 'esm', minify: true, write: false, define: { 'process.env.NODE_ENV': '"production"' } });
      return new Response(Buffer.from(outputFiles[0]?.contents ?? []), { headers: { 'content-type': 'text/javascript' } });
    },
  },
  { port: 0, host: 'localhost' },
);
console.log(JSON.stringify({ port: listening.port }));
