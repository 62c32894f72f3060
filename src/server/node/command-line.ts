import { commandOptions, usage, UsageError } from './command-options.ts';
import { ConfigError } from './config.ts';
import { serve } from './serve-command.ts';
import { technician } from './technician-command.ts';
import { token } from './token-command.ts';

/** Runs a command; resolves with the process's exit code once there is nothing more to do but serve. */
export async function run(argv: readonly string[]): Promise<number> {
  const [command, ...rest] = argv;
  try {
    if (argv.includes('--help') || argv.includes('-h')) {
      console.log(usage);
      return 0;
    }
    switch (command) {
      case 'serve':
        await serve(commandOptions(rest));
        return 0;
      case 'token':
        console.log(await token(commandOptions(rest)));
        return 0;
      case 'technician':
        for (const line of await technician(rest[0], commandOptions(rest.slice(1)))) console.log(line);
        return 0;
      case 'help':
        console.log(usage);
        return 0;
      default:
        throw new UsageError(usage);
    }
  } catch (error) {
    if (error instanceof ConfigError) for (const fault of error.faults) console.error(fault);
    else if (error instanceof UsageError) console.error(error.message);
    else console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}
