import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

// docs/decisions/023-type-scale.md
const scale = ['0.8125em', '0.875em', '1em', '1.125em', '1.375em'];
/** What is smaller than what it stands in: 13 of 14. */
const within = ['0.9286em'];
/** What follows the page or its surroundings; a field is no smaller than 16 pixels, or a phone zooms to it. */
const given = ['inherit', 'medium', 'var(--support-font-size, medium)', 'var(--support-font-size, inherit)', 'max(16px, 1em)'];

const declared = (property: string): readonly (readonly [file: string, value: string])[] =>
  globSync('src/{styles,elements}/**/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(new RegExp(`^\\s+${property}: ([^;]+);$`, 'gm'))].map(([, value = '']) => [file, value] as const),
  );

describe('type', () => {
  it('has five sizes', () => {
    const sizes = declared('font-size');
    const faces = sizes.filter(([file, value]) => file.endsWith('request-header.styles.ts') && value === '0.8462em');
    const others = sizes.filter((one) => !faces.includes(one));
    assert.ok(others.length > 50);
    assert.deepEqual(
      others.filter(([, value]) => ![...scale, ...within, ...given].includes(value)),
      [],
    );
  });

  it('has two weights', () => {
    const weights = declared('font-weight');
    assert.ok(weights.length > 20);
    assert.deepEqual(
      weights.filter(([, value]) => !['400', '600', 'inherit'].includes(value)),
      [],
    );
  });
});
