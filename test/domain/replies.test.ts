import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fillReply, repliesFault, replyLimits } from '../../src/domain/replies.ts';

const values = { customer: 'Kim', number: '7', technician: 'Anna', company: 'Acme' };

describe('a canned reply', () => {
  it('takes the words of the request where their names stand', () => {
    assert.equal(fillReply('Hello {customer}, your request {number} is with {technician} of {company}.', values), 'Hello Kim, your request 7 is with Anna of Acme.');
    assert.equal(fillReply('{customer}{customer}', values), 'KimKim');
  });

  it('leaves alone what is no placeholder', () => {
    for (const text of ['{price}', '{}', '{ customer }', '{Customer}', '{constructor}', '{{price}}', '{customer', '$1 $& {toString}']) assert.equal(fillReply(text, values), text);
  });

  it('puts in a name that looks like a placeholder or a pattern as it is', () => {
    assert.equal(fillReply('Hello {customer}', { ...values, customer: '{number} $& $1' }), 'Hello {number} $& $1');
  });
});

describe('a company’s canned replies', () => {
  it('have names that differ, and words', () => {
    assert.equal(repliesFault([]), null);
    assert.equal(repliesFault([{ name: 'hi', text: 'Hello' }, { name: 'bye', text: 'Bye' }]), null);
    assert.deepEqual(repliesFault([{ name: ' ', text: 'Hello' }]), { field: 'replies', fault: 'missing' });
    assert.deepEqual(repliesFault([{ name: 'hi', text: '\n' }]), { field: 'replies', fault: 'missing' });
    assert.deepEqual(repliesFault([{ name: 'hi', text: 'Hello' }, { name: 'hi', text: 'Hi' }]), { field: 'replies', fault: 'taken' });
  });

  it('stay within their limits', () => {
    const many = (n: number) => Array.from({ length: n }, (_, i) => ({ name: `reply ${String(i)}`, text: 'x' }));
    assert.equal(repliesFault(many(replyLimits.replies)), null);
    assert.deepEqual(repliesFault(many(replyLimits.replies + 1)), { field: 'replies', fault: 'too_long', limit: replyLimits.replies });
    assert.equal(repliesFault([{ name: 'n'.repeat(replyLimits.name), text: 't'.repeat(replyLimits.text) }]), null);
    assert.deepEqual(repliesFault([{ name: 'n'.repeat(replyLimits.name + 1), text: 't' }]), { field: 'replies', fault: 'too_long' });
    assert.deepEqual(repliesFault([{ name: 'n', text: 't'.repeat(replyLimits.text + 1) }]), { field: 'replies', fault: 'too_long' });
  });
});
