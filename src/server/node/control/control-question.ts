import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import * as v from 'valibot';
import { answerSchema, type ControlAnswer, type Question } from './control-messages.ts';
import { controlPath } from './control-path.ts';

/** Milliseconds for a server to answer. */
const patience = 10_000;

/** Nobody is there: no socket, or one that a server that was killed has left behind. */
const nobody: ReadonlySet<unknown> = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTDIR']);

/** Whether a server listens at this path. @throws if it cannot be told, as where the socket is another account's. */
export async function isServed(path: string): Promise<boolean> {
  const socket = await reach(path);
  socket?.destroy();
  return socket !== null;
}

/**
 * Puts a question to the server of a data folder.
 * @returns null if there is none.
 * @throws if the socket is another account's, or what answers is no server of ours.
 */
export async function askServer(data: string, question: Question): Promise<ControlAnswer | null> {
  const path = controlPath(data);
  const socket = path === null ? null : await reach(path);
  if (!socket) return null;
  socket.setEncoding('utf8');
  socket.setTimeout(patience, () => socket.destroy(new Error('The server does not answer')));
  socket.end(`${JSON.stringify(question)}\n`);
  let text = '';
  for await (const part of socket) text += String(part);
  return v.parse(answerSchema, JSON.parse(text));
}

async function reach(path: string): Promise<Socket | null> {
  const socket = connect({ path });
  try {
    await once(socket, 'connect');
    return socket;
  } catch (error) {
    socket.destroy();
    if (error instanceof Error && 'code' in error && nobody.has(error.code)) return null;
    throw error;
  }
}
