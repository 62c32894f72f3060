import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import type { CompanySettings } from '../../protocol/frames.ts';
import { postBytes } from '../../protocol/posts.ts';
import type { DeskStore } from '../core/store.ts';
import type { BlobStore } from '../host/blobs.ts';
import { readCredentials } from './credentials.ts';
import { download } from './downloads.ts';
import { fetchable } from './fetchable.ts';
import type { OriginCheck } from './origins.ts';
import { ended, type Posts } from './posts.ts';
import type { Ticket } from './tickets.ts';
import type { TokenVerifier } from './tokens.ts';
import { answer } from './upload-answers.ts';
import type { Uploads } from './uploads.ts';

/** What the routes need of a desk. */
export interface RoutedDesk {
  readonly store: DeskStore;
  readonly blobs: BlobStore;
  readonly uploads: Uploads;
  settings(): CompanySettings;
}

export interface RouteOptions {
  readonly prefix: string;
  readonly allows: OriginCheck;
  /** The desk of a company, opened if it is not yet, or null if there is none of that name. */
  desk(company: string): RoutedDesk | null;
  openTicket(text: string): Ticket | null;
  readonly verify: TokenVerifier;
  readonly posts: Posts;
  /** Whether an address posts too much. @param bytes of one more post. */
  tooMuch(address: string, bytes: number): boolean;
  /** Whether an address begins too many uploads. */
  tooMany(address: string): boolean;
  onFault(error: unknown): void;
}

/** What is known of a request beside itself. */
export interface RequestContext {
  /** The address it came from; empty if unknown. */
  readonly address: string;
}

/** Everything that is no WebSocket. A stranger's object and a missing one answer alike: 404. */
export function routes(options: RouteOptions): (request: Request, context: RequestContext) => Promise<Response> {
  const { allows, desk, openTicket, verify, posts, tooMuch, tooMany, onFault } = options;
  const app = new Hono<{ Bindings: RequestContext }>().basePath(options.prefix);

  app.use(async (c, next) => {
    const host = c.req.header('host');
    const middleware = cors({
      origin: (origin) => (allows(origin, host) ? origin : null),
      allowMethods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
      allowHeaders: ['Authorization', 'Content-Type', 'Tus-Resumable', 'Upload-Length', 'Upload-Metadata', 'Upload-Offset', 'Upload-Checksum', 'X-HTTP-Method-Override', 'If-None-Match'],
      exposeHeaders: ['Location', 'Tus-Resumable', 'Upload-Length', 'Upload-Offset', 'Upload-Expires', 'Tus-Version', 'Tus-Extension', 'Tus-Max-Size', 'Tus-Checksum-Algorithm', 'ETag', 'Retry-After'],
      maxAge: 86_400,
    });
    const answered = await middleware(c, next);
    const company = /\/desks\/([^/]+)\/files\/?$/.exec(c.req.path)?.[1];
    // What is asked of tus before anything else comes as the question that browsers ask of origins [R116].
    if (answered && company !== undefined) for (const [name, value] of Object.entries(desk(company)?.uploads.abilities ?? {})) answered.headers.set(name, value);
    return answered;
  });

  app.get('/healthz', (c) => c.text('ok'));

  app.get('/desks/:company/settings', (c) => {
    const found = desk(c.req.param('company'));
    if (!found) return answer('not_found');
    const body = JSON.stringify(found.settings());
    const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    c.header('ETag', tag);
    c.header('Cache-Control', 'no-cache');
    if (c.req.header('if-none-match')?.includes(tag)) return c.body(null, 304);
    return c.body(body, 200, { 'Content-Type': 'application/json' });
  });

  app.post('/desks/:company/frames', async (c, next) => {
    // A plain text is posted by any page without asking first, so it is here that a stranger's is turned away.
    if (!allows(c.req.header('origin'), c.req.header('host'))) return answer('forbidden');
    // Before it is read: what is no post costs as much to find out as one.
    const length = Number(c.req.header('content-length') ?? postBytes);
    return tooMuch(c.env.address, Number.isFinite(length) ? length : postBytes) ? answer('rate_limited') : next();
  });
  app.post('/desks/:company/frames', bodyLimit({ maxSize: postBytes, onError: (c) => c.json(ended('bad_frame'), 413) }), async (c) => {
    const { signal } = c.req.raw;
    const body = await c.req.text().catch(() => '');
    const said = await posts.handle(c.req.param('company'), body, { address: c.env.address, userAgent: c.req.header('user-agent') ?? '', signal });
    return said ? c.json(said, 200, { 'Cache-Control': 'no-store' }) : answer('rate_limited');
  });

  app.on(['POST', 'HEAD', 'PATCH', 'DELETE', 'GET'], ['/desks/:company/files', '/desks/:company/files/:id'], async (c) => {
    const company = c.req.param('company');
    const found = desk(company);
    if (!found) return answer('not_found');
    const credentials = await readCredentials(c.req.header('authorization'), company, found.store, verify, c.env.address);
    if (!credentials.ok) return Response.json({ code: 'unauthorised' }, { status: credentials.status });
    // hono gives HEAD to a GET route as GET; the request itself knows better. Files are fetched by ticket alone.
    if (c.req.raw.method === 'GET') return answer('not_found');
    return found.uploads.handle(c.req.raw, credentials.uploader, () => tooMany(c.env.address));
  });

  app.get('/files/:ticket', async (c) => {
    const ticket = openTicket(c.req.param('ticket'));
    const found = ticket && desk(ticket.company);
    const file = found && fetchable(found.store, ticket);
    return (file && (await download(found.blobs, file, c.req.raw.method))) ?? answer('not_found');
  });

  app.notFound(() => answer('not_found'));
  app.onError((error) => {
    onFault(error);
    return answer('unavailable');
  });
  return async (request, context) => app.fetch(request, context);
}
