import { html, nothing, type TemplateResult } from 'lit';
import { chordWords, defaultKeys, keyFault, keyKinds, keyOf, keysWith, shortcutActions, type KeyKind, type ShortcutAction, type ShortcutKeys } from './shortcuts.ts';
import { ToolDialog } from './tool-dialog.ts';
import { state } from '../decorators.ts';

interface Cell {
  readonly action: ShortcutAction;
  readonly kind: KeyKind;
}

/** The keys of the console: a list of them, and where they are given to other actions. */
export class ShortcutsDialog extends ToolDialog {
  static override readonly tag: string = 'shortcuts-dialog';

  /** The cell that waits for a key. */
  @state() private asking: Cell | null = null;
  /** The action that was last asked about: what is said stands under it. */
  @state() private at: ShortcutAction | null = null;

  protected override get heading(): string {
    return this.consoleTerms.words.toolNames.shortcuts;
  }

  protected override get broad(): boolean {
    return true;
  }

  get #given(): Readonly<Record<string, string>> {
    return this.choices?.value?.keys ?? {};
  }

  get #keys(): ShortcutKeys {
    return keysWith(this.#given);
  }

  protected override body(): TemplateResult {
    const { shortcuts: words } = this.terms.words;
    const letters = this.choices?.value?.letters === true;
    const changed = Object.keys(this.#given).length > 0;
    return html`<p class="lead">${words.lead}</p>
      <label class="check"
        ><input
          type="checkbox"
          name="letters"
          .checked=${letters}
          aria-describedby="letters-hint"
          @change=${({ target }: Event) => {
            if (target instanceof HTMLInputElement) this.#save({ letters: target.checked });
          }}
        /><span class="text"><span>${words.letters}</span><span class="muted" id="letters-hint">${words.lettersHint}</span></span></label
      >
      ${this.at === null ? this.outcome() : nothing}
      <table>
        <thead>
          <tr>
            <th scope="col">${words.action}</th>
            <th scope="col" class="middle-column">${words.always}</th>
            <th scope="col" class="narrow-column">${words.letter}</th>
          </tr>
        </thead>
        <tbody>
          ${shortcutActions.map(
            (action) => html`<tr>
              <th scope="row">${words.names[action]}</th>
              ${keyKinds.map((kind) => html`<td>${this.#cell({ action, kind })}</td>`)}
            </tr>
            ${this.#under(action)}`,
          )}
          <tr>
            <th scope="row">${words.escape}</th>
            <td><kbd>${words.escapeKey}</kbd></td>
            <td></td>
          </tr>
        </tbody>
      </table>
      ${changed ? html`<div class="choices"><button type="button" class="button" @click=${this.#reset}>${words.reset}</button></div>` : nothing}`;
  }

  /** What to press, or what came of it. */
  #under(action: ShortcutAction): TemplateResult | typeof nothing {
    const { shortcuts: words } = this.terms.words;
    const asked = this.asking?.action === action ? (this.asking.kind === 'chord' ? words.pressChord : words.pressLetter) : '';
    if (asked === '' && (this.at !== action || this.said === null)) return nothing;
    return html`<tr>
      <td colspan="3">${asked ? html`<p class="muted" id="asking">${asked}</p>` : nothing}${this.at === action ? this.outcome() : nothing}</td>
    </tr>`;
  }

  #cell(cell: Cell): TemplateResult {
    const { shortcuts: words } = this.terms.words;
    const { action, kind } = cell;
    const asking = this.asking?.action === action && this.asking.kind === kind;
    const label = words.change(words.names[action], kind === 'chord' ? words.always : words.letter);
    return html`<button
      type="button"
      class="button plain key"
      data-key="${action} ${kind}"
      aria-label="${label}: ${this.#written(cell)}"
      aria-pressed=${asking ? 'true' : 'false'}
      aria-describedby=${asking ? 'asking' : nothing}
      @click=${() => {
        this.said = null;
        this.at = action;
        this.asking = asking ? null : cell;
        if (!asking) this.announce(kind === 'chord' ? words.pressChord : words.pressLetter, 'assertive');
      }}
      @blur=${() => {
        this.asking = null;
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (asking) this.#take(event, cell);
      }}
    >
      <kbd>${this.#written(cell)}</kbd>
    </button>`;
  }

  #written({ action, kind }: Cell): string {
    const key = this.#keys[action][kind];
    if (key === '') return this.terms.words.shortcuts.none;
    return kind === 'chord' ? chordWords(key, this.consoleTerms.words) : key;
  }

  #take(event: KeyboardEvent, cell: Cell): void {
    const { action, kind } = cell;
    if (event.key === 'Tab' || ['Alt', 'Shift', 'Control', 'Meta'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') {
      this.asking = null;
      return;
    }
    if (event.key === 'Backspace' || event.key === 'Delete') {
      this.#give(cell, '');
      return;
    }
    const { shortcuts: words } = this.terms.words;
    const pressed = keyOf(event);
    if (pressed?.kind !== kind) {
      this.say({ good: false, text: kind === 'chord' ? words.noChord : words.noLetter });
      return;
    }
    const fault = keyFault(this.#keys, action, kind, pressed.key);
    const written = kind === 'chord' ? chordWords(pressed.key, this.consoleTerms.words) : pressed.key;
    if (fault === null) this.#give(cell, pressed.key);
    else this.say({ good: false, text: fault === 'reserved' ? words.reserved(written) : words.taken(written, words.names[fault]) });
  }

  #give(cell: Cell, key: string): void {
    const { action, kind } = cell;
    const name = `${action} ${kind}`;
    const others = Object.entries(this.#given).filter(([one]) => one !== name);
    this.#save({ keys: Object.fromEntries(key === defaultKeys[action][kind] ? others : [...others, [name, key]]) });
    this.asking = null;
    this.say({ good: true, text: this.terms.words.shortcuts.changed(this.terms.words.shortcuts.names[action], this.#written(cell)) });
  }

  readonly #reset = (): void => {
    this.at = null;
    this.#save({ keys: {} });
    this.say({ good: true, text: this.terms.words.saved });
    this.renderRoot.querySelector<HTMLElement>('#heading')?.focus();
  };

  #save(changes: Parameters<NonNullable<typeof this.choices>['save']>[0]): void {
    this.choices?.save(changes);
    this.requestUpdate();
  }
}
