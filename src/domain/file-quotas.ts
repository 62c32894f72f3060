import type { FileFault } from './file-faults.ts';

/** How many bytes of files a company lets lie with it; null for as many as there is room for. */
export interface FileQuotas {
  /** Of one customer, within {@link quotaWhile}. */
  readonly customer: number | null;
  /** Of one request, for ever. */
  readonly request: number | null;
  /** Of all. */
  readonly company: number | null;
  /** Of one address: that many at once, and what has begun to come comes back evenly within {@link quotaWhile}. */
  readonly address: number | null;
}

/** Milliseconds for which what a customer has sent counts: a flood is stopped, and somebody who comes back for years is not. */
export const quotaWhile = 24 * 3_600_000;

/** As a company has them that says nothing: so many times its largest file, and for an address so many customers' worth. */
const usual = { customer: 10, request: 20, address: 20 } as const;

/** Of what a company has room for at all, the most that one address has to itself, unless it is less than one customer's. */
const shareOfCompany = 1 / 4;

/** @param largest bytes of the largest file. */
export function quotasFor(largest: number, said: Partial<FileQuotas> = {}): FileQuotas {
  const { customer = largest * usual.customer, request = largest * usual.request, company = null } = said;
  const { address = addressQuota(customer, company) } = said;
  return { customer, request, company, address };
}

function addressQuota(customer: number | null, company: number | null): number | null {
  if (customer === null) return null;
  return Math.min(customer * usual.address, Math.max(customer, company === null ? Infinity : company * shareOfCompany));
}

/** Which quota another file would go beyond, if any. @param used bytes that are there already, by what is known of them. */
export function quotaFault(size: number, used: Partial<Record<keyof FileQuotas, number>>, quotas: FileQuotas): Extract<FileFault, `quota_${string}`> | null {
  for (const name of ['customer', 'request', 'company'] as const) {
    const [most, there] = [quotas[name], used[name]];
    if (most !== null && there !== undefined && there + size > most) return `quota_${name}`;
  }
  return null;
}
