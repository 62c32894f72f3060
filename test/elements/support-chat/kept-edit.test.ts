import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isEditOf, keptEdit, messageOfEdit, readEdit, type KeptEdit } from '../../../src/elements/support-chat/kept-edit.ts';
import { customer, entry, pending, says, submitted, ten } from './lines.ts';

const from = ten - 60_000;
const mine = { of: 2, text: 'Helo', at: ten };
const lines = [entry(1, submitted), entry(2, says(customer, 'Helo')), entry(3, says(customer, 'Nothing'))];
const edit = (changes: Partial<KeptEdit> = {}): KeptEdit => ({ of: 2, at: ten, said: 'Helo', text: 'Hello', ...changes });

describe('an edit that is kept', () => {
  it('is read as it was written', () => {
    assert.deepEqual(readEdit(JSON.stringify(keptEdit(mine, 'Hello'))), edit());
    const waiting = pending('p1', 'Wrod');
    assert.deepEqual(readEdit(JSON.stringify(keptEdit({ of: waiting, text: 'Wrod', at: Infinity }, 'Word'))), edit({ of: null, at: null, said: 'Wrod', text: 'Word' }));
  });

  it('is none where nothing was kept, or something that nobody has written', () => {
    for (const kept of ['', 'null', '7', '{}', '{"text":7}', 'half a {']) assert.equal(readEdit(kept), null, kept);
    assert.deepEqual(readEdit('{"text":"Hello","of":"2","at":[],"said":7}'), edit({ of: null, at: null, said: null }));
  });

  it('is found with its message', () => {
    assert.deepEqual(messageOfEdit(edit(), lines, from), mine);
    assert.equal(messageOfEdit(edit({ of: 4 }), lines, from), null);
  });

  it('is of no message that can be changed no more: too old, deleted, or nobody may', () => {
    assert.equal(messageOfEdit(edit(), lines, ten), null);
    assert.equal(messageOfEdit(edit(), lines, Infinity), null);
    assert.equal(messageOfEdit(edit(), [entry(2, { type: 'message', author: customer, text: '', deleted: { seq: 4, at: ten } })], from), null);
  });

  it('is of a message further up than the page has read, by its time', () => {
    const later = lines.slice(2);
    assert.deepEqual(messageOfEdit(edit(), later, from), mine);
    assert.equal(messageOfEdit(edit(), later, ten), null);
    assert.equal(messageOfEdit(edit({ at: null }), later, from), null);
  });

  it('is of the last that says so, if it was of one that had no number', () => {
    const waits = edit({ of: null, at: null });
    assert.deepEqual(messageOfEdit(waits, [...lines, entry(4, says(customer, 'Helo'))], from)?.of, 4);
    const line = pending('p9', 'Helo');
    assert.equal(messageOfEdit(waits, [...lines, line], from)?.of, line);
    assert.equal(messageOfEdit(edit({ of: null, said: 'Other' }), lines, from), null);
  });

  it('is of none any more, if that was not sent', () => {
    const failed = pending('p1', 'Helo', ten, 'failed');
    const kept = keptEdit({ of: failed, text: 'Helo', at: Infinity }, 'Hello');
    assert.equal(kept.said, null);
    assert.equal(messageOfEdit(kept, [...lines, failed], from), null);
  });

  it('knows its message again', () => {
    const line = pending('p1', 'Helo');
    assert.equal(isEditOf(edit(), mine), true);
    assert.equal(isEditOf(edit(), { ...mine, of: 3 }), false);
    assert.equal(isEditOf(edit({ of: null }), { of: line, text: 'Helo', at: Infinity }), true);
    assert.equal(isEditOf(edit({ of: null, said: 'Other' }), { of: line, text: 'Helo', at: Infinity }), false);
    assert.equal(isEditOf(edit({ said: 'as it was before' }), mine), true);
  });
});
