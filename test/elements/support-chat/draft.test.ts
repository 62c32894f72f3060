import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { atom } from 'nanostores';
import type { Line } from '../../../src/client/client.ts';
import { SupportError } from '../../../src/client/errors.ts';
import { Draft } from '../../../src/elements/support-chat/draft.ts';
import { Sending } from '../../../src/elements/support-chat/sending.ts';
import { pending } from './lines.ts';

/** What several pages of a browser keep: each is told of every change. */
function keeper(text = '') {
  const kept = [text];
  const watchers = new Set<() => void>();
  return {
    kept,
    watchers,
    draft: () => Promise.resolve(kept.at(-1) ?? ''),
    saveDraft: (next: string) => {
      kept.push(next);
      for (const changed of watchers) changed();
      return Promise.resolve();
    },
    watchDraft: (changed: () => void) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
}

/** A page with a field that shows what its draft finds. */
function page(where = keeper()) {
  const { after, pass, timers } = clock();
  const field = { text: '' };
  const draft = new Draft(after, (text) => (field.text = text));
  draft.open(where);
  const type = (text: string) => {
    field.text = text;
    draft.change(text);
  };
  return { draft, field, type, pass, timers };
}

const read = () => new Promise((resolve) => setImmediate(resolve));

function clock() {
  const timers = new Set<() => void>();
  const after = (_ms: number, callback: () => void) => {
    timers.add(callback);
    return () => timers.delete(callback);
  };
  const pass = () => {
    for (const callback of [...timers]) {
      timers.delete(callback);
      callback();
    }
  };
  return { after, pass, timers };
}

describe('a draft', () => {
  it('comes back', async () => {
    const { field } = page(keeper('half a sent'));
    await read();
    assert.equal(field.text, 'half a sent');
  });

  it('is kept once typing rests, not at every key', async () => {
    const where = keeper();
    const { type, pass } = page(where);
    await read();
    for (const text of ['H', 'He', 'Hel']) type(text);
    assert.deepEqual(where.kept, ['']);
    pass();
    assert.deepEqual(where.kept, ['', 'Hel']);
  });

  it('is kept at once when the page is hidden or another request is shown', async () => {
    const [one, other] = [keeper(), keeper()];
    const { draft, type, timers } = page(one);
    await read();
    type('for one');
    draft.flush();
    type('for one, more');
    draft.open(other);
    type('for the other');
    draft.open(undefined);
    assert.deepEqual(one.kept, ['', 'for one', 'for one, more']);
    assert.deepEqual(other.kept, ['', 'for the other']);
    assert.deepEqual([timers.size, one.watchers.size, other.watchers.size], [0, 0, 0]);
  });

  it('is the same in every page that shows the request, as soon as it is kept', async () => {
    const where = keeper();
    const [one, two] = [page(where), page(where)];
    await read();
    one.type('Half a sent');
    await read();
    assert.equal(two.field.text, '', 'not before');
    one.pass();
    await read();
    assert.equal(two.field.text, 'Half a sent');
    two.type('Half a sentence');
    two.pass();
    await read();
    assert.equal(one.field.text, 'Half a sentence');
  });

  it('never replaces what is being typed, though it was read before', async () => {
    const where = keeper('old');
    const { field, type, pass } = page(where);
    type('new');
    await read();
    assert.equal(field.text, 'new');
    void where.saveDraft('of another page');
    await read();
    assert.equal(field.text, 'new', 'while typing');
    pass();
    await read();
    assert.deepEqual([field.text, where.kept.at(-1)], ['new', 'new'], 'the last one counts');
  });

  it('never replaces what was typed and kept while an older one was still being read', async () => {
    const slow = keeper('old');
    const reads: ((text: string) => void)[] = [];
    const { field, type, pass } = page({ ...slow, draft: () => new Promise((resolve) => reads.push(resolve)) });
    type('new');
    pass();
    reads[0]?.('old');
    await read();
    assert.equal(field.text, 'new');
  });

  it('does not come back while its message is on its way, and is gone everywhere once it stands in the transcript', async () => {
    const where = keeper('Hello');
    const [one, two] = [page(where), page(where)];
    await read();
    one.draft.hold();
    one.field.text = '';
    await one.draft.look();
    assert.equal(one.field.text, '');
    assert.equal(where.kept.at(-1), 'Hello', 'it is kept until the transcript has it');
    one.type('');
    one.draft.flush();
    await read();
    assert.deepEqual([one.field.text, two.field.text], ['', '']);
  });
});

describe('sending', () => {
  const conversation = () => {
    const $messages = atom<readonly Line[]>([pending('old')]);
    let settle: { resolve(): void; reject(error: unknown): void } = { resolve() {}, reject() {} };
    const send = () => new Promise<void>((resolve, reject) => (settle = { resolve, reject }));
    return { $messages, send, settle: () => settle };
  };

  it('lets go of the text when it stands in the transcript', async () => {
    const { $messages, send, settle } = conversation();
    let kept = 0;
    const sent = new Sending().send({ $messages, send }, 'Hello', () => kept++);
    assert.equal(kept, 0);
    $messages.set([pending('old'), pending('new')]);
    assert.equal(kept, 1);
    settle().resolve();
    assert.deepEqual(await sent, { kept: true, error: null });
    assert.equal(kept, 1);
    assert.equal($messages.lc, 0);
  });

  it('keeps it if it was refused before that', async () => {
    const { $messages, send, settle } = conversation();
    let kept = 0;
    const sent = new Sending().send({ $messages, send }, 'Hello', () => kept++);
    const error = new SupportError('invalid');
    settle().reject(error);
    assert.deepEqual(await sent, { kept: false, error });
    assert.equal(kept, 0);
  });

  it('leaves it to the transcript if it was refused after that', async () => {
    const { $messages, send, settle } = conversation();
    const sent = new Sending().send({ $messages, send }, 'Hello', () => {});
    $messages.set([pending('new')]);
    const error = new SupportError('completed');
    settle().reject(error);
    assert.deepEqual(await sent, { kept: true, error });
  });
});
