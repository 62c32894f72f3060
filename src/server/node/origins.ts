/** Whether a page may talk to this server, by its origin. */
export type OriginCheck = (origin: string | null | undefined, host: string | null | undefined) => boolean;

/**
 * A page of the server's own host may, whatever its scheme (a proxy may end TLS), and those of the list. A caller without an
 * origin is no page; what it may do hangs on its token or secret, as everything does.
 */
export function originCheck(allowed: readonly string[]): OriginCheck {
  const list = new Set(allowed);
  return (origin, host) => {
    if (origin === undefined || origin === null || list.has('*') || list.has(origin)) return true;
    return URL.canParse(origin) && new URL(origin).host === host;
  };
}
