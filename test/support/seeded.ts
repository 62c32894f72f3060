import fc from 'fast-check';

/**
 * Import this before a property test: the same cases in every run, so that red is red for everyone. A failure prints
 * its seed and path. `FC_SEED=7 FC_RUNS=5000 node --test …` looks elsewhere, and longer.
 */
const seed = Number(process.env['FC_SEED'] ?? 20_261_122);
const runs = Number(process.env['FC_RUNS'] ?? 300);

fc.configureGlobal({ seed, numRuns: runs });

export { fc };
