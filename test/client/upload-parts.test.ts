import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Pace } from '../../src/client/upload-pace.ts';
import { PieceSize } from '../../src/client/upload-pieces.ts';
import { moved, type UploadState, type UploadStep } from '../../src/client/upload-states.ts';

describe('The states of an upload', () => {
  const states: readonly UploadState[] = ['waiting', 'uploading', 'paused', 'interrupted', 'sharing', 'done', 'refused', 'cancelled'];
  const from = (step: UploadStep) => states.filter((state) => moved(state, step) !== undefined);

  it('end where nothing leads on', () => {
    const steps: readonly UploadStep[] = ['begin', 'pause', 'resume', 'break', 'arrive', 'share', 'refuse', 'retry', 'cancel'];
    assert.deepEqual(states.filter((state) => steps.every((step) => moved(state, step) === undefined)), ['done', 'cancelled']);
  });

  it('let a person call off all that is not shared, and pause all that would go on by itself', () => {
    assert.deepEqual(from('cancel'), ['waiting', 'uploading', 'paused', 'interrupted', 'refused']);
    assert.deepEqual(from('pause'), ['waiting', 'uploading', 'interrupted']);
  });

  it('bring nothing up but in its turn', () => {
    assert.deepEqual(from('begin'), ['waiting']);
    assert.deepEqual([moved('paused', 'resume'), moved('interrupted', 'retry'), moved('refused', 'retry')], ['waiting', 'waiting', 'waiting']);
  });
});

describe('The pace of an upload', () => {
  it('is told once it can be, and with it how long the rest takes', () => {
    const pace = new Pace();
    pace.moved(0, 0);
    assert.deepEqual([pace.speed, pace.remaining(1_000)], [null, null]);
    pace.moved(1_000, 500);
    assert.deepEqual([pace.speed, pace.remaining(1_000)], [500, 2_000]);
  });

  it('follows a change slowly, and gets there', () => {
    const pace = new Pace();
    let bytes = 0;
    for (let at = 0; at <= 10_000; at += 500) pace.moved(at, (bytes += 500));
    for (let at = 10_500; at <= 11_000; at += 500) pace.moved(at, (bytes += 50));
    assert.ok(pace.speed !== null && pace.speed > 700 && pace.speed < 900, String(pace.speed));
    for (let at = 11_500; at <= 30_000; at += 500) pace.moved(at, (bytes += 50));
    assert.ok(Math.abs(pace.speed - 100) < 10, String(pace.speed));
  });

  it('does not take a break for slowness, nor bytes that were lost for a way back', () => {
    const pace = new Pace();
    pace.moved(0, 0);
    pace.moved(1_000, 1_000);
    pace.stop();
    assert.equal(pace.speed, null);
    pace.moved(60_000, 1_000);
    pace.moved(60_500, 400);
    pace.moved(61_500, 1_400);
    assert.equal(pace.speed, 1_000);
  });
});

describe('The size of a piece', () => {
  it('is all there is until the network shows otherwise, and again when it holds', () => {
    const pieces = new PieceSize();
    assert.equal(pieces.bytes, Infinity);
    const seen = Array.from({ length: 4 }, () => {
      pieces.broke();
      return pieces.bytes;
    });
    assert.deepEqual(seen, [8 << 20, 2 << 20, 1 << 19, 1 << 19]);
    for (let n = 0; n < 24; n++) pieces.held();
    assert.equal(pieces.bytes, Infinity);
  });

  it('takes one break for more than a few pieces that held', () => {
    const pieces = new PieceSize();
    pieces.broke();
    for (let n = 0; n < 7; n++) pieces.held();
    pieces.broke();
    assert.equal(pieces.bytes, 2 << 20);
  });
});
