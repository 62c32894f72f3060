import type { CompanyPresence } from '../client/client.ts';

/** Whether the technician may not see anything of a company any more, or not yet. */
export function isWithdrawn({ connection }: CompanyPresence): boolean {
  return connection.status === 'refused' && connection.error === 'forbidden';
}

/** Whether that is so of all companies. */
export function hasNoAccess(companies: readonly CompanyPresence[]): boolean {
  return companies.length > 0 && companies.every(isWithdrawn);
}
