import { SupportError } from '../client/errors.ts';
import type { Transport } from '../client/transport.ts';

/** One server over HTTP: what every transport to it has alike. */
export interface DeskServer extends Pick<Transport, 'origin' | 'upload' | 'settings'>, Required<Pick<Transport, 'takeBack'>> {
  /** The address of a company's `socket`, `frames`, `files` or `settings`. */
  route(company: string, name: string): URL;
}

/** Few send files, so it comes then. */
const tus = () => import('./tus.ts');

/**
 * @param server its address, such as `https://desk.example`; with a path if its routes stand under a prefix. Relative to the
 * page where there is one.
 * @throws TypeError if the address is none.
 */
export function deskServer(server: string): DeskServer {
  const base = new URL(server.endsWith('/') ? server : `${server}/`, typeof document === 'undefined' ? undefined : document.baseURI);
  const route = (company: string, name: string) => new URL(`desks/${encodeURIComponent(company)}/${name}`, base);
  return {
    origin: base.href,
    route,
    async upload(company, file, credentials, options) {
      return (await tus()).uploadByTus(route(company, 'files').href, file, credentials, options);
    },
    async takeBack(company, place, credentials) {
      await (await tus()).takeBackByTus(route(company, 'files').href, place, credentials);
    },
    async settings(company) {
      const response = await fetch(route(company, 'settings')).catch((cause: unknown) => {
        throw new SupportError('offline', {}, cause);
      });
      if (!response.ok) throw new SupportError(response.status === 404 ? 'no_such_desk' : 'unavailable');
      const settings: unknown = await response.json().catch((cause: unknown) => {
        throw new SupportError('unavailable', {}, cause);
      });
      return settings;
    },
  };
}
