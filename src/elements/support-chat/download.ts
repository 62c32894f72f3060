const protocols: ReadonlySet<string> = new Set(['http:', 'https:', 'blob:']);

/**
 * Has the browser download from an address, through a link made for the moment: the page stays where it is.
 * @throws TypeError if the address is none, or of a kind that is no download.
 */
export function download(address: string, name: string, page: Document): void {
  const link = page.createElement('a');
  link.href = addressOf(address, page);
  link.download = name;
  link.rel = 'noopener';
  // Some browsers follow only links that are in the page.
  link.hidden = true;
  page.body.append(link);
  link.click();
  link.remove();
}

/** @throws TypeError if the address is none, or of a kind from which nothing is fetched. */
export function addressOf(address: string, page: Document): string {
  const url = new URL(address, page.baseURI);
  if (!protocols.has(url.protocol)) throw new TypeError(`No download from ${url.protocol}`);
  return url.href;
}
