/** Bytes of a text in UTF-8. Counted by hand: not everything that counts has an encoder, and none needs a copy of the text. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    // Each half of a pair makes 2 of its 4 bytes.
    bytes += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}

/** Bytes of a value as JSON in UTF-8: what it takes in a frame. */
export function jsonBytes(value: unknown): number {
  return utf8Bytes(JSON.stringify(value));
}
