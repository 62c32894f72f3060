import { connect, type Socket } from 'node:net';
import type { ScanFile, ScanVerdict } from '../host/file-check.ts';

/** Where a ClamAV daemon listens: a socket's path, or a host and a port. */
export interface ClamAvAddress {
  readonly socket?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
}

/** Milliseconds without a sign of the daemon, while it takes bytes and while it looks. */
const patience = 60_000;

/** The longest answer that is read: names of malware are short. Characters. */
const longestAnswer = 4_096;

/**
 * Has a ClamAV daemon look at files, by `INSTREAM` of its protocol (clamd(8)): each piece behind its length, a length of 0, then its
 * answer. Needs no file that both can see. The daemon's `StreamMaxLength` must be at least the largest file: what is longer it refuses,
 * which is an `error`.
 */
export function clamAv({ socket: path, host = 'localhost', port = 3310 }: ClamAvAddress): ScanFile {
  return async ({ bytes }) => {
    const socket = path === undefined ? connect(port, host) : connect(path);
    socket.setTimeout(patience, () => socket.destroy(new Error('The ClamAV daemon has said nothing for a minute')));
    const answer = answerOf(socket);
    try {
      await write(socket, Buffer.from('zINSTREAM\0'));
      for await (const piece of bytes()) {
        // A length of 0 would be the end.
        if (piece.length > 0) await write(socket, Buffer.concat([lengthOf(piece), piece]));
      }
      await write(socket, Buffer.alloc(4));
      return verdictOf(await answer);
    } finally {
      socket.destroy();
    }
  };
}

/** `stream: OK`, `stream: Eicar-Test-Signature FOUND`, `INSTREAM size limit exceeded. ERROR`. */
function verdictOf(answer: string): ScanVerdict {
  const line = answer.replace(/\0[^]*$/, '').trim();
  if (line === 'stream: OK') return 'clean';
  return /^stream: .+ FOUND$/.test(line) ? 'infected' : 'error';
}

function lengthOf(piece: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(piece.length);
  return length;
}

/** Resolves once the daemon wants more. */
function write(socket: Socket, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(bytes, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

function answerOf(socket: Socket): Promise<string> {
  const answer = new Promise<string>((resolve, reject) => {
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', (part: string) => {
      text += part;
      if (text.includes('\0') || text.length > longestAnswer) resolve(text.slice(0, longestAnswer));
    });
    socket.once('end', () => resolve(text));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('The ClamAV daemon has hung up')));
  });
  // Whoever writes hears of a broken line as well, and may be first.
  answer.catch(() => undefined);
  return answer;
}
