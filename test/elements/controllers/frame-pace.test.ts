import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { framePace } from '../../../src/elements/controllers/frame-pace.ts';

describe('Work at the pace of frames', () => {
  const page = { hidden: false };
  let frames: (() => void)[] = [];
  let done = 0;
  const work = () => {
    done += 1;
  };
  const nextFrame = () => {
    const due = frames;
    frames = [];
    for (const callback of due) callback();
  };

  beforeEach(() => {
    page.hidden = false;
    frames = [];
    done = 0;
    Object.assign(globalThis, { document: page, requestAnimationFrame: (callback: () => void) => frames.push(callback) });
  });
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'document');
    Reflect.deleteProperty(globalThis, 'requestAnimationFrame');
  });

  it('is done at once the first time', () => {
    framePace()(work);
    assert.equal(done, 1);
  });

  it('is done once more for all that follows before the next frame, right before that is painted', () => {
    const pace = framePace();
    for (let turn = 0; turn < 5; turn++) pace(work);
    assert.equal(done, 1);
    nextFrame();
    assert.equal(done, 2);
  });

  it('is not done again in the frame if nothing followed', () => {
    framePace()(work);
    nextFrame();
    assert.equal(done, 1);
  });

  it('is done at once again after a frame', () => {
    const pace = framePace();
    pace(work);
    pace(work);
    nextFrame();
    pace(work);
    assert.equal(done, 3);
  });

  it('keeps what followed for one frame from the next', () => {
    const pace = framePace();
    pace(work);
    pace(work);
    nextFrame();
    nextFrame();
    pace(work);
    nextFrame();
    assert.equal(done, 3);
  });

  it('waits for no frame in a page that nobody sees: there are none', () => {
    page.hidden = true;
    const pace = framePace();
    for (let turn = 0; turn < 3; turn++) pace(work);
    assert.deepEqual([done, frames.length], [3, 0]);
  });

  it('of a page that is hidden with work waiting, is done in the first frame in which it is seen again', () => {
    const pace = framePace();
    pace(work);
    pace(work);
    page.hidden = true;
    assert.equal(done, 1);
    page.hidden = false;
    nextFrame();
    assert.equal(done, 2);
  });
});
