import type { Role } from '../../domain/request.ts';
import { textLimits } from '../../domain/text-rules.ts';
import { closeCodes, type CloseReason } from '../../protocol/errors.ts';
import type { ClientFrame, CommandFrame, Hello, ServerFrame } from '../../protocol/frames.ts';
import { deviceHintLimits, ping, pong } from '../../protocol/limits.ts';
import { parseClientFrame } from '../../protocol/schemas.ts';
import { utf8Bytes } from '../../domain/utf8.ts';
import type { Identity, Input } from '../core/ports.ts';
import { longestTimer } from './longest-timer.ts';
import { Outflow } from './outflow.ts';
import type { Accepted, HostPorts, Peer, TokenClaims } from './peer.ts';
import { confirmedIdentity, customerPrincipal } from './token-identity.ts';

/** Milliseconds for the first frame to come, and for finding out who sent it [R2]. */
const helloWithin = 10_000;

/** Frames kept while a token is verified; a page waits for its welcome, so it needs none. */
const waitingFrames = 64;

/** Frames kept while the code of a claim link is hashed. */
const heldFrames = 256;

/** `new`: no hello yet · `verifying`: who is it? · `open`: the desk knows it · `closed`: nothing more, either way. */
type Phase = 'new' | 'verifying' | 'open' | 'closed';

/** Why a host ends a connection by itself: something broke, or it is closing. The page comes back. */
const ownCodes = { fault: 1011, away: 1001 } as const;

const codes: Readonly<Record<CloseReason | keyof typeof ownCodes, number>> = { ...closeCodes, ...ownCodes };

/** What a desk says unasked, and says again to a reader that has caught up [R130]. */
const unasked: ReadonlySet<ServerFrame['type']> = new Set(['event', 'note', 'row', 'positions', 'source', 'viewers']);

/** The desk's side of a connection. */
export interface Desk {
  /** Takes inputs, in order. */
  hand(input: Input): void;
  /** How many of those it has not taken up yet. */
  waiting(): number;
  /** Called once, when nothing more goes either way. */
  ended(): void;
}

/**
 * One peer between its link and the desk: reads frames, finds out who it is, and from then on hands everything in. It
 * never throws, whatever comes.
 */
export class Connection implements Accepted {
  readonly id: string;
  readonly #peer: Peer;
  readonly #company: string;
  readonly #ports: HostPorts;
  readonly #desk: Desk;
  readonly #outflow = new Outflow();
  #callOff: () => void;
  #expires: number | undefined;
  #phase: Phase = 'new';
  #waiting: Exclude<ClientFrame, Hello>[] = [];
  /** What came while a code was hashed: it must not overtake it. Null while none is. */
  #held: Exclude<ClientFrame, Hello>[] | null = null;

  constructor(peer: Peer, company: string, ports: HostPorts, desk: Desk) {
    this.id = ports.randomId();
    this.#peer = peer;
    this.#company = company;
    this.#ports = ports;
    this.#desk = desk;
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

  get waiting(): number {
    return this.#desk.waiting();
  }

  arrived(texts: number): void {
    this.#flow(() => this.#outflow.arrived(texts));
  }

  send(frame: ServerFrame): void {
    if (this.#phase === 'open' && !(this.#outflow.full && unasked.has(frame.type))) this.#sendText(JSON.stringify(frame));
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
    if (this.#phase === 'open') this.#pass(frame);
    else if (this.#phase === 'verifying' && this.#waiting.length < waitingFrames) this.#waiting.push(frame);
    // Whatever became of its hello: the page comes back with another [R2].
    else this.close(this.#phase === 'new' ? 'timeout' : 'bad_frame');
  }

  #pass(frame: Exclude<ClientFrame, Hello>): void {
    if (this.#held) {
      this.#held.push(frame);
      if (this.#held.length > heldFrames) this.close('too_slow');
    } else if (frame.type === 'command' && (frame.command.type === 'claim' || frame.command.type === 'renew-claim')) {
      this.#hashed(frame, frame.command.type, frame.command.code);
    } else this.#desk.hand({ type: 'frame', session: this.id, frame });
  }

  /** A desk sees the hash of a code and never the code itself [R78]. */
  #hashed(frame: CommandFrame, type: 'claim' | 'renew-claim', code: string): void {
    this.#held = [];
    Promise.resolve()
      .then(() => this.#ports.hash(code))
      .then(
        (hash) => {
          if (this.#phase !== 'open') return;
          const held = this.#held ?? [];
          this.#held = null;
          this.#desk.hand({ type: 'frame', session: this.id, frame: { ...frame, command: { type, code: hash } } });
          for (const next of held) this.#pass(next);
        },
        (fault: unknown) => {
          this.#report(fault);
          this.close('fault');
        },
      );
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

  /** Who shows this secret or token, or both, or why the connection ends [R4], [R108]. */
  async #identify({ role, secret, token }: Hello): Promise<Identity | CloseReason> {
    const { hash } = this.#ports;
    if (role === 'technician') {
      const claims = await this.#claims(role, token);
      return typeof claims === 'string' ? claims : { role, principal: claims.sub, name: (claims.name ?? claims.sub).slice(0, textLimits.name) };
    }
    if (secret === undefined) return 'bad_frame';
    const browser = await hash(secret);
    if (token === undefined) return { role, principal: browser };
    const claims = await this.#claims(role, token);
    if (typeof claims === 'string') return claims;
    return { role, principal: await customerPrincipal(claims, hash), confirmed: { browser, identity: confirmedIdentity(claims) } };
  }

  async #claims(role: Role, token: string | undefined): Promise<TokenClaims | CloseReason> {
    const claims = token === undefined ? null : await this.#ports.verifyToken(token, this.#company);
    if (!claims) return 'unauthorised';
    this.#expires = claims.expires;
    return claims.role === role ? claims : 'forbidden';
  }

  #enter(identity: Identity, { device, lanes }: Hello): void {
    if (this.#phase !== 'verifying') return;
    this.#phase = 'open';
    this.#callOff();
    this.#callOff = this.#untilExpiry();
    // As short as a page's own word is cut: a header can be long enough to keep the desk reading for seconds.
    const userAgent = device.userAgent || this.#peer.userAgent.slice(0, deviceHintLimits.userAgent);
    this.#desk.hand({ type: 'connect', session: this.id, identity, device: { ...device, userAgent }, lanes, ip: this.#peer.ip });
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
    if (before === 'open') this.#desk.hand({ type: 'disconnect', session: this.id });
    this.#desk.ended();
    return true;
  }

  #sendText(text: string): void {
    this.#flow(() => this.#outflow.sent(utf8Bytes(text)));
    try {
      this.#peer.send(text);
    } catch (fault) {
      this.#report(fault);
      this.close('fault');
    }
  }

  /** Tells the desk when the reader falls behind, and when it has caught up. */
  #flow(moved: () => void): void {
    const before = this.#outflow.full;
    moved();
    const behind = this.#outflow.full;
    if (behind !== before && this.#phase === 'open') this.#desk.hand({ type: 'reader', session: this.id, behind });
  }

  #report(fault: unknown): void {
    this.#ports.onFault?.(fault);
  }
}
