import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ESLint } from 'eslint';
import noWordsInTemplates from '../config/no-words-in-templates.ts';
import { markup, outside, templates, waiting } from '../config/restrictions.ts';

const linter = new ESLint({
  overrideConfigFile: true,
  baseConfig: [
    {
      languageOptions: { ecmaVersion: 2024, sourceType: 'module' },
      plugins: { deskside: { rules: { 'no-words-in-templates': noWordsInTemplates } } },
      rules: { 'deskside/no-words-in-templates': 'error', 'no-restricted-syntax': ['error', ...markup, ...templates, ...outside, ...waiting] },
    },
  ],
});

async function complaints(code: string): Promise<readonly string[]> {
  const [result] = await linter.lintText(code);
  return (result?.messages ?? []).map(({ message }) => message);
}

const refused: readonly (readonly [string, string, RegExp])[] = [
  ['markup from a string', 'el.innerHTML = text;', /Text is text/],
  ['markup put beside', 'el.insertAdjacentHTML("beforeend", text);', /Text is text/],
  ['unsafeHTML', 'import { unsafeHTML } from "lit/directives/unsafe-html.js";', /nothing unsafe/],
  ['styleMap', 'import { styleMap } from "lit/directives/style-map.js";', /style attribute/],
  ['a style attribute', 'html`<p style="color: red">${x}</p>`;', /style attribute/],
  ['a style element', 'html`<style>p {}</style>`;', /static styles/],
  ['rem', 'css`p { font-size: 1.5rem; }`;', /use em/],
  ['a physical margin', 'css`p { margin-left: 1em; }`;', /Logical/],
  ['a physical place', 'css`p { left: 0; }`;', /Logical/],
  ['a physical alignment', 'css`p { text-align: right; }`;', /Logical/],
  ['a query of the window', 'css`@media (min-width: 600px) { p { color: red; } }`;', /container/],
  ['the clock of the machine', 'export const now = Date.now();', /Time comes in/],
  ['chance of the machine', 'export const x = Math.random();', /Chance comes in/],
  ['waiting', 'export const f = async () => { await g(); };', /synchronous/],
  ['words between tags', 'html`<button>Send</button>`;', /"Send"/],
  ['words beside an expression', 'html`<p>${n} new messages</p>`;', /"new messages"/],
  ['words in a label', 'html`<button aria-label="Send now">${icon}</button>`;', /"Send now"/],
  ['words as a placeholder', "html`<input placeholder='Message' />`;", /"Message"/],
];

const accepted: readonly (readonly [string, string])[] = [
  ['words from the locale', 'html`<button class="send" aria-label=${t.send} @click=${send}>${t.send}</button>`;'],
  ['signs that are no words', 'html`<span aria-hidden="true">· ${n} / ${m} &nbsp;</span>`;'],
  ['a comment', 'html`<!-- Kept for screen readers --><p>${x}</p>`;'],
  ['an arrow in an attribute', 'html`<button @click=${() => a > b}>${x}</button>`;'],
  ['a tag by variable', 'html`<${tag} class="card">${x}</${tag}>`;'],
  ['logical sides', 'css`p { margin-inline-start: 1em; inset-inline-end: 0; border-start-start-radius: 1px; }`;'],
];

describe('Lint', () => {
  for (const [what, code, reason] of refused) {
    it(`refuses ${what}`, async () => {
      assert.match((await complaints(code)).join('\n'), reason);
    });
  }
  for (const [what, code] of accepted) {
    it(`accepts ${what}`, async () => {
      assert.deepEqual(await complaints(code), []);
    });
  }
});
