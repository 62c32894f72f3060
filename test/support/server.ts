import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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
  /** What it signs the demo's tokens with. */
  demoKey(): Promise<Buffer>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** How long a start may take. Milliseconds. */
const startDeadline = 30_000;

export async function startServer(): Promise<DemoServer> {
  const data = await mkdtemp(join(tmpdir(), 'deskside-data-'));
  let printed = '';
  let running: ChildProcess | null = null;
  const print = (text: string) => {
    printed += text;
  };
  const begin = async (port: number) => {
    const started = await start(port, data, print);
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
  const port = await begin(0);
  return {
    origin: `http://localhost:${String(port)}`,
    output: () => printed,
    kill,
    restart: async () => {
      await begin(port);
    },
    demoKey: async () => Buffer.from((await readFile(join(data, 'demo.key'), 'utf8')).trim(), 'hex'),
    stop: async () => {
      await kill();
      await rm(data, { recursive: true, force: true });
    },
  };
}

function start(port: number, data: string, print: (text: string) => void): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'demo/start.mjs'], {
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
