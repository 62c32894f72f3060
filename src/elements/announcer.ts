/**
 * Says things to assistive technology: two polite regions in turn, so that the same words twice are heard twice, and an
 * assertive one. They stand in the shadow root of the outermost element from the start, because a region that comes into
 * being with its text is often not read.
 */
export class Announcer {
  readonly #polite: readonly [HTMLElement, HTMLElement];
  readonly #assertive: HTMLElement;
  #turn: 0 | 1 = 0;

  constructor(root: ShadowRoot) {
    const region = (politeness: 'polite' | 'assertive') => {
      const element = root.ownerDocument.createElement('div');
      element.className = 'hidden announcer';
      element.setAttribute('aria-live', politeness);
      element.setAttribute('aria-atomic', 'true');
      root.append(element);
      return element;
    };
    this.#polite = [region('polite'), region('polite')];
    this.#assertive = region('assertive');
  }

  say(text: string, politeness: 'polite' | 'assertive' = 'polite'): void {
    if (politeness === 'assertive') {
      this.#assertive.textContent = text;
      return;
    }
    const [current, other] = this.#turn === 0 ? this.#polite : [this.#polite[1], this.#polite[0]];
    other.textContent = '';
    current.textContent = text;
    this.#turn = this.#turn === 0 ? 1 : 0;
  }
}
