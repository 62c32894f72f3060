import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CheckedConfig } from '../config-schema.ts';
import { demoCustomers } from './customers.ts';
import { escape } from './escape.ts';
import type { Mailbox } from './mailbox.ts';
import { messageItems } from './mailbox-page.ts';

/** What the build has made, whether this runs from it or from the sources. */
const built = new URL(import.meta.url.endsWith('.ts') ? '../../../../dist/' : '../../../', import.meta.url);

const mediaTypes: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

/** The demo's pages under the strictest policy that deskside runs with, and the scripts they load. */
export function demoPages(config: CheckedConfig, mailbox: Mailbox): (request: Request) => Promise<Response | null> {
  const base = config.prefix;
  return async (request) => {
    const url = new URL(request.url);
    if (!url.pathname.startsWith(base) || (request.method !== 'GET' && request.method !== 'HEAD')) return null;
    const path = url.pathname.slice(base.length);
    const asset = /^(cdn|demo)\/((?:chunks\/)?[\w.-]+\.(?:js|css|svg))$/.exec(path);
    if (asset) return file(`${asset[1] ?? ''}/${asset[2] ?? ''}`);
    const page = path === 'mailbox' ? { file: 'mailbox', values: {}, markup: { messages: messageItems(mailbox.messages) } } : pageAt(path, url.searchParams, config);
    return page && render(page, url, base);
  };
}

interface Page {
  readonly file: string;
  readonly status?: number;
  readonly values: Readonly<Record<string, string>>;
  /** For what stands between three braces: markup of our own making. */
  readonly markup?: Readonly<Record<string, string>>;
}

function pageAt(path: string, asked: URLSearchParams, { companies }: CheckedConfig): Page | null {
  const company = /^portal\/([a-z0-9-]+)$/.exec(path)?.[1];
  const settings = company !== undefined && Object.hasOwn(companies, company) ? companies[company] : undefined;
  if (path === '') return { file: 'index', values: {} };
  if (company !== undefined) {
    const customer = demoCustomers.find(({ id }) => id === asked.get('customer'));
    const values = { company, name: settings?.name ?? company, customer: customer?.id ?? '', customerName: customer?.name ?? '' };
    // The portal itself says that there is no such company, in the reader's language.
    return { file: 'portal', values, status: settings ? 200 : 404 };
  }
  if (path === 'local' || path === 'console') return { file: path, values: {} };
  return null;
}

async function render({ file: name, status = 200, values, markup = {} }: Page, url: URL, base: string): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  const lang = /^(?:en|de)$/.exec(url.searchParams.get('lang') ?? '')?.[0] ?? 'en';
  const scheme = /^(?:light|dark)$/.exec(url.searchParams.get('scheme') ?? '')?.[0] ?? '';
  const known: Readonly<Record<string, string>> = { ...values, base, nonce, lang, scheme, origin: url.origin };
  const template = await readFile(new URL(`demo/${name}.html`, built), 'utf8').catch(() => null);
  if (template === null) return new Response('The demo is not built: npm run build\n', { status: 503, headers: { 'Content-Type': 'text/plain' } });
  const body = template.replace(/\{\{\{(\w+)\}\}\}|\{\{(\w+)\}\}/g, (_all, raw: string | undefined, key = '') => (raw === undefined ? escape(known[key as string] ?? '') : (markup[raw] ?? '')));
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', ...policy(url, nonce) };
  return new Response(body, { status, headers });
}

function policy({ host }: URL, nonce: string): Record<string, string> {
  const rules = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'nonce-${nonce}'`,
    `connect-src 'self' ws://${host} wss://${host}`,
    "img-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types deskside',
  ];
  return { 'Content-Security-Policy': rules.join('; '), 'X-Content-Type-Options': 'nosniff' };
}

async function file(path: string): Promise<Response | null> {
  const body = await readFile(fileURLToPath(new URL(path, built))).catch(() => null);
  // A chunk's name changes with its content.
  const cached = path.includes('/chunks/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  return body && new Response(body, { headers: { 'Content-Type': `${mediaTypes[extname(path)] ?? 'text/plain'}; charset=utf-8`, 'Cache-Control': cached, 'X-Content-Type-Options': 'nosniff' } });
}
