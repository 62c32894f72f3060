import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsePost, parsePostAnswer, type Post, type PostAnswer } from '../../src/protocol/index.ts';
import { fc } from '../support/seeded.ts';

const id = fc.stringMatching(/^[0-9a-f]{64}$/);
const texts = fc.array(fc.string(), { maxLength: 64 });
const number = fc.nat();
const post: fc.Arbitrary<Post> = fc.record({ id, from: fc.integer({ min: 1 }), frames: texts, heard: number, wait: number, end: fc.boolean() }, { requiredKeys: ['from', 'frames', 'heard', 'wait'], noNullPrototype: true });
const answer: fc.Arbitrary<PostAnswer> = fc.record({ id, taken: number, from: number, frames: texts, closed: number }, { requiredKeys: ['id', 'taken', 'from', 'frames'], noNullPrototype: true });

describe('a post', () => {
  it('is read as it was written', () => {
    fc.assert(fc.property(post, (value) => assert.deepEqual(parsePost(JSON.stringify(value)), value)));
  });

  it('is none with a property more, one less, or one that does not fit [R83]', () => {
    fc.assert(
      fc.property(post, fc.constantFrom('from', 'frames', 'heard', 'wait'), fc.constantFrom(null, -1, 1.5, 'x', {}, [1], true), (value, name, wrong) => {
        assert.equal(parsePost(JSON.stringify({ ...value, more: 1 })), null);
        assert.equal(parsePost(JSON.stringify({ ...value, [name]: undefined })), null);
        assert.equal(parsePost(JSON.stringify({ ...value, [name]: wrong })), null);
      }),
    );
    assert.equal(parsePost(JSON.stringify({ from: 1, frames: Array(65).fill(''), heard: 0, wait: 0 })), null);
  });

  it('is none, and no fault, whatever else comes', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (body) => assert.equal(parsePost(body), null)));
  });
});

describe('the answer to a post', () => {
  it('is read as it was written, without what is not known of it [R8]', () => {
    fc.assert(fc.property(answer, (value) => assert.deepEqual(parsePostAnswer({ ...value, more: 1 }), value)));
  });

  it('is none where something else has spoken, or a property does not fit', () => {
    fc.assert(fc.property(fc.jsonValue(), (input) => assert.equal(parsePostAnswer(input), null)));
    fc.assert(
      fc.property(answer, fc.constantFrom('id', 'taken', 'from', 'frames', 'closed'), fc.constantFrom(null, -1, 1.5, {}, [1], true), (value, name, wrong) => {
        assert.equal(parsePostAnswer({ ...value, [name]: wrong }), null);
      }),
    );
  });
});
