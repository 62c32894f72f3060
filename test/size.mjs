// What a page pays: bytes after brotli 11, everything included that must be there before the thing shows. The aim is where it has to
// get to; `held` is what it may not exceed until then, lowered with each step (docs/performance.md has the parts).
// What is loaded on demand later (a chunk of another tag, uploads, a language that is not shown) does not count; what a portal loads of
// its own accord, once its form stands, counts in its second row.
import { existsSync, readFileSync, globSync } from 'node:fs';
import { basename, dirname, join, normalize, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const kilobyte = 1024;

/** Aims of the script tag's parts: the loader, and with it the chunk of one tag and those that come behind it unasked. */
const ofScriptTag = [
  { name: 'loader of the script tag', tag: null, aim: 2, held: 1 },
  { name: 'support-portal: until the form shows', tag: 'support-portal', aim: 30, held: 46.8 },
  { name: 'support-portal: form and chat', tag: 'support-portal', behind: ['chat', 'request-deeds'], aim: 30, held: 62.8 },
  { name: 'support-center: the console', tag: 'support-center', aim: 45, held: 56.3 },
];

/** Aims of what an own bundler makes of the package. */
const ofBundler = [
  {
    name: 'headless client with WebSocket',
    needs: ['dist/index.js', 'dist/transports/websocket.js'],
    code: `import { createCustomerClient, createTechnicianClient } from 'deskside'; import { webSocketTransport } from 'deskside/transports/websocket'; globalThis.x = [createCustomerClient, createTechnicianClient, webSocketTransport];`,
    aim: 10,
    held: 20.2,
  },
];

function compressed(bytes) {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

/** A module and all it imports before it runs: each is compressed by itself, as it travels. */
function travels(file, seen = new Map()) {
  if (seen.has(file)) return seen;
  const code = readFileSync(file, 'utf8');
  seen.set(file, compressed(Buffer.from(code)));
  for (const [, found] of code.matchAll(/(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+)["']/g)) travels(normalize(join(dirname(file), found)), seen);
  return seen;
}

const total = (sizes) => [...sizes.values()].reduce((all, one) => all + one, 0);

/** The chunk of this name that another loads. */
function loadedBy(file, name) {
  return globSync(`dist/cdn/chunks/${name}-*.js`).find((chunk) => readFileSync(file, 'utf8').includes(basename(chunk)));
}

function scriptTagSize(tag, behind = []) {
  const loader = 'dist/cdn/deskside.js';
  if (!existsSync(loader)) return null;
  const sizes = travels(loader);
  if (tag === null) return total(sizes);
  const first = loadedBy(loader, tag);
  const chunks = [first, ...behind.map((name) => first && loadedBy(first, name))];
  if (!chunks.every(Boolean)) return null;
  for (const chunk of chunks) travels(chunk, sizes);
  return total(sizes);
}

async function bundledSize({ needs, code }) {
  if (!needs.every((file) => existsSync(file))) return null;
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    outdir: 'size',
    write: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const files = new Map(outputFiles.map(({ path, contents }) => [path, contents]));
  const reached = new Map();
  const follow = (path) => {
    const contents = files.get(path);
    if (!contents || reached.has(path)) return;
    reached.set(path, compressed(contents));
    for (const [, found] of Buffer.from(contents).toString().matchAll(/(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+)["']/g)) follow(normalize(join(dirname(path), found)));
  };
  const entry = outputFiles.find(({ path }) => path.endsWith('stdin.js'));
  if (!entry) return null;
  follow(entry.path);
  return total(reached);
}

/**
 * What one element adds to a page that has another: how much larger, after gzip, the page's script is with it than with nothing in its
 * place. All it needs that the other does not counts, whosever folder it lies in; what is loaded later on demand stays outside of both.
 */
async function addedSize({ entry, beside }) {
  if (!existsSync(entry) || !existsSync(beside)) return null;
  const script = async (without) => {
    const parts = {
      name: 'parts',
      setup: (the) => {
        the.onResolve({ filter: /./ }, ({ path, kind }) => (kind === 'dynamic-import' ? { path, external: true } : undefined));
        if (without) the.onLoad({ filter: /\.js$/ }, ({ path }) => (path === resolve(entry) ? { contents: without } : undefined));
      },
    };
    const { outputFiles } = await build({ entryPoints: [beside], bundle: true, minify: true, format: 'esm', target: 'es2022', write: false, legalComments: 'none', logLevel: 'error', define: { 'process.env.NODE_ENV': '"production"' }, plugins: [parts] });
    return gzipSync(outputFiles[0].contents, { level: 9 }).length;
  };
  return (await script(null)) - (await script('export class FileUpload {}'));
}

/** Counted after gzip. The form has the chooser in it. */
const ofElements = [{ name: 'file-upload beside the form, unused (gz)', entry: 'dist/elements/file-upload/file-upload.js', beside: 'dist/define/support-request-form.js', aim: 2.5, held: 2.5 }];

const rows = [
  ...ofScriptTag.map((part) => ({ ...part, size: scriptTagSize(part.tag, part.behind) })),
  ...(await Promise.all(ofElements.map(async (part) => ({ ...part, size: await addedSize(part) })))),
  ...(await Promise.all(ofBundler.map(async (part) => ({ ...part, size: await bundledSize(part) })))),
];
const kilobytes = (bytes) => (bytes / kilobyte).toFixed(2).padStart(7);
const verdict = (size, aim, held) => {
  if (size === null) return 'not there';
  if (size > held * kilobyte) return 'too large';
  return size > aim * kilobyte ? `${(size / kilobyte - aim).toFixed(1)} above its aim` : '';
};
let over = 0;
console.log(`${'what'.padEnd(42)}${'KB br'.padStart(7)}   aim  held`);
for (const { name, size, aim, held } of rows) {
  if (size === null || size > held * kilobyte) over += 1;
  console.log(`${name.padEnd(42)}${size === null ? '      –' : kilobytes(size)}${String(aim).padStart(6)}${held.toFixed(1).padStart(6)}   ${verdict(size, aim, held)}`);
}
process.exitCode = over > 0 ? 1 : 0;
