import type { CommandOf, Decision, Situation } from './deciding.ts';
import { owns } from './rights.ts';

/**
 * Links that open a request in another browser, once [R78]. Here a code is its hash: the host has put it in its place, and
 * nothing in here could make a link of it.
 */

export function claim({ code }: CommandOf<'claim'>, { store, session, now }: Situation): Decision {
  const { role, principal } = session.identity;
  if (role !== 'customer') return { code: 'forbidden' };
  const known = store.claim(code);
  const request = known && store.request(known.request);
  if (!known || !request) return { code: 'claim_unknown' };
  const { key } = request.state;
  const own = owns(store, request, principal);
  // Who came with it before comes again after a reload, and an owner needs no link.
  if (own && known.usedBy !== null) return () => ({ key });
  if (known.usedBy !== null || (known.expires <= now && !own)) return { code: 'claim_used' };
  return (work) => {
    work.saveClaim({ ...known, usedBy: principal });
    if (!own) work.addOwner(request, principal);
    return { key };
  };
}

export function renewClaim({ code }: CommandOf<'renew-claim'>, { store, options, session, now, renewals }: Situation): Decision {
  if (session.identity.role !== 'customer' || !options.channels.claims) return { code: 'forbidden' };
  const known = store.claim(code);
  const request = known && store.request(known.request);
  if (!request) return { code: 'claim_unknown' };
  if (renewals.take(request.state.key, now) > 0) return { code: 'too_soon' };
  return (work) => {
    work.postClaim(request, null);
    return {};
  };
}
