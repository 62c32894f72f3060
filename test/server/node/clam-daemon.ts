import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** What every scanner takes for malware and is none, so that looking for it can be tried. In two parts: no scanner shall find it here. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

export interface ClamDaemon {
  readonly port: number;
  /** Bytes of each stream it was shown. */
  readonly shown: Buffer[];
  /** The longest stream it takes. Bytes. */
  most: number;
  /** What it does with the next streams: `mute` hears all and says nothing, `hangs up` goes in the middle, `babbles` says what is no answer. */
  mood: 'well' | 'mute' | 'hangs up' | 'babbles';
}

/** A daemon that speaks INSTREAM of clamd(8): it checks the frames as strictly as the real one, and finds the EICAR string. */
export async function startClamDaemon(t: Pick<TestContext, 'after'>): Promise<ClamDaemon> {
  const open = new Set<Socket>();
  const daemon = { port: 0, shown: [] as Buffer[], most: 25_000_000, mood: 'well' as ClamDaemon['mood'] };
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    socket.on('error', () => undefined);
    void serve(socket, daemon);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  daemon.port = (server.address() as AddressInfo).port;
  return daemon;
}

async function serve(socket: Socket, daemon: ClamDaemon): Promise<void> {
  let held = Buffer.alloc(0);
  const stream: Buffer[] = [];
  let commanded = false;
  const command = 'zINSTREAM\0';
  for await (const part of socket as AsyncIterable<Buffer>) {
    held = Buffer.concat([held, part]);
    if (!commanded) {
      if (held.length < command.length) continue;
      if (held.subarray(0, command.length).toString() !== command) return void socket.end('UNKNOWN COMMAND\0');
      held = held.subarray(command.length);
      commanded = true;
    }
    while (held.length >= 4 && held.length >= 4 + held.readUInt32BE()) {
      const length = held.readUInt32BE();
      if (length === 0) return answer(socket, Buffer.concat(stream), daemon);
      stream.push(held.subarray(4, 4 + length));
      held = held.subarray(4 + length);
      if (daemon.mood === 'hangs up') return void socket.destroy();
      if (stream.reduce((sum, one) => sum + one.length, 0) > daemon.most) return void socket.end('INSTREAM size limit exceeded. ERROR\0');
    }
  }
}

function answer(socket: Socket, stream: Buffer, daemon: ClamDaemon): void {
  daemon.shown.push(stream);
  if (daemon.mood === 'mute') return;
  if (daemon.mood === 'babbles') socket.end('stream: OK or so\0');
  else socket.end(stream.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
}
