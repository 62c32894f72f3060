import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { TechnicianConversation } from '../../src/client/client.ts';
import { MemoryEnvironment } from '../../src/client/memory-environment.ts';
import { createTechnicianClient } from '../../src/client/technician-client.ts';
import type { NoteEntry } from '../../src/domain/events.ts';
import type { OpenNotes } from '../../src/protocol/frames.ts';
import { VirtualClock } from '../simulation/virtual-clock.ts';
import { asAnna, ScriptedDesk, welcome, type ScriptedLink } from '../support/scripted-desk.ts';

const key = 'a'.repeat(32);
const internal = `${key}/internal`;
const page = 5;

function note(seq: number): NoteEntry {
  return { seq, at: seq, event: { type: 'note', author: { id: 'ben', name: 'Ben' }, text: `Note ${seq}` } };
}

function upTo(last: number, from = 1): NoteEntry[] {
  return Array.from({ length: Math.max(0, last - from + 1) }, (_, index) => note(from + index));
}

/** What a desk does wrong or late, as notes see it. */
describe('The notes of a request', () => {
  let clock: VirtualClock;
  let desk: ScriptedDesk;
  let head: number;
  let silent: boolean;
  let request: TechnicianConversation;

  const answer = (link: ScriptedLink, { ask, after }: OpenNotes) => {
    const few = after <= head && head - after <= page;
    link.say({ type: 'notes', ask, key, entries: few ? upTo(head, after + 1) : upTo(head, Math.max(1, head - page + 1)), head });
  };

  beforeEach(async () => {
    clock = new VirtualClock();
    desk = new ScriptedDesk();
    head = 3;
    silent = false;
    desk.heard = (link, frame) => {
      if (frame === 'ping') link.say('pong');
      else if (frame.type === 'hello') link.say(welcome({ me: asAnna() }));
      else if (frame.type === 'open-notes' && !silent) answer(link, frame);
      else if (frame.type === 'page' && 'before' in frame) link.say({ type: 'notes-page', ask: frame.ask, key, entries: upTo(frame.before - 1, Math.max(1, frame.before - page)) });
      else if (frame.type === 'sync') link.say({ type: 'heads', lanes: [], streams: Object.fromEntries(Object.keys(frame.streams).map((name) => [name, head])), rev: frame.rev });
    };
    const environment = new MemoryEnvironment({ clock, random: () => 0.5 });
    request = createTechnicianClient({ transport: desk, companies: ['acme'], token: 'anna', environment }).request('acme', key);
    await clock.pass(0);
  });

  const listen = async () => {
    request.$notes.listen(() => {});
    await clock.pass(0);
  };
  const seqs = () => request.$notes.get().map(({ seq }) => seq);
  const asked = () => desk.last.frames('open-notes').map(({ after }) => after);

  it('are asked for once, however many listen and when', async () => {
    assert.deepEqual(asked(), []);
    request.$notes.listen(() => {})();
    await listen();
    await listen();
    assert.deepEqual([asked(), seqs()], [[0], [1, 2, 3]]);
  });

  it('take the next one, ignore one that is there, and ask again after a gap [R22]', async () => {
    await listen();
    desk.last.say({ type: 'note', key, entry: note(3) });
    desk.last.say({ type: 'note', key, entry: note(4) });
    assert.deepEqual([seqs(), asked()], [[1, 2, 3, 4], [0]]);
    head = 7;
    desk.last.say({ type: 'note', key, entry: note(7) });
    assert.deepEqual([seqs(), asked()], [upTo(7).map(({ seq }) => seq), [0, 4]]);
  });

  it('begin anew where they do not follow, and read back from there', async () => {
    await listen();
    head = 30;
    desk.last.say({ type: 'note', key, entry: note(30) });
    assert.deepEqual([seqs(), request.$moreNotes.get()], [[26, 27, 28, 29, 30], true]);
    await request.loadEarlierNotes();
    assert.deepEqual(seqs(), upTo(30, 21).map(({ seq }) => seq));
  });

  it('of another request are nothing to it', async () => {
    await listen();
    desk.last.say({ type: 'note', key: 'b'.repeat(32), entry: note(4) });
    assert.deepEqual(seqs(), [1, 2, 3]);
  });

  it('come again from the desk after it was restored to before them [R24]', async () => {
    await listen();
    head = 2;
    desk.last.close();
    await clock.pass(1_000);
    assert.deepEqual(seqs(), [1, 2]);
    head = 0;
    desk.last.close();
    await clock.pass(1_000);
    assert.deepEqual([seqs(), request.$moreNotes.get()], [[], false]);
  });

  it('are compared in a sync, and the last one is had even if its frame was lost [R25]', async () => {
    await listen();
    head = 4;
    await clock.pass(61_000);
    assert.equal(desk.last.frames('sync').at(-1)?.streams[internal], 3);
    assert.deepEqual(seqs(), [1, 2, 3, 4]);
  });

  it('are asked for again when the question was lost on an open link [R25]', async () => {
    silent = true;
    await listen();
    silent = false;
    await clock.pass(61_000);
    assert.deepEqual(seqs(), [1, 2, 3]);
  });

  it('are asked for again when the desk could not answer just now, and not when it never will', async () => {
    silent = true;
    await listen();
    const refuse = (code: 'unavailable' | 'not_found') => {
      desk.last.say({ type: 'error', ask: desk.last.frames('open-notes').at(-1)?.ask ?? 0, code });
    };
    refuse('unavailable');
    await clock.pass(1_500);
    assert.equal(asked().length, 2);
    refuse('not_found');
    await clock.pass(70_000);
    assert.equal(asked().length, 2);
  });

  it('are gone with the right to see them', async () => {
    await listen();
    desk.last.close(4403);
    await clock.pass(0);
    assert.deepEqual(seqs(), []);
  });

  it('are heard of no more once the request is released', async () => {
    await listen();
    request.release();
    assert.equal(desk.last.frames('leave').length, 1);
    desk.last.say({ type: 'note', key, entry: note(4) });
    assert.deepEqual(seqs(), [1, 2, 3]);
  });

  it('is looked at, which is said again at a sync, for the frame may have been lost [R25]', async () => {
    request.look();
    await clock.pass(61_000);
    assert.deepEqual(desk.last.frames('look').map((look) => look.key), [key, key]);
  });
});
