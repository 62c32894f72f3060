import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseClientFrame, parseServerFrame } from '../../src/protocol/schemas.ts';

const text = readFileSync(new URL('../../docs/protocol.md', import.meta.url), 'utf8');
const names: Readonly<Record<string, string>> = { SECRET: 'a1'.repeat(32), LANE: 'b2'.repeat(16), KEY: 'c3'.repeat(16) };
const lines = [...text.matchAll(/^([→←]) (.+)$/gm)].map(([, from = '', line = '']) => ({ from, frame: line.replace(/\b(?:SECRET|LANE|KEY)\b/g, (name) => names[name] ?? name) }));

describe('The example in docs/protocol.md', () => {
  it('is read to the last property by the side it is for', () => {
    assert.ok(lines.length > 10);
    for (const { from, frame } of lines) {
      const result = parseClientFrame(frame);
      const read = from === '←' ? parseServerFrame(frame) : result.ok ? result.frame : null;
      assert.deepEqual(read, JSON.parse(frame), frame);
    }
  });

  it('has each kind of question and answer that a client begins with', () => {
    const types = new Set(lines.map(({ frame }) => (JSON.parse(frame) as { type: string }).type));
    for (const type of ['hello', 'welcome', 'command', 'answer', 'open', 'opened', 'event', 'query', 'rows', 'sync', 'heads', 'lane']) assert.ok(types.has(type), type);
  });
});
