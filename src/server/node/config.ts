import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { configSchema, type CheckedConfig } from './config-schema.ts';
import type { ServerConfig } from './config-types.ts';

/** Gives an own configuration module its types: `export default defineConfig({ … })`. */
export function defineConfig(config: ServerConfig): ServerConfig {
  return config;
}

/** Everything that is wrong with a configuration, one line each: its path, a colon, what it must be. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

/** @throws ConfigError with all faults at once. */
export function checkConfig(config: unknown): CheckedConfig {
  const result = v.safeParse(configSchema, config);
  if (result.success) return result.output;
  throw new ConfigError(result.issues.map((issue) => `${pathOf(issue)}: ${messageOf(issue)}`));
}

/**
 * Reads a configuration from a `.json` file or a module's default export. A relative `data` folder is one beside the file.
 * @throws ConfigError also if the file cannot be read.
 */
export async function readConfig(file: string): Promise<CheckedConfig> {
  const path = resolve(file);
  const config = checkConfig(await contents(path, file));
  return { ...config, data: resolve(dirname(path), config.data) };
}

async function contents(path: string, name: string): Promise<unknown> {
  try {
    if (/\.[cm]?[jt]s$/.test(path)) {
      const module = (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>;
      return module['default'];
    }
    const parsed: unknown = JSON.parse(await readFile(path, 'utf8'));
    return parsed;
  } catch (error) {
    throw new ConfigError([`${name}: ${error instanceof SyntaxError ? `is no JSON (${error.message})` : 'cannot be read'}`]);
  }
}

function messageOf(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'is not known here';
  if (issue.received === 'undefined') return 'is missing';
  return issue.message;
}

function pathOf(issue: v.BaseIssue<unknown>): string {
  const keys = (issue.path ?? []).map(({ key }) => key);
  const path = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return path === '' ? 'configuration' : path.replace(/^\./, '');
}
