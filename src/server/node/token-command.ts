import { createPrivateKey, createSecretKey, type JsonWebKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { numberOption, UsageError, type CommandOptions } from './command-options.ts';
import { ConfigError, readConfig } from './config.ts';
import type { CheckedConfig } from './config-schema.ts';
import { signToken, type TokenRequest } from './tokens.ts';

/**
 * Signs a technician's token, or with `--role customer` a customer's: with a shared secret of the configuration, or with the private key in the file `--key` whose
 * public part the configuration holds under `--kid`.
 */
export async function token(options: CommandOptions): Promise<string> {
  const { config: file, subject, company: companies = [] } = options;
  if (file === undefined || subject === undefined || companies.length === 0) throw new UsageError('token needs --config, --subject and --company');
  const config = await readConfig(file);
  const unknown = companies.find((company) => !Object.hasOwn(config.companies, company));
  if (unknown !== undefined) throw new ConfigError([`companies.${unknown}: is missing`]);
  const { role = 'technician', email, issuer } = options;
  if (role !== 'technician' && role !== 'customer') throw new UsageError('--role: must be technician or customer');
  const name = options.name ?? (role === 'technician' ? nameOf(config, subject) : undefined);
  const kid = options.kid ?? Object.keys(config.signingKeys)[0];
  const key = kid === undefined ? undefined : config.signingKeys[kid];
  if (kid === undefined || !key) throw new ConfigError([`signingKeys.${kid ?? ''}: is missing`]);
  const lifetime = numberOption('hours', options.hours ?? '12', 24 * 365) * 3_600;
  const request: TokenRequest = { kid, role, subject, companies, lifetime, ...(name !== undefined && { name }), ...(email !== undefined && { email }), ...(issuer !== undefined && { issuer }) };
  if ('secret' in key) return signToken(createSecretKey(Buffer.from(String(key.secret))), 'HS256', request);
  if (key.kty === 'oct') return signToken(createSecretKey(Buffer.from(key.k, 'base64url')), 'HS256', request);
  if (options.key === undefined) throw new UsageError(`signingKeys.${kid} is a public key: --key names the file of its private one (a JWK)`);
  const jwk = JSON.parse(await readFile(options.key, 'utf8')) as JsonWebKey;
  return signToken(createPrivateKey({ key: jwk, format: 'jwk' }), key.kty === 'OKP' ? 'EdDSA' : 'RS256', request);
}

function nameOf(config: CheckedConfig, subject: string): string | undefined {
  return Object.values(config.companies)
    .flatMap(({ technicians }) => technicians)
    .find(({ id }) => id === subject)?.name;
}
