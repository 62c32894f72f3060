import { writeFileSync } from 'node:fs';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromiumFlags, findChromium } from '../support/chromium.ts';
import { slowness } from '../support/slowness.ts';

const root = new URL('../../', import.meta.url).pathname;

/** nanostores asks for `process.env.NODE_ENV` without looking whether there is a process. */
const nodeEnvironment = {
  name: 'node-environment',
  transform(context) {
    if (!context.response.is('js') || !context.body.includes('process.env.NODE_ENV')) return undefined;
    return { body: context.body.replaceAll('process.env.NODE_ENV', '"test"') };
  },
};

/** Writes how many tests there were into the file that the test command reads. */
const counting = {
  stop({ sessions }) {
    const file = process.env.COUNTS_FILE;
    if (!file) return;
    const counts = { passed: 0, failed: 0, skipped: 0 };
    for (const session of sessions) {
      const tests = session.testResults ? flatten(session.testResults) : [];
      for (const test of tests) counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1;
      // A file that did not load, holds no test or threw outside of one has failed, whatever its tests say.
      const broken = tests.length === 0 || session.errors.length > 0 || (!session.passed && tests.every((test) => test.passed || test.skipped));
      if (broken) counts.failed += 1;
    }
    writeFileSync(file, JSON.stringify(counts));
  },
};

function flatten(suite) {
  return [...suite.tests, ...suite.suites.flatMap(flatten)];
}

export default {
  rootDir: root,
  nodeResolve: { exportConditions: ['browser', 'development'] },
  concurrency: 2,
  browsers: [
    chromeLauncher({
      // A window for each file: in a tab behind another there are no frames, and nothing is ever seen.
      createPage: async ({ context }) => {
        const page = await context.newPage({ type: 'window' });
        if (slowness > 1) await page.emulateCPUThrottling(slowness);
        return page;
      },
      launchOptions: { executablePath: findChromium(), headless: true, args: [...chromiumFlags] },
    }),
  ],
  plugins: [nodeEnvironment, esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${root}tsconfig.json` })],
  testFramework: { config: { ui: 'bdd', timeout: 20_000 * slowness } },
  testsFinishTimeout: 120_000 * slowness,
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false }), counting],
};
