import { globSync } from 'node:fs';

/** One thing to run. */
export interface Step {
  /** What `--only` names; several steps may share it. */
  readonly group: Group;
  readonly name: string;
  readonly command: readonly string[];
  /** A check counts as one; tests report how many they are. */
  readonly counts: 'check' | 'tests';
  /** How many of the machine's two processors it keeps busy. */
  readonly weight: 1 | 2;
  /** Needs the built package. */
  readonly needsBuild?: boolean;
}

export const groups = ['build', 'types', 'lint', 'layers', 'node', 'browser', 'package', 'e2e'] as const;
export type Group = (typeof groups)[number];

export function isGroup(text: string): text is Group {
  return (groups as readonly string[]).includes(text);
}

/** What a check has found out is kept, so that the next run looks only at what is other; a clean clone looks at everything. */
const kept = (name: string): string => `node_modules/.cache/deskside/${name}`;
const types = (config: string): readonly string[] => ['tsc', '-p', config, '--incremental', '--tsBuildInfoFile', kept(`${config.replaceAll('/', '.')}.tsbuildinfo`)];

const check = (group: Group, name: string, command: readonly string[], needsBuild = false): Step => ({ group, name, command, counts: 'check', weight: 1, needsBuild });

/** @param atOnce files that run at once. */
function nodeTests(group: Group, name: string, files: readonly string[], needsBuild: boolean, atOnce = 2): Step {
  const command = ['node', '--test', `--test-concurrency=${String(atOnce)}`, '--test-timeout=300000', '--disable-warning=ExperimentalWarning'];
  const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout', '--test-reporter=./test/runner/count-node-tests.mjs'];
  return { group, name, command: [...command, ...reporters, '--test-reporter-destination=$COUNTS_FILE', ...files], counts: 'tests', weight: 2, needsBuild };
}

/**
 * All steps, in the order in which they are begun: what others wait for first, then what finds most faults soonest.
 * @param filter parts of paths; if any is given, only test files with one of them in their path are run.
 */
export function allSteps(filter: readonly string[]): readonly Step[] {
  const wanted = (file: string) => filter.length === 0 || filter.some((part) => file.includes(part));
  const files = (pattern: string) => globSync(pattern).filter(wanted).sort();
  const ofPackage = files('test/package/**/*.test.ts');
  const ofNode = files('test/**/*.test.ts').filter((file) => !ofPackage.includes(file));
  const ofBrowser = files('test/**/*.browser.ts');
  const flows = files('test/e2e/**/*.e2e.ts');
  const layers = globSync('test/config/tsconfig.*.json')
    .filter((file) => !file.endsWith('.build.json'))
    .sort();
  return [
    check('build', 'build', ['npm', 'run', 'build', '--silent']),
    check('types', 'types of everything', types('tsconfig.json')),
    ...layers.map((file) => check('types', `types: ${file.slice('test/config/tsconfig.'.length, -'.json'.length)}`, types(file))),
    check('lint', 'lint', ['eslint', '.', '--max-warnings=0', '--cache', '--cache-strategy', 'content', '--cache-location', kept('eslint')]),
    check('layers', 'layers', ['depcruise', '--config', 'test/config/layers.mjs', 'src', 'demo']),
    nodeTests('node', 'tests under Node', ofNode, false),
    { group: 'browser', name: 'tests in the browser', command: ['web-test-runner', '--config', 'test/config/web-test-runner.config.mjs', '--files', ...ofBrowser], counts: 'tests', weight: 2 },
    check('package', 'package is well formed', ['publint', '--strict'], true),
    check('package', 'types resolve', ['attw', '--pack', '.', '--profile', 'esm-only', '--format', 'ascii', '--no-color', '--no-emoji'], true),
    nodeTests('package', 'package in use', ofPackage, true),
    // They wait for one another's pages more than they compute.
    nodeTests('e2e', 'flows', flows, true, 3),
  ];
}
