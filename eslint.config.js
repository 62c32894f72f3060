import { defineConfig, globalIgnores } from 'eslint/config';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import ts from 'typescript-eslint';
import noWordsInTemplates from './test/config/no-words-in-templates.ts';
import { markup, outside, templates, waiting } from './test/config/restrictions.ts';

const typescript = ['src/**/*.ts', 'demo/**/*.ts', 'test/**/*.ts'];
const pure = ['src/domain/**', 'src/protocol/**', 'src/server/core/**'];
const inPage = ['src/elements/**', 'src/styles/**', 'src/define/**'];

/** Suites and tests of node:test give promises that the runner itself waits for. */
const awaitedByTheRunner = ['describe', 'it', 'test', 'suite', 'before', 'after', 'beforeEach', 'afterEach'].map((name) => ({ from: 'package', name, package: 'node:test' }));

export default defineConfig(
  globalIgnores(['dist/', 'site/', 'docs/api/', 'coverage/', 'node_modules/', '**/*.d.ts']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    rules: {
      eqeqeq: ['error', 'always'],
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-self-compare': 'error',
      'no-unreachable': 'error',
      'no-debugger': 'error',
      'no-dupe-keys': 'error',
      'no-constant-condition': ['error', { checkLoops: 'allExceptWhileTrue' }],
      'no-cond-assign': 'error',
      'no-unsafe-finally': 'error',
      'no-sparse-arrays': 'error',
      'no-useless-escape': 'error',
    },
  },
  {
    files: typescript,
    extends: [ts.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Lit binds handlers by itself.
      '@typescript-eslint/unbound-method': 'off',
      // Code points are what folding and limits count.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // A port's method is asynchronous also where one implementation has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  { files: ['src/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...markup], 'no-console': ['error', { allow: ['warn'] }], 'max-lines': ['error', { max: 400 }] } },
  {
    files: ['src/client/**/*.ts'],
    ignores: ['src/client/*-environment.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...markup, ...outside],
      'no-restricted-globals': ['error', 'window', 'document', 'navigator', 'location', 'setTimeout', 'setInterval', 'localStorage', 'sessionStorage', 'indexedDB', 'fetch', 'crypto', 'performance'],
    },
  },
  { files: pure.map((folder) => `${folder}/*.ts`), rules: { 'no-restricted-syntax': ['error', ...markup, ...outside, ...waiting] } },
  { files: ['src/server/host/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...markup, ...outside] } },
  { files: ['src/server/node/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: inPage.map((folder) => `${folder}/*.ts`),
    extends: [lit.configs['flat/recommended'], wc.configs['flat/best-practice'], litA11y.configs.recommended],
    plugins: { deskside: { rules: { 'no-words-in-templates': noWordsInTemplates } } },
    settings: { wc: { elementBaseClasses: ['LitElement', 'SupportElement'] } },
    rules: {
      'deskside/no-words-in-templates': 'error',
      'no-restricted-syntax': ['error', ...markup, ...templates],
      'no-restricted-imports': ['error', { name: 'lit/decorators.js', message: 'elements/decorators.ts has them, without what nobody calls.' }],
      'no-restricted-globals': ['error', 'location', 'history', 'localStorage', 'sessionStorage', 'indexedDB', 'fetch', 'WebSocket', 'alert', 'confirm', 'prompt'],
      // Safari takes the role from lists and tables that are styled as none; the role gives it back.
      'lit-a11y/no-redundant-role': 'off',
      'lit/attribute-names': ['error', { convention: 'kebab' }],
      'lit/no-invalid-escape-sequences': 'error',
      'lit/no-legacy-imports': 'error',
      'lit/no-this-assign-in-render': 'error',
      'lit/no-useless-template-literals': 'error',
      'lit/no-value-attribute': 'error',
      'lit/prefer-nothing': 'error',
      'lit/prefer-static-styles': 'error',
      'lit/quoted-expressions': ['error', 'never'],
    },
  },
  // Tag names of our own making, never of anybody's text.
  { files: ['src/elements/private-tags.ts'], rules: { 'no-restricted-syntax': ['error', ...markup.filter(({ selector }) => !selector.includes('unsafeStatic')), ...templates] } },
  {
    files: ['test/**/*.ts', 'src/testing/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: awaitedByTheRunner }],
      '@typescript-eslint/no-dynamic-delete': 'off',
      'no-console': 'off',
    },
  },
  // Expectations of chai are properties, and typed as promises by its plug-ins although only `accessible` is one.
  { files: ['test/**/*.browser.ts'], rules: { '@typescript-eslint/no-unused-expressions': 'off', '@typescript-eslint/no-floating-promises': 'off' } },
);
