/** Who a mail comes from: `Acme Support <support@acme.example>`, or the address alone. */
export interface Sender {
  /** Empty if there is none. */
  readonly name: string;
  readonly address: string;
}

export function senderOf(text: string): Sender {
  const [, name = '', address = text] = /^([^<>]*)<([^<>]*)>$/.exec(text.trim()) ?? [];
  return { name: name.trim().replace(/^"(.*)"$/, '$1'), address: address.trim() };
}
