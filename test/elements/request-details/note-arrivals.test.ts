import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TechnicianConversation } from '../../../src/client/client.ts';
import type { NoteEntry } from '../../../src/domain/events.ts';
import { NoteArrivals } from '../../../src/elements/request-details/note-arrivals.ts';

const note = (seq: number): NoteEntry => ({ seq, at: seq, event: { type: 'note', author: { id: 'ben', name: 'Ben' }, text: `note ${String(seq)}` } });

/** A conversation of which only its notes are looked at. */
function conversation() {
  const state: { status: 'loading' | 'ready'; notes: readonly NoteEntry[] } = { status: 'loading', notes: [] };
  return { state, as: { $notesStatus: { get: () => state.status }, $notes: { get: () => state.notes } } as unknown as TechnicianConversation };
}

function arrivals() {
  const heard: number[][] = [];
  return { heard, arrivals: new NoteArrivals((notes) => heard.push(notes.map(({ seq }) => seq))) };
}

describe('Notes that arrive', () => {
  it('are told once, those of one moment together; what was there before is not', () => {
    const { heard, arrivals: look } = arrivals();
    const { state, as } = conversation();
    look.look(as);
    state.status = 'ready';
    state.notes = [note(1), note(2)];
    look.look(as);
    state.notes = [...state.notes, note(3), note(4)];
    look.look(as);
    look.look(as);
    assert.deepEqual(heard, [[3, 4]]);
  });

  it('are told from the first one on, where there were none', () => {
    const { heard, arrivals: look } = arrivals();
    const { state, as } = conversation();
    state.status = 'ready';
    look.look(as);
    state.notes = [note(1)];
    look.look(as);
    assert.deepEqual(heard, [[1]]);
  });

  it('are not those that older pages bring, nor those of another request', () => {
    const { heard, arrivals: look } = arrivals();
    const [here, there] = [conversation(), conversation()];
    here.state.status = there.state.status = 'ready';
    here.state.notes = [note(5)];
    look.look(here.as);
    here.state.notes = [note(4), note(5)];
    look.look(here.as);
    there.state.notes = [note(9)];
    look.look(there.as);
    look.look(undefined);
    look.look(here.as);
    assert.deepEqual(heard, []);
  });
});
