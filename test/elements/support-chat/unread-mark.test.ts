import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UnreadMark } from '../../../src/elements/support-chat/unread-mark.ts';
import { anna, customer, entry, says, ten } from './lines.ts';

const line = (seq: number, author: typeof anna | typeof customer) => entry(seq, says(author), ten, author === customer);

describe('the "new messages" divider', () => {
  it('stands where reading left off when the conversation opens', () => {
    const mark = new UnreadMark();
    mark.update([line(1, customer), line(2, anna), line(3, anna), line(4, anna)], 2, true);
    assert.equal(mark.from, 3);
  });

  it('is not there if all was read, or answered', () => {
    const mark = new UnreadMark();
    mark.update([line(1, customer), line(2, anna)], 2, true);
    assert.equal(mark.from, null);
    const answered = new UnreadMark();
    answered.update([line(1, customer), line(2, anna), line(3, customer)], 0, true);
    assert.equal(answered.from, null);
  });

  it('stays while one reads on', () => {
    const mark = new UnreadMark();
    mark.update([line(1, customer), line(2, anna)], 1, true);
    mark.update([line(1, customer), line(2, anna)], 2, true);
    mark.update([line(1, customer), line(2, anna), line(3, anna)], 2, true);
    assert.equal(mark.from, 2);
  });

  it('comes when something arrives while nobody looks, and moves to what is new then', () => {
    const mark = new UnreadMark();
    const lines = [line(1, customer), line(2, anna)];
    mark.update(lines, 2, true);
    lines.push(line(3, anna));
    mark.update(lines, 2, false);
    assert.equal(mark.from, 3);
    lines.push(line(4, anna));
    mark.update(lines, 2, false);
    assert.equal(mark.from, 3);
    lines.push(line(5, anna));
    mark.update(lines, 4, false);
    assert.equal(mark.from, 5);
  });

  it('does not come for what is seen at once, for one’s own words, or for what only happens', () => {
    const mark = new UnreadMark();
    mark.update([line(1, customer)], 1, true);
    mark.update([line(1, customer), line(2, anna)], 1, true);
    assert.equal(mark.from, null);
    mark.update([line(3, customer), entry(4, { type: 'joined', technician: anna })], 2, false);
    assert.equal(mark.from, null);
  });

  it('goes when one answers, here or elsewhere', () => {
    const mark = new UnreadMark();
    mark.update([line(1, customer), line(2, anna)], 1, true);
    mark.clear();
    assert.equal(mark.from, null);
    mark.update([line(3, anna)], 2, false);
    assert.equal(mark.from, 3);
    mark.update([line(4, customer)], 2, false);
    assert.equal(mark.from, null);
  });

  it('may stand above the lines that are there', () => {
    const mark = new UnreadMark();
    mark.update([line(51, customer), line(52, anna)], 20, true);
    assert.equal(mark.from, 52, 'what stands before an answer was read');
    const unread = new UnreadMark();
    unread.update([line(51, anna), line(52, anna)], 20, true);
    assert.equal(unread.from, 21);
  });

  it('does not care for older lines that are loaded', () => {
    const mark = new UnreadMark();
    mark.update([line(5, customer)], 5, true);
    mark.update([line(3, anna), line(4, anna), line(5, customer)], 5, false);
    assert.equal(mark.from, null);
  });
});
