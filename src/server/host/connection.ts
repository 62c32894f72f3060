import { textLimits } from '../../domain/text-rules.ts';
import { closeCodes, type CloseReason } from '../../protocol/errors.ts';
import type { ClientFrame, Hello, ServerFrame } from '../../protocol/frames.ts';
import { deviceHintLimits, ping, pong } from '../../protocol/limits.ts';
import { parseClientFrame } from '../../protocol/schemas.ts';
import type { Identity, Input } from '../core/ports.ts';
import { longestTimer } from './longest-timer.ts';
import type { Accepted, HostPorts, Peer } from './peer.ts';

/** Milliseconds for the first frame to come, and for finding out who sent it [R2]. */
const helloWithin = 10_000;

/** Frames kept while a token is verified; a page waits for its welcome, so it needs none. */
const waitingFrames = 64;

/** `new`: no hello yet · `verifying`: who is it? · `open`: the desk knows it · `closed`: nothing more, either way. */
type Phase = 'new' | 'verifying' | 'open' | 'closed';

/** Why a host ends a connection by itself: something broke, or it is closing. The page comes back. */
const ownCodes = { fault: 1011, away: 1001 } as const;

const codes: Readonly<Record<CloseReason | keyof typeof ownCodes, number>> = { ...closeCodes, ...ownCodes };

/**
 * One peer between its link and the desk: reads frames, finds out who it is, and from then on hands everything in. It
 * never throws, whatever comes.
 */
export class Connection implements Accepted {
  readonly id: string;
  readonly #peer: Peer;
  readonly #company: string;
  readonly #ports: HostPorts;
  readonly #hand: (input: Input) => void;
  readonly #ended: () => void;
  #callOff: () => void;
  #expires: number | undefined;
  #phase: Phase = 'new';
  #waiting: Exclude<ClientFrame, Hello>[] = [];

  /**
   * @param hand takes inputs for the desk, in order.
   * @param ended is called once, when nothing more goes either way.
   */
  constructor(peer: Peer, company: string, ports: HostPorts, hand: (input: Input) => void, ended: () => void) {
    this.id = ports.randomId();
    this.#peer = peer;
    this.#company = company;
    this.#ports = ports;
    this.#hand = hand;
    this.#ended = ended;
    this.#callOff = ports.clock.after(helloWithin, () => this.close('timeout'));
  }

  message(text: string): void {
    if (this.#phase === 'closed') return;
    if (text === ping) {
      this.#sendText(pong);
      return;
    }
    const result = parseClientFrame(text);
    if (!result.ok) this.close(result.code);
    else if (result.frame.type === 'hello') this.#greet(result.frame);
    else this.#take(result.frame);
  }

  closed(): void {
    this.#end();
  }

  send(frame: ServerFrame): void {
    if (this.#phase === 'open') this.#sendText(JSON.stringify(frame));
  }

  close(reason: keyof typeof codes): void {
    if (!this.#end()) return;
    try {
      this.#peer.close(codes[reason]);
    } catch (fault) {
      this.#report(fault);
    }
  }

  #take(frame: Exclude<ClientFrame, Hello>): void {
    if (this.#phase === 'open') this.#hand({ type: 'frame', session: this.id, frame });
    else if (this.#phase === 'verifying' && this.#waiting.length < waitingFrames) this.#waiting.push(frame);
    else this.close('bad_frame');
  }

  #greet(hello: Hello): void {
    if (this.#phase !== 'new') {
      this.close('bad_frame');
      return;
    }
    this.#phase = 'verifying';
    this.#identify(hello).then(
      (identity) => {
        if (typeof identity === 'string') this.close(identity);
        else this.#enter(identity, hello);
      },
      (fault: unknown) => {
        this.#report(fault);
        this.close('fault');
      },
    );
  }

  /** Who shows this secret or token, or why the connection ends [R4]. */
  async #identify({ role, secret, token }: Hello): Promise<Identity | CloseReason> {
    if (role === 'customer') return secret === undefined ? 'bad_frame' : { role, principal: await this.#ports.hash(secret) };
    if (token === undefined) return 'unauthorised';
    const claims = await this.#ports.verifyToken(token, this.#company);
    if (!claims) return 'unauthorised';
    this.#expires = claims.expires;
    return claims.role === 'technician'
      ? { role, principal: claims.sub, name: claims.name.slice(0, textLimits.name) }
      : 'forbidden';
  }

  #enter(identity: Identity, { device, lanes }: Hello): void {
    if (this.#phase !== 'verifying') return;
    this.#phase = 'open';
    this.#callOff();
    this.#callOff = this.#untilExpiry();
    // As short as a page's own word is cut: a header can be long enough to keep the desk reading for seconds.
    const userAgent = device.userAgent || this.#peer.userAgent.slice(0, deviceHintLimits.userAgent);
    this.#hand({ type: 'connect', session: this.id, identity, device: { ...device, userAgent }, lanes, ip: this.#peer.ip });
    for (const frame of this.#waiting.splice(0)) this.#take(frame);
  }

  /** A connection holds no longer than the token it began with: its page comes back with another [R4]. */
  #untilExpiry(): () => void {
    if (this.#expires === undefined) return () => undefined;
    const { clock } = this.#ports;
    return clock.after(Math.min(longestTimer, Math.max(0, this.#expires - clock.now())), () => this.close('unauthorised'));
  }

  /** Whether it was open until now. */
  #end(): boolean {
    const before = this.#phase;
    if (before === 'closed') return false;
    this.#phase = 'closed';
    this.#callOff();
    if (before === 'open') this.#hand({ type: 'disconnect', session: this.id });
    this.#ended();
    return true;
  }

  #sendText(text: string): void {
    try {
      this.#peer.send(text);
    } catch (fault) {
      this.#report(fault);
      this.close('fault');
    }
  }

  #report(fault: unknown): void {
    this.#ports.onFault?.(fault);
  }
}
