import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { atom } from 'nanostores';
import type { Line } from '../../../src/client/client.ts';
import { SupportError } from '../../../src/client/errors.ts';
import { Draft } from '../../../src/elements/support-chat/draft.ts';
import { sendMessage } from '../../../src/elements/support-chat/sending.ts';
import { pending } from './lines.ts';

function keeper(text = '') {
  const kept = [text];
  return {
    kept,
    draft: () => Promise.resolve(kept.at(-1) ?? ''),
    saveDraft: (next: string) => {
      kept.push(next);
      return Promise.resolve();
    },
  };
}

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
    assert.equal(await new Draft(clock().after).open(keeper('half a sent')), 'half a sent');
  });

  it('is kept once typing rests, not at every key', async () => {
    const { after, pass } = clock();
    const where = keeper();
    const draft = new Draft(after);
    await draft.open(where);
    for (const text of ['H', 'He', 'Hel']) draft.change(text);
    assert.deepEqual(where.kept, ['']);
    pass();
    assert.deepEqual(where.kept, ['', 'Hel']);
  });

  it('is kept at once when the page is hidden or another request is shown', async () => {
    const { after, timers } = clock();
    const [one, other] = [keeper(), keeper()];
    const draft = new Draft(after);
    await draft.open(one);
    draft.change('for one');
    draft.flush();
    draft.change('for one, more');
    await draft.open(other);
    draft.change('for the other');
    draft.close();
    assert.deepEqual(one.kept, ['', 'for one', 'for one, more']);
    assert.deepEqual(other.kept, ['', 'for the other']);
    assert.equal(timers.size, 0);
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
    const sent = sendMessage({ $messages, send }, 'Hello', () => kept++);
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
    const sent = sendMessage({ $messages, send }, 'Hello', () => kept++);
    const error = new SupportError('invalid');
    settle().reject(error);
    assert.deepEqual(await sent, { kept: false, error });
    assert.equal(kept, 0);
  });

  it('leaves it to the transcript if it was refused after that', async () => {
    const { $messages, send, settle } = conversation();
    const sent = sendMessage({ $messages, send }, 'Hello', () => {});
    $messages.set([pending('new')]);
    const error = new SupportError('completed');
    settle().reject(error);
    assert.deepEqual(await sent, { kept: true, error });
  });
});
