import { createSecretKey } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import type { CheckedConfig } from '../config-schema.ts';
import { keptKey } from '../kept-key.ts';
import { signToken } from '../tokens.ts';

/** The `kid` of the demo's own key, which exists with `--demo` alone and lies in the data folder. */
const kid = 'demo';

/** Seconds for which a demo token holds: short, so that pages get to renew it. */
const lifetime = 15 * 60;

const demoKey = (config: CheckedConfig): Uint8Array => keptKey(join(config.data, 'demo.key'));

export function withDemoKey(config: CheckedConfig): CheckedConfig {
  return { ...config, signingKeys: { ...config.signingKeys, [kid]: { kty: 'oct', k: Buffer.from(demoKey(config)).toString('base64url') } } };
}

const body = v.object({ technician: v.pipe(v.string(), v.maxLength(200)) });

interface Someone {
  readonly id: string;
  readonly name: string;
  readonly companies: readonly { readonly id: string; readonly name: string }[];
}

/**
 * `GET /demo/technicians` names the configuration's technicians; `POST /demo/token { technician }` signs one in without asking for
 * more, where a product asks for a password.
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
    const found = everyone.find(({ id }) => id === asked.output.technician);
    if (!found) return Response.json({ code: 'not_found' }, { status: 404, headers });
    const companies = found.companies.map(({ id }) => id);
    const token = await signToken(key, 'HS256', { kid, subject: found.id, name: found.name, companies, lifetime });
    return Response.json({ token }, { headers });
  };
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
