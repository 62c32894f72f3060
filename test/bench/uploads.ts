// What a large file costs through the whole path, beside a plain PUT to the same server in the same run. `npm run bench`.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession } from 'playwright-core';
import { launch } from '../support/people.ts';
import type {} from './pages/upload.ts';
import { missedAnAim } from './verdict.ts';

const size = Number(process.env['BENCH_UPLOAD_MB'] ?? 200) * 1_000_000;
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
/** Times that the whole path may take of a plain PUT. */
const allowed = 1.25;
/** Bytes that server and page may take while a file goes through, beyond what they had: a part of it, whatever its size. */
const flat = { server: 120_000_000, page: 20_000_000 } as const;

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
const folder = mkdtempSync(join(tmpdir(), 'deskside-bench-'));

/** A log of that many bytes, of lines that no compression makes small. */
async function writeLog(path: string): Promise<void> {
  const file = await open(path, 'w');
  for (let left = size; left > 0; left -= 1_000_000) {
    const text = randomBytes(750_000).toString('base64').replaceAll(/(.{99})./g, '$1\n');
    await file.write(text.slice(0, Math.min(left, 1_000_000)));
  }
  await file.close();
}

function residentBytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? 0) * 1024;
}

async function heapBytes(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
}

const path = join(folder, 'large.log');
await writeLog(path);
const order = JSON.stringify({ data: folder, size });
const server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'upload-server.ts'), order], { stdio: ['ignore', 'pipe', 'inherit'] });
const port = await new Promise<number>((resolve, reject) => {
  server.once('exit', (code) => {
    reject(new Error(`The server ended with ${String(code)}`));
  });
  server.stdout.once('data', (text: Buffer) => {
    resolve((JSON.parse(text.toString()) as { port: number }).port);
  });
});
const browser = await launch();
const page = await browser.newPage();
page.on('pageerror', (error) => {
  console.error(error);
});
await page.goto(`http://localhost:${String(port)}/bench/upload.html`);
await page.setInputFiles('input', path);
const session = await page.context().newCDPSession(page);
await session.send('Performance.enable');

const times = { plain: [] as number[], whole: [] as number[] };
// The first of each warms both ends up, and what they then have is what the rest is measured against.
for (const way of ['plain', 'whole'] as const) await page.evaluate((name) => window[name](), way);
const before = { server: residentBytes(server.pid ?? 0), page: await heapBytes(session) };
const most = { server: 0, page: 0 };
for (let round = 0; round < rounds; round++) {
  // By turns, in an order that changes.
  for (const way of round % 2 ? (['whole', 'plain'] as const) : (['plain', 'whole'] as const)) {
    const state = { over: false };
    const going = page.evaluate((name) => window[name](), way).finally(() => {
      state.over = true;
    });
    while (!state.over) {
      if (way === 'whole') {
        most.server = Math.max(most.server, residentBytes(server.pid ?? 0) - before.server);
        most.page = Math.max(most.page, (await heapBytes(session)) - before.page);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    times[way].push(await going);
  }
}
await browser.close();
server.kill('SIGKILL');
rmSync(folder, { recursive: true, force: true });

const [plain, whole] = [median(times.plain), median(times.whole)];
const ratio = whole / plain;
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
console.log(`\n${megabytes(size)} MB over loopback, medians of ${String(rounds)}`);
console.log(`  plain fetch PUT        ${plain.toFixed(0)} ms`);
console.log(`  the whole path         ${whole.toFixed(0)} ms   ${ratio.toFixed(2)} times   ${ratio <= allowed ? 'held' : 'missed'} (at most ${String(allowed)})`);
console.log(`  memory of the server  +${megabytes(most.server)} MB   ${most.server <= flat.server ? 'held' : 'missed'} (at most ${megabytes(flat.server)})`);
console.log(`  memory of the page    +${megabytes(most.page)} MB   ${most.page <= flat.page ? 'held' : 'missed'} (at most ${megabytes(flat.page)})`);
if (ratio > allowed || most.server > flat.server || most.page > flat.page) process.exitCode = missedAnAim;
