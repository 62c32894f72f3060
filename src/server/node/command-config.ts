import { resolve } from 'node:path';
import { UsageError, type CommandOptions } from './command-options.ts';
import { readConfig } from './config.ts';
import type { CheckedConfig } from './config-schema.ts';
import { demoConfig } from './demo/companies.ts';

/** The configuration that a command names, or the demo's. @throws ConfigError, and UsageError if it names none. */
export async function configOf(command: string, { config: file, data, demo }: CommandOptions): Promise<CheckedConfig> {
  if (file === undefined && demo !== true) throw new UsageError(`${command} needs --config, or --demo`);
  const config = file === undefined ? demoConfig : await readConfig(file);
  return { ...config, data: resolve(data ?? config.data) };
}
