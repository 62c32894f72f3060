import { createSecretKey } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import type { CheckedConfig } from '../config-schema.ts';
import { keptKey } from '../kept-key.ts';
import { signToken, type TokenRequest } from '../tokens.ts';
import { demoCustomers, issuer } from './customers.ts';

/** The `kid` of the demo's own key, which exists with `--demo` alone and lies in the data folder. */
const kid = 'demo';

/** Seconds for which a demo token holds: short, so that pages get to renew it. */
const lifetime = 15 * 60;

const demoKey = (config: CheckedConfig): Uint8Array => keptKey(join(config.data, 'demo.key'));

export function withDemoKey(config: CheckedConfig): CheckedConfig {
  return { ...config, signingKeys: { ...config.signingKeys, [kid]: { kty: 'oct', k: Buffer.from(demoKey(config)).toString('base64url') } } };
}

const id = v.pipe(v.string(), v.maxLength(200));
const body = v.union([v.object({ technician: id }), v.object({ customer: id, company: id })]);

interface Someone {
  readonly id: string;
  readonly name: string;
  readonly companies: readonly { readonly id: string; readonly name: string }[];
}

/**
 * `GET /demo/technicians` names the configuration's technicians; `POST /demo/token { technician }` signs one in without asking for
 * more, where a product asks for a password, and `{ customer, company }` one of the demo's customers.
 */
export function demoSignIn(config: CheckedConfig): (request: Request) => Promise<Response | null> {
  const key = createSecretKey(demoKey(config));
  const everyone = technicians(config);
  return async (request) => {
    const { pathname } = new URL(request.url);
    const headers = { 'Cache-Control': 'no-store' };
    if (pathname === `${config.prefix}demo/technicians` && request.method === 'GET') return Response.json(everyone, { headers });
    if (pathname !== `${config.prefix}demo/token` || request.method !== 'POST') return null;
    const asked = v.safeParse(body, await request.json().catch(() => null));
    if (!asked.success) return Response.json({ code: 'invalid' }, { status: 400, headers });
    const about = 'technician' in asked.output ? technicianToken(asked.output.technician, everyone) : customerToken(asked.output, config);
    if (!about) return Response.json({ code: 'not_found' }, { status: 404, headers });
    const token = await signToken(key, 'HS256', { ...about, kid, lifetime });
    return Response.json({ token }, { headers });
  };
}

type About = Omit<TokenRequest, 'kid' | 'lifetime'>;

function technicianToken(technician: string, everyone: readonly Someone[]): About | null {
  const found = everyone.find(({ id }) => id === technician);
  return found ? { subject: found.id, name: found.name, companies: found.companies.map(({ id }) => id) } : null;
}

function customerToken({ customer, company }: { readonly customer: string; readonly company: string }, { companies }: CheckedConfig): About | null {
  const found = demoCustomers.find(({ id }) => id === customer);
  if (!found || !Object.hasOwn(companies, company)) return null;
  const { id: subject, name, email } = found;
  return { role: 'customer', subject, name, email, issuer, companies: [company] };
}

function technicians({ companies }: CheckedConfig): readonly Someone[] {
  const all = Object.entries(companies).flatMap(([id, company]) => company.technicians.map((technician) => ({ technician, company: { id, name: company.name } })));
  const ids = [...new Set(all.map(({ technician }) => technician.id))];
  return ids.flatMap((id) => {
    const places = all.filter(({ technician }) => technician.id === id);
    const first = places[0];
    return first ? [{ id, name: first.technician.name, companies: places.map(({ company }) => company) }] : [];
  });
}
