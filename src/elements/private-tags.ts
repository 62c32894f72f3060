import { unsafeStatic, type StaticValue } from 'lit/static-html.js';
import { version } from './version.ts';

interface Definable extends CustomElementConstructor {
  readonly tag: string;
}

const tags = new Map<Definable, StaticValue>();

/**
 * The tag under which a composite renders a part of itself: private to this version, so that a page which owns a tag named
 * like ours, or has loaded another version, does not break us. Registered when first rendered, never at import.
 */
export function privateTag(element: Definable): StaticValue {
  const known = tags.get(element);
  if (known) return known;
  const name = `deskside-${element.tag}-${version.replaceAll('.', '-')}`;
  // The same version loaded twice shares the first copy's class: it is the same code.
  if (!customElements.get(name)) customElements.define(name, class extends element {});
  const tag = unsafeStatic(name);
  tags.set(element, tag);
  return tag;
}
