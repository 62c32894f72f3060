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
    find: 'if (entry.seq !== timeline.head + 1) {',
    replace: 'if (entry.seq < 0) {',
  },
  {
    name: 'no head check: a lost last frame is never noticed [R25]',
    file: 'src/client/conversation.ts',
    find: 'heads.streams[this.#key] !== this.#timeline?.head) this.#open();',
    replace: 'heads.streams[this.#key] === -1) this.#open();',
  },
  {
    name: 'ack before commit: answers go out although the transaction failed [R11]',
    file: 'src/server/core/parts.ts',
    find: '    liveness.reread();\n    return null;',
    replace: '    liveness.reread();',
  },
  {
    name: 'lane not advanced on a refusal: it is decided anew when it comes again [R14]',
    file: 'src/server/core/writing.ts',
    find: 'settle(store, bearerOf(session.identity), answer);',
    replace: 'if (answer.ok) settle(store, bearerOf(session.identity), answer);',
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
  {
    name: 'notes go to whoever has the request open, customers too [R65]',
    file: 'src/server/core/fan-out.ts',
    find: "ofNotes(key)) {\n      if (session.identity.role !== 'technician') continue;",
    replace: 'ofStream(key)) {',
  },
  {
    name: 'no gap check in the notes: any note is taken as the next [R65]',
    file: 'src/client/notes-window.ts',
    find: 'if (entry.seq === this.#last + 1) this.#show',
    replace: 'if (entry.seq > 0) this.#show',
  },
  {
    name: 'no head check of the notes: a lost last note is never noticed [R25]',
    file: 'src/client/notes-window.ts',
    find: 'head !== undefined && head !== this.#last) this.#open();',
    replace: 'head === -1) this.#open();',
  },
  {
    name: 'who is disabled keeps the requests they had [R74]',
    file: 'src/server/core/staff-commands.ts',
    find: 'if (before.enabled && !after.enabled) release',
    replace: 'if (before.enabled && after.enabled) release',
  },
  {
    name: 'a delivery that has failed is not tried again [R80]',
    file: 'src/server/core/outgoing.ts',
    find: "if (result !== 'failed' || tooOld) this",
    replace: "if (result !== 'delayed' || tooOld) this",
  },
  {
    name: 'what has come back stays in hand, until all hands are full [R80]',
    file: 'src/server/core/outgoing.ts',
    find: 'for (const id of this.#results.keys()) this.#inHand.delete(id);',
    replace: '',
  },
  {
    name: 'an edit leaves the desk with its text, whatever its message says by now [R92]',
    file: 'src/server/core/pages.ts',
    find: "if (event.type !== 'edited') return entry;",
    replace: 'if (seq > 0) return entry;',
  },
  {
    name: 'a message reads in the page as it was said, edited or not [R91]',
    file: 'src/client/timeline.ts',
    find: 'line.entry.seq === of ? { ...line, entry: change(line.entry) } : line',
    replace: 'line',
  },
  {
    name: 'what was sent is written anew where it stands, and the desk never hears of it [R93]',
    file: 'src/client/rewriting.ts',
    find: ' || post.n <= lane.tried',
    replace: '',
  },
  {
    name: 'what is written anew is sent before it is stored as it now is [R93]',
    file: 'src/client/rewriting.ts',
    find: 'await ports.storage.replaceLane(lane.id',
    replace: 'void (lane.id',
  },
  {
    name: 'a link that is dead is asked for a sign of life, and never given up [R60]',
    file: 'src/client/connection.ts',
    find: 'this.#giveUpAfter(this.#slow ? times.quiet : patience);',
    replace: '',
  },
  {
    name: 'a welcome that takes as long as a slow line does is given up, again and again [R60]',
    file: 'src/client/connection.ts',
    find: 'this.#giveUpAfter(times.quiet + times.pong);',
    replace: 'this.#giveUpAfter(times.trip);',
  },
  {
    name: 'a clock that is set back hides a dead link [R60]',
    file: 'src/client/connection.ts',
    find: ' || quiet < 0',
    replace: '',
  },
  {
    name: 'a token that has run out is shown again [R62]',
    file: 'src/client/credentials.ts',
    find: "if (reason !== 'unauthorised') return false;\n      known = null;",
    replace: "if (reason !== 'unauthorised') return false;",
  },
  {
    name: 'a storage that has filled up goes on to be called one that keeps things',
    file: 'src/client/fallback-storage.ts',
    find: '        tell();\n',
    replace: '',
  },
  {
    name: 'what a full storage could not be told is asked of the desk for ever [R123]',
    file: 'src/server/core/lanes.ts',
    find: "return { type: 'again', answer: answer?.n === n ? answer : { type: 'answer', lane: id, n, ok: true } };",
    replace: "return answer?.n === n ? { type: 'again', answer } : { type: 'elsewhere', seen };",
  },
];
