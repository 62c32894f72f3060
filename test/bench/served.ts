import { spawn } from 'node:child_process';
import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signToken } from '../../src/server/node/tokens.ts';
import type { Order } from './desk-server.ts';

/** A bench's server, and who may sign in there. */
export interface Served {
  readonly origin: string;
  token(subject: string, company: string): Promise<string>;
  stop(): void;
}

/** Starts a server over files of its own, in a process of its own. */
export async function serve(order: Omit<Order, 'data' | 'secret'>): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'deskside-bench-'));
  const secret = randomBytes(32).toString('hex');
  const key = createSecretKey(Buffer.from(secret));
  const whole: Order = { ...order, data: folder, secret };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'desk-server.ts'), JSON.stringify(whole)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with ${String(code)}`)));
    child.stdout.once('data', (text: Buffer) => resolve((JSON.parse(text.toString()) as { port: number }).port));
  });
  return {
    origin: `http://localhost:${String(port)}`,
    token: (subject, company) => signToken(key, 'HS256', { kid: 'bench', subject, ...(subject === 'anna' && { name: 'Anna Berg' }), companies: [company], lifetime: 3_600 }),
    stop() {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
