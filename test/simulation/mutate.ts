import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { mutants } from './mutants.ts';

/** Loaded by --import: puts the mutant named by MUTANT into the source as it is read. Nothing on disk changes. */
const mutant = mutants.find(({ name }) => name === process.env['MUTANT']);
if (!mutant) throw new Error(`No such mutant: ${String(process.env['MUTANT'])}`);
const target = new URL(`../../${mutant.file}`, import.meta.url).href;

registerHooks({
  load(url, context, next) {
    if (url !== target) return next(url, context);
    const source = readFileSync(fileURLToPath(url), 'utf8');
    if (source.split(mutant.find).length !== 2) throw new Error(`${mutant.file} does not hold this exactly once: ${mutant.find}`);
    return { format: 'module-typescript', shortCircuit: true, source: source.replace(mutant.find, () => mutant.replace) };
  },
});
