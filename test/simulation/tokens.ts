import type { HostPorts } from '../../src/server/host/peer.ts';

/** A technician's token, as far as anybody in a simulation looks into it: whose it is, and until when. */
export function tokenFor(sub: string, expires: number): string {
  return `e30.${Buffer.from(JSON.stringify({ sub, expires })).toString('base64url')}.`;
}

/** What a server makes of it by its own clock. */
export function verifyTokens(now: () => number): HostPorts['verifyToken'] {
  return (token) => {
    const [, payload = ''] = token.split('.');
    const { sub, expires } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub: string; expires: number };
    return Promise.resolve(expires > now() ? { sub, role: 'technician', name: sub, expires } : null);
  };
}
