import type { CompanyPresence } from '../client/client.ts';

/** What people call a company; its id until its settings are known. */
export function companyName({ company, settings }: CompanyPresence): string {
  return settings?.name ?? company;
}

/** The same, by the id. */
export function nameOfCompany(id: string, companies: readonly CompanyPresence[] | undefined): string {
  const found = companies?.find(({ company }) => company === id);
  return found ? companyName(found) : id;
}
