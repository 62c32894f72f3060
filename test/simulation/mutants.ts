/** A fault put into the source on purpose: `find` stands there exactly once and is replaced. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** What the simulation must notice. A mutant that it does not notice is a hole in the simulation. */
export const mutants: readonly Mutant[] = [
  {
    name: 'no dedupe: a command that was answered is decided again [R12]',
    file: 'src/server/core/lanes.ts',
    find: 'if (n <= seen) {',
    replace: "if (n <= seen) return { type: 'decide' };\n  if (n < 0) {",
  },
  {
    name: 'no replay: what was on its way when the connection broke is not sent again [R16]',
    file: 'src/client/outbox.ts',
    find: 'for (const lane of this.#lanes) lane.sent = lane.answered;',
    replace: '',
  },
  {
    name: 'no gap check: any event is taken as the next [R22]',
    file: 'src/client/conversation.ts',
    find: 'if (entry.seq !== timeline.last + 1) {',
    replace: 'if (entry.seq < 0) {',
  },
  {
    name: 'no head check: a lost last frame is never noticed [R25]',
    file: 'src/client/conversation.ts',
    find: 'heads.streams[this.#key] !== this.#timeline?.last) this.#open();',
    replace: 'heads.streams[this.#key] === -1) this.#open();',
  },
  {
    name: 'ack before commit: answers go out although the transaction failed [R11]',
    file: 'src/server/core/parts.ts',
    find: '    parts.liveness.reread();\n    return null;',
    replace: '    parts.liveness.reread();',
  },
  {
    name: 'lane not advanced on a refusal: it is decided anew when it comes again [R14]',
    file: 'src/server/core/writing.ts',
    find: 'settle(store, principal, answer);',
    replace: 'if (answer.ok) settle(store, principal, answer);',
  },
  {
    name: 'no adoption: what waits in the lane of a lost tab stays there [R18]',
    file: 'src/client/abandoned-lanes.ts',
    find: 'if (unlocks.size === 0) return [];',
    replace: 'if (unlocks.size >= 0) return [];',
  },
  {
    name: 'not stored: a command is shown as sending and kept in memory only [R18]',
    file: 'src/client/outbox.ts',
    find: 'await this.#ports.storage.saveCommand(lane.id, storedCommand(post));',
    replace: '',
  },
  {
    name: 'a missed frame about lists is not noticed [R33]',
    file: 'src/client/company-desk.ts',
    find: 'if (rev !== next) this.#missed();\n    return rev === next;',
    replace: 'return true;',
  },
  {
    name: 'a lane that has moved on is not resent from where the desk stands [R13]',
    file: 'src/server/core/lanes.ts',
    find: "return n === seen + 1 ? { type: 'decide' } : { type: 'elsewhere', seen };",
    replace: "return { type: 'decide' };",
  },
  {
    name: 'a failed store is taken for a refusal and advances the lane [R14]',
    file: 'src/protocol/errors.ts',
    find: "new Set<TransientCode>(['rate_limited', 'unavailable', 'token_expired'])",
    replace: "new Set<TransientCode>(['rate_limited', 'token_expired'])",
  },
];
