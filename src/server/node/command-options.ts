import { parseArgs } from 'node:util';

export const usage = `deskside serve --config deskside.json [--port 8787] [--host 0.0.0.0] [--data folder]
deskside serve --demo [--port 8787] [--data folder]
deskside token --config deskside.json --subject anna --company acme [--company globex] [--name Anna] [--hours 12] [--kid site] [--key private.jwk.json]
deskside token --config deskside.json --role customer --subject 4711 --company acme [--name Kim] [--email kim@shop.example] [--issuer shop.example]
deskside technician list --config deskside.json --company acme
deskside technician add|rename --config deskside.json --company acme --id anna --name "Anna Berg"
deskside technician enable|disable|promote|demote --config deskside.json --company acme --id anna`;

/** Wrong use of the command line; its message is what to print. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface CommandOptions {
  readonly config?: string;
  readonly port?: string;
  readonly host?: string;
  readonly data?: string;
  readonly demo?: boolean;
  readonly subject?: string;
  readonly company?: readonly string[];
  readonly role?: string;
  readonly name?: string;
  readonly email?: string;
  readonly issuer?: string;
  readonly hours?: string;
  readonly kid?: string;
  readonly key?: string;
  readonly id?: string;
}

export function commandOptions(args: readonly string[]): CommandOptions {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        config: text,
        port: text,
        host: text,
        data: text,
        demo: { type: 'boolean' },
        subject: text,
        company: { type: 'string', multiple: true },
        role: text,
        name: text,
        email: text,
        issuer: text,
        hours: text,
        kid: text,
        key: text,
        id: text,
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : ''}\n${usage}`);
  }
}

/** A whole number in a range, or a fault that names the option. */
export function numberOption(name: string, value: string, most: number): number {
  if (!/^\d{1,9}$/.test(value) || Number(value) > most) throw new UsageError(`--${name}: must be a whole number up to ${most}`);
  return Number(value);
}
