import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';

/** Bytes that the path of a Unix domain socket may have on every system. */
const longest = 103;

/**
 * Where the server of a data folder is spoken to by whoever runs it: a Unix domain socket in the folder, or a named pipe on
 * Windows. Null if the folder's path is too long for a socket.
 */
export function controlPath(data: string): string | null {
  const folder = resolve(data);
  if (process.platform === 'win32') return `\\\\.\\pipe\\deskside-${createHash('sha256').update(folder.toLowerCase()).digest('hex').slice(0, 32)}`;
  const path = join(folder, 'control.sock');
  return Buffer.byteLength(path) <= longest ? path : null;
}
