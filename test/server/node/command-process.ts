import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** The command line as a process of its own, from the sources. */
export class CommandProcess {
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly lines: string[] = [];
  readonly errors: string[] = [];
  #waiting: (() => void)[] = [];

  constructor(args: readonly string[], cwd = process.cwd()) {
    const cli = new URL('../../../src/server/node/cli.ts', import.meta.url).pathname;
    this.process = spawn(process.execPath, [cli, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const { stdout, stderr } = this.process;
    if (!stdout || !stderr) throw new Error('no output');
    createInterface(stdout).on('line', (line) => {
      this.lines.push(line);
      for (const look of this.#waiting) look();
    });
    createInterface(stderr).on('line', (line) => void this.errors.push(line));
    this.ended = once(this.process, 'close').then(([code]) => code as number | null);
  }

  /** Resolves with the address once it listens. */
  async listening(): Promise<string> {
    const line = await Promise.race([this.line(/^deskside listening on /), this.ended.then((code) => Promise.reject(new Error(`ended with ${code}: ${this.errors.join('\n')}`)))]);
    return line.slice('deskside listening on '.length).replace('localhost', '127.0.0.1');
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.process.kill(signal);
    await this.ended;
  }

  /** The first line that fits, whether it has come or will. */
  line(pattern: RegExp): Promise<string> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.lines.find((line) => pattern.test(line));
        if (found !== undefined) resolve(found);
      };
      this.#waiting.push(look);
      look();
    });
  }
}
