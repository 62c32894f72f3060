import { once } from 'node:events';
import { chmodSync, mkdirSync, unlinkSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { isMainThread } from 'node:worker_threads';
import * as v from 'valibot';
import type { Log } from '../log.ts';
import { answerTo, type ControlDesk } from './control-desk.ts';
import { controlPath } from './control-path.ts';
import { longestLine, questionSchema, type ControlAnswer } from './control-messages.ts';
import { isServed } from './control-question.ts';

/** Milliseconds for a caller to say what they want. */
const patience = 5_000;

const malformed: ControlAnswer = { ok: false, code: 'bad_frame', faults: [] };
const failed: ControlAnswer = { ok: false, code: 'unavailable', faults: [] };

/** Another server works over the same folder: each would hold half of its desks. */
export class FolderTaken extends Error {
  override readonly name = 'FolderTaken';

  constructor(data: string) {
    super(`${data}: another server is running over this folder`);
  }
}

/**
 * Lets whoever runs the server change technicians while it runs. Only the account that the server runs under reaches it: the
 * socket lies in the data folder with mode 0600.
 *
 * @returns how to close it.
 * @throws FolderTaken
 */
export async function openControl(data: string, desk: ControlDesk, log: Log): Promise<() => Promise<void>> {
  const path = controlPath(data);
  if (path === null) {
    log({ level: 'error', event: 'control', detail: { why: 'the path of the data folder is too long for a socket' } });
    return () => Promise.resolve();
  }
  mkdirSync(data, { recursive: true, mode: 0o700 });
  if (await isServed(path)) throw new FolderTaken(data);
  const open = new Set<Socket>();
  // The caller ends their side with the question; the answer still goes out.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    converse(socket, desk, log);
  });
  await listening(server, path);
  // Node itself removes the socket when the server closes.
  server.on('error', (error) => log({ level: 'error', event: 'control', error }));
  return async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of open) socket.destroy();
    await closed;
  };
}

async function listening(server: Server, path: string): Promise<void> {
  if (process.platform === 'win32') {
    server.listen(path);
    await once(server, 'listening');
    return;
  }
  // What a server that was killed has left behind.
  try {
    unlinkSync(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  // Made within the call: with this mask nobody gets in between. Only the main thread may set it.
  const mask = isMainThread ? process.umask(0o177) : null;
  server.listen(path);
  if (mask !== null) process.umask(mask);
  await once(server, 'listening');
  chmodSync(path, 0o600);
}

/** Reads one line, answers with one. Nothing that comes makes it throw. */
function converse(socket: Socket, desk: ControlDesk, log: Log): void {
  let text = '';
  let asked = false;
  const say = (answer: ControlAnswer): void => void socket.end(`${JSON.stringify(answer)}\n`);
  const take = async (line: string): Promise<void> => {
    const question = v.safeParse(questionSchema, parsed(line));
    say(question.success ? await answerTo(question.output, desk) : malformed);
  };
  socket.setEncoding('utf8');
  socket.setTimeout(patience, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('end', () => {
    if (!asked) say(malformed);
  });
  socket.on('data', (part: string) => {
    if (asked) return;
    text += part;
    const end = text.indexOf('\n');
    if (end < 0 && Buffer.byteLength(text) <= longestLine) return;
    asked = true;
    if (end < 0 || end > longestLine) return say(malformed);
    socket.setTimeout(0);
    take(text.slice(0, end)).catch((error: unknown) => {
      log({ level: 'error', event: 'control', error });
      say(failed);
    });
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
