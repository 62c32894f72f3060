import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What every start of Chromium in the tests needs to run without a display, also as root and in a container. */
export const chromiumFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
];

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/**
 * The path of a Chrome or Chromium: `CHROME_PATH`, else the first in PATH. On Debian or Ubuntu as root one is
 * installed if there is none.
 * @throws Error whose message is one line that says what to do.
 */
export function findChromium(): string {
  const named = process.env['CHROME_PATH'];
  if (named) {
    if (works(named)) return named;
    throw new Error(`CHROME_PATH is ${named}, and that cannot be run: set it to a Chrome or Chromium.`);
  }
  const found = inPath();
  if (found) return found;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    console.log('No Chrome or Chromium found: installing one with apt-get');
    const apt = (...args: string[]) => spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=120', '-qq', '-y', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    apt('update');
    apt('install', '--no-install-recommends', 'chromium');
    const installed = inPath();
    if (installed) return installed;
  }
  throw new Error('The browser tests need Chrome or Chromium: install one, or set CHROME_PATH to where it is.');
}

function inPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => executable(path) && works(path));
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Some systems have a stub of that name that only says how to install the browser. */
function works(path: string): boolean {
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}
