import assert from 'node:assert/strict';
import { readFileSync, globSync } from 'node:fs';
import { describe, it } from 'node:test';
import { pathOf, type IconNode } from '../../src/elements/icon.ts';

describe('An icon', () => {
  it('is one path, whatever shapes it was drawn with', () => {
    assert.equal(pathOf('path', { d: 'M5 12h14' }), 'M5 12h14');
    assert.equal(pathOf('path', { d: 'm9 12 2 2 4-4' }), 'M0 0m9 12 2 2 4-4');
    assert.equal(pathOf('circle', { cx: '12', cy: '12', r: '10' }), 'M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0');
    assert.equal(pathOf('line', { x1: '12', x2: '12.01', y1: '16', y2: '16' }), 'M12 16L12.01 16');
    assert.equal(pathOf('rect', { x: '3', y: '11', width: '18', height: '11', rx: '2', ry: '2' }), 'M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-7a2 2 0 0 1 2 -2z');
  });

  it('has all of its shapes: every icon that is used can be drawn', async () => {
    const used = new Set(globSync('src/elements/**/*.ts').flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/'(lucide\/dist\/esm\/icons\/[\w-]+\.mjs)'/g)].map(([, name]) => name ?? '')));
    assert.ok(used.size > 40);
    for (const name of used) {
      const { default: node } = (await import(name)) as { default: IconNode };
      // A path that began with a small m would go on from where the shape before it ended.
      for (const [shape, attributes] of node) assert.match(pathOf(shape, attributes), /^M/, name);
    }
  });
});
