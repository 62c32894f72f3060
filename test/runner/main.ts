import { parseArgs } from 'node:util';
import { findChromium } from '../support/chromium.ts';
import { runAll } from './schedule.ts';
import { allSteps, groups, isGroup } from './steps.ts';
import { line, sum } from './tally.ts';

/** Runs what is asked for, all of it by default; returns the exit code. The last line printed is the tally. */
export async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { only: { type: 'string' }, verbose: { type: 'boolean', default: false } },
  });
  const asked = values.only?.split(',') ?? [...groups];
  const unknown = asked.filter((name) => !isGroup(name));
  if (unknown.length > 0) {
    console.error(`No such step: ${unknown.join(', ')}. There are: ${groups.join(', ')}.`);
    console.log(line({ passed: 0, failed: 1 }));
    return 1;
  }
  const steps = allSteps(positionals).filter((step) => asked.includes(step.group));
  const tallies = [];
  if (steps.some((step) => step.group === 'browser' || step.group === 'e2e')) {
    try {
      process.env['CHROME_PATH'] = findChromium();
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      tallies.push({ passed: 0, failed: 1 });
    }
  }
  tallies.push(...(await runAll(steps, { live: values.verbose || values.only !== undefined })));
  const total = sum(tallies);
  console.log(line(total));
  return total.failed === 0 ? 0 : 1;
}
