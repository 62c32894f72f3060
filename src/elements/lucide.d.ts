// lucide has no types for its single icons, and its index would have a page without a bundler load all 1,700.
declare module 'lucide/dist/esm/icons/*.mjs' {
  const node: readonly (readonly [string, Readonly<Record<string, string | number | undefined>>])[];
  export default node;
}
