import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseClientFrame, parsePost, parsePostAnswer, parseServerFrame } from '../../src/protocol/schemas.ts';

const text = readFileSync(new URL('../../docs/protocol.md', import.meta.url), 'utf8');
const names: Readonly<Record<string, string>> = { SECRET: 'a1'.repeat(32), LANE: 'b2'.repeat(16), KEY: 'c3'.repeat(16), ID: 'd4'.repeat(32) };
const all = [...text.matchAll(/^([→←]) (.+)$/gm)].map(([, from = '', line = '']) => ({ from, frame: line.replace(/\b(?:SECRET|LANE|KEY|ID)\b/g, (name) => names[name] ?? name) }));
const isPost = ({ frame }: { readonly frame: string }): boolean => frame.includes('"frames":');
const lines = all.filter((line) => !isPost(line));

describe('The example in docs/protocol.md', () => {
  it('is read to the last property by the side it is for', () => {
    assert.ok(lines.length > 10);
    for (const { from, frame } of lines) {
      const result = parseClientFrame(frame);
      const read = from === '←' ? parseServerFrame(frame) : result.ok ? result.frame : null;
      assert.deepEqual(read, JSON.parse(frame), frame);
    }
  });

  it('is read so where frames go by posts', () => {
    const posts = all.filter(isPost);
    assert.equal(posts.length, 4);
    for (const { from, frame } of posts) assert.deepEqual(from === '←' ? parsePostAnswer(JSON.parse(frame)) : parsePost(frame), JSON.parse(frame), frame);
  });

  it('has each kind of question and answer that a client begins with', () => {
    const types = new Set(lines.map(({ frame }) => (JSON.parse(frame) as { type: string }).type));
    for (const type of ['hello', 'welcome', 'command', 'answer', 'open', 'opened', 'event', 'query', 'rows', 'sync', 'heads', 'lane']) assert.ok(types.has(type), type);
  });
});
