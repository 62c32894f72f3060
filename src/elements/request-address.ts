/** How a technician's page names a request: a company with a number or a key, or either of them alone. */
export interface RequestAddress {
  /** Empty if the address names none: whoever has one company knows which. */
  readonly company: string;
  readonly request: string | number;
}

/** Reads `company/number`, `company/key`, a number or a key; null for what is none of them. */
export function parseRequestAddress(text: string): RequestAddress | null {
  const parts = text.trim().split('/');
  const [first = '', second] = parts;
  if (parts.length > 2) return null;
  const [company, name] = second === undefined ? ['', first] : [first, second];
  if (name === '' || (second !== undefined && company === '')) return null;
  // A key is 32 signs and may be all digits; no number is that long.
  return { company, request: /^[1-9]\d{0,14}$/.test(name) ? Number(name) : name };
}

/** Whether an address means this request. */
export function isAddressOf(address: RequestAddress | null, row: { readonly key: string; readonly company: string; readonly number: number }): boolean {
  if (!address || (address.company !== '' && address.company !== row.company)) return false;
  return address.request === row.key || address.request === row.number;
}
