import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LazyPart } from '../../src/elements/lazy-part.ts';

describe('A part that is loaded when it is wanted', () => {
  function scene(answers: (() => Promise<string>)[]) {
    let renderings = 0;
    const failures: unknown[] = [];
    let asked = 0;
    const host = { addController: () => undefined, removeController: () => undefined, requestUpdate: () => (renderings += 1), updateComplete: Promise.resolve(true) };
    const part = new LazyPart(
      host,
      () => {
        asked += 1;
        return (answers.shift() ?? (() => Promise.resolve('late')))();
      },
      (error) => failures.push(error),
    );
    return { part, failures, asked: () => asked, renderings: () => renderings };
  }

  it('is loaded once, and its host renders when it has come', async () => {
    const { part, asked, renderings } = scene([() => Promise.resolve('here')]);
    assert.equal(part.value, undefined);
    await Promise.all([part.want(false), part.want(false)]);
    assert.deepEqual([part.value, asked(), renderings()], ['here', 1, 1]);
  });

  it('that could not be fetched is not asked for by every rendering, but when it is wanted anew', async () => {
    const { part, failures, asked } = scene([() => Promise.reject(new Error('offline')), () => Promise.resolve('here')]);
    await part.want(false);
    await part.want(false);
    assert.deepEqual([asked(), failures.length, part.failed], [1, 1, true]);
    await part.want(true);
    assert.deepEqual([part.value, asked(), part.failed], ['here', 2, false]);
    await part.want(true);
    assert.equal(asked(), 2);
  });
});
