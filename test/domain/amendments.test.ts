import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { amended, amendFault, isAuthor, outdated, type Amending, type Message } from '../../src/domain/amendments.ts';
import { isSpoken } from '../../src/domain/unread.ts';
import type { LogEntry } from '../../src/domain/events.ts';
import { fc } from '../support/seeded.ts';
import { anna, ben, customer, submitted } from './histories.ts';

const hello: Message = { type: 'message', author: customer, text: 'Hello' };
const said = (event: LogEntry['event'] = hello): LogEntry => ({ seq: 2, at: 1_000, event });
const edit = (text: string, seq = 3): Parameters<typeof amended>[1] => ({ seq, at: seq * 1_000, event: { type: 'edited', author: customer, of: 2, text } });
const deletion = { seq: 9, at: 9_000, event: { type: 'deleted', author: customer, of: 2 } } as const;

describe('a message [R90]', () => {
  it('is its author’s to change, until the company’s while is over to the millisecond', () => {
    assert.equal(amendFault(said(), true, 1_000, 500), null);
    assert.equal(amendFault(said(), true, 1_499, 500), null);
    assert.equal(amendFault(said(), true, 1_500, 500), 'too_late');
    assert.equal(amendFault(said(), true, 900, 500), null, 'a clock that was set back makes nothing too late');
  });

  it('is nobody’s to change where the company gives no time for it', () => {
    assert.equal(amendFault(said(), true, 1_000, 0), 'too_late');
  });

  it('is not another’s to change, in time or not', () => {
    assert.deepEqual([amendFault(said(), false, 1_000, 500), amendFault(said(), false, 9_000, 500)], ['not_yours', 'not_yours']);
  });

  it('is there no more once it is deleted, and neither file nor description is one', () => {
    const file = { type: 'file', author: customer, file: { id: 'f', name: 'a.pdf', size: 1, type: 'application/pdf' } } as const;
    for (const event of [submitted(), file, amended(hello, deletion)]) assert.equal(amendFault(said(event), true, 1_000, 500), 'no_such_message');
  });

  it('belongs to one technician, or to the customer’s side, which is one', () => {
    assert.ok(isAuthor(customer, { role: 'customer', id: 'hash of anybody who holds the request' }));
    assert.ok(isAuthor({ role: 'technician', ...anna }, { role: 'technician', id: 'anna' }));
    assert.ok(!isAuthor({ role: 'technician', ...anna }, { role: 'technician', ...ben }));
    assert.ok(!isAuthor({ role: 'technician', ...anna }, customer) && !isAuthor(customer, { role: 'technician', ...anna }));
  });
});

describe('what a message reads after changes [R91]', () => {
  it('is the text of the last edit, with where and when', () => {
    assert.deepEqual(amended(hello, edit('Hallo')), { ...hello, text: 'Hallo', edited: { seq: 3, at: 3_000 } });
    assert.deepEqual(amended(amended(hello, edit('Hallo')), edit('Salut', 4)), { ...hello, text: 'Salut', edited: { seq: 4, at: 4_000 } });
  });

  it('is nothing once it is deleted, and stays so, whatever comes late', () => {
    const gone = amended(amended(hello, edit('Hallo')), deletion);
    assert.deepEqual(gone, { ...hello, text: '', deleted: { seq: 9, at: 9_000 } });
    assert.equal(amended(gone, edit('Hallo')), gone);
  });

  it('is the same for an edit whose text is no longer there: another one follows', () => {
    const { seq, at, event } = edit('Hallo');
    assert.ok(event.type === 'edited');
    assert.equal(amended(hello, { seq, at, event: outdated(event) }), hello);
  });

  it('holds none of the texts of before', () => {
    const texts = fc.array(fc.stringMatching(/^word[0-9]{6}$/), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(texts, fc.boolean(), (words, ends) => {
        const changes = [...words.map((word, i) => edit(word, i + 3)), ...(ends ? [deletion] : [])];
        const now = JSON.stringify(changes.reduce<Message>((message, change) => amended(message, change), { ...hello, text: 'first' }));
        const shown = ends ? [] : words.slice(-1);
        for (const word of ['first', ...words]) assert.equal(now.includes(word), shown.includes(word));
      }),
    );
  });

  it('is unread words as long as there are any', () => {
    const amending: Amending = { type: 'deleted', author: customer, of: 2 };
    assert.deepEqual([hello, amended(hello, edit('Hallo')), amended(hello, deletion), amending].map(isSpoken), [true, true, false, false]);
  });
});
