/**
 * How many times slower than this machine the pages of tests compute: `SLOW=6 npm test -- --only browser,e2e`. A test that acts before
 * what it acts on is there, or looks before what it looks for has come, fails then.
 */
export const slowness = Number(process.env['SLOW'] ?? 1);
