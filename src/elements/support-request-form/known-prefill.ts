import { formFields, type RequestForm } from '../../domain/text-rules.ts';

const fields: ReadonlySet<string> = new Set(formFields);

/** A page's prefill as far as it names fields and gives them texts: a bad value is left out, and nothing is thrown. */
export function knownPrefill(prefill: unknown): Partial<RequestForm> {
  if (typeof prefill !== 'object' || prefill === null) return {};
  return Object.fromEntries(Object.entries(prefill).filter(([name, value]) => fields.has(name) && typeof value === 'string'));
}
