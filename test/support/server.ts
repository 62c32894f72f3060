import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ServerConfig } from '../../src/server/node/config-types.ts';

/** The server as `npm start` runs it after the build, in a process and a data folder of its own. */
export interface DemoServer {
  /** `http://localhost:…`, the same after a restart. */
  readonly origin: string;
  /** All it has printed. */
  output(): string;
  /** `kill -9`: it gets no chance to tidy up. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** Starts again on the same port and data. */
  restart(): Promise<void>;
  /**
   * Runs `deskside technician …` on this machine, as whoever has started the server would. Only with a configuration of one's own.
   * @returns what it printed; rejects if it ended with a fault.
   */
  technician(...args: readonly string[]): Promise<string>;
  /** What it signs the demo's tokens with. */
  demoKey(): Promise<Buffer>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** How long a start may take. Milliseconds. */
const startDeadline = 30_000;

/** A configuration for a server of this origin, whose data folder is the test's. */
export type Configure = (origin: string) => Omit<ServerConfig, 'data'>;

/**
 * Starts the demo with its example data; or, with a configuration of the test's own, with empty desks.
 * @param prepare fills the data folder before the server is there.
 */
export async function startServer(configure?: Configure, prepare?: (data: string) => void): Promise<DemoServer> {
  const data = await mkdtemp(join(tmpdir(), 'deskside-data-'));
  const config = join(data, 'deskside.json');
  // A configuration names its own pages, so the port has to be known before.
  const wanted = await freePort();
  if (configure) await writeFile(config, JSON.stringify({ ...configure(`http://localhost:${String(wanted)}`), data }));
  prepare?.(data);
  let printed = '';
  let running: ChildProcess | null = null;
  const print = (text: string) => {
    printed += text;
  };
  const begin = async (port: number) => {
    const command = configure ? [commandLine, 'serve', '--demo', '--config', config, '--port', String(port)] : ['demo/start.mjs'];
    const started = await start(command, port, data, print);
    running = started.child;
    return started.port;
  };
  const kill = async () => {
    const child = running;
    running = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  };
  const port = await begin(wanted);
  return {
    origin: `http://localhost:${String(port)}`,
    output: () => printed,
    kill,
    restart: async () => {
      await begin(port);
    },
    technician: async (...args) => {
      const { stdout } = await promisify(execFile)(process.execPath, [noWarning, commandLine, 'technician', ...args, '--config', config]);
      return stdout;
    },
    demoKey: async () => Buffer.from((await readFile(join(data, 'demo.key'), 'utf8')).trim(), 'hex'),
    stop: async () => {
      await kill();
      await rm(data, { recursive: true, force: true });
    },
  };
}

const commandLine = 'dist/server/node/cli.js';
const noWarning = '--disable-warning=ExperimentalWarning';

/**
 * A port for a server that starts later, and again after a kill. From below those that systems give to outgoing connections (Linux: from
 * 32768), of which the browsers beside it open many: one of them would have the port before the server does.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, 'localhost', () => server.close(() => resolve(true)));
  });
}

function start(command: readonly string[], port: number, data: string, print: (text: string) => void): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [noWarning, ...command], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PORT: String(port), DESKSIDE_DATA: data },
  });
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (reason: string) => {
      child.kill('SIGKILL');
      reject(new Error(`The server ${reason}. It printed:\n${output}`));
    };
    const timer = setTimeout(() => fail(`did not start within ${String(startDeadline / 1000)} s`), startDeadline);
    const ended = (code: number | null) => {
      clearTimeout(timer);
      fail(`ended with ${String(code)} instead of starting`);
    };
    child.once('exit', ended);
    const take = (chunk: Buffer) => {
      output += chunk.toString();
      print(chunk.toString());
      const listening = /deskside listening on http:\/\/localhost:(\d+)/.exec(output);
      if (!listening) return;
      clearTimeout(timer);
      child.removeListener('exit', ended);
      resolve({ child, port: Number(listening[1]) });
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
  });
}
