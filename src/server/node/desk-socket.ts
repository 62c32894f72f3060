import { WebSocket } from 'ws';
import { closeCodes } from '../../protocol/errors.ts';

/** Codes with which `ws` itself would close for what the protocol calls a bad frame [R1]: no UTF-8, in too many parts, too long. */
const badFrames: ReadonlySet<number | undefined> = new Set([1007, 1008, 1009]);

/** A WebSocket that says in the protocol's own code why it closes: 1009 would invite a page to come back and try again. */
export class DeskSocket extends WebSocket {
  override close(code?: number, data?: string | Buffer): void {
    super.close(badFrames.has(code) ? closeCodes.bad_frame : code, data);
  }
}
