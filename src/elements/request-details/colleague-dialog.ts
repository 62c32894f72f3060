import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { TechnicianClient, TechnicianConversation } from '../../client/client.ts';
import { codeOf } from '../../client/errors.ts';
import type { Colleague } from '../../domain/staff.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import { StoreController } from '../controllers/store-controller.ts';
import { property, state } from '../decorators.ts';
import { icon } from '../icon.ts';
import { around, named } from '../named-text.ts';
import { choosable, inOrder, matchingColleagues, type Choice } from './colleague-choice.ts';
import { DeedDialog } from './deed-dialog.ts';

/** The queue among the targets of a transfer: nobody has an empty id. */
const queue = '';

/** More colleagues than this are searched, not read. */
const few = 6;

/** A part of request-details: to whom a request goes, or who is asked into its chat. */
export class ColleagueDialog extends DeedDialog {
  static override readonly tag: string = 'colleague-dialog';

  @property({ attribute: false }) choice: Choice = 'transfer';

  @state() private colleagues: readonly Colleague[] | null = null;
  /** Why they could not be read. */
  @state() private unreadable: ErrorCode | null = null;
  @state() private search = '';
  @state() private chosen: string | null = null;
  /** Nobody was chosen when it was to be done. */
  @state() private missing = false;

  readonly #state = new StoreController(this, () => this.conversation?.$state);
  readonly #actions = new StoreController(this, () => this.conversation?.$actions);

  get #technician(): TechnicianClient | undefined {
    return this.client?.role === 'technician' ? this.client : undefined;
  }

  get #me(): string | undefined {
    return this.#technician?.$companies.get().find(({ company }) => company === this.conversation?.company)?.me?.id;
  }

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    void this.#read().then(async () => {
      await this.updateComplete;
      // Until they were there, the focus stood on what was: who has done nothing yet begins with them.
      if (this.chosen === null && this.shadowRoot?.activeElement?.id !== 'note') this.#first?.focus();
    });
  }

  get #first(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('[type="search"]') ?? this.renderRoot.querySelector<HTMLElement>('[type="radio"]');
  }

  async #read(): Promise<void> {
    const { conversation } = this;
    if (!conversation) return;
    this.unreadable = null;
    try {
      const colleagues = (await this.#technician?.colleagues(conversation.company)) ?? [];
      this.colleagues = colleagues;
      if (colleagues.every(({ id, enabled }) => id !== this.chosen || !enabled) && this.chosen !== queue) this.chosen = null;
    } catch (error) {
      this.unreadable = codeOf(error);
    }
  }

  protected override act(conversation: TechnicianConversation): Promise<void> {
    const to = this.chosen ?? queue;
    const note = this.note.trim();
    if (this.choice === 'invite') return conversation.invite(to);
    return to === queue ? conversation.unassign(note) : conversation.transfer(to, note);
  }

  protected override besideField(code: ErrorCode): boolean {
    return code === 'no_such_technician';
  }

  protected override faulty(): boolean {
    this.missing = this.chosen === null;
    if (!this.missing && this.fault === null) return super.faulty();
    // Somebody who has gone meanwhile is not offered again.
    if (this.fault !== null) void this.#read();
    this.renderRoot.querySelector<HTMLElement>('[type="radio"]:checked, [type="radio"]')?.focus();
    return true;
  }

  protected override render(): TemplateResult {
    const { words } = this.terms;
    const { actions } = this.common.words;
    const number = String(this.#state.value?.number ?? '');
    const invite = this.choice === 'invite';
    return this.frame({
      title: invite ? words.inviteTitle(number) : words.transferTitle(number),
      ...(invite ? { about: words.inviteHint } : {}),
      submit: actions[this.choice],
      fields: html`${this.#people()} ${invite ? nothing : this.noteField()}`,
    });
  }

  /** What is wrong with who is chosen, or null. */
  get #choiceFault(): string | null {
    const { words } = this.terms;
    if (this.missing) return this.choice === 'invite' ? words.chooseColleague : words.chooseTarget;
    return this.fault !== null && this.besideField(this.fault) ? this.common.words.errors[this.fault] : null;
  }

  #people(): TemplateResult {
    const { words } = this.terms;
    const shown = this.#state.value;
    const all = shown && this.colleagues ? inOrder(choosable(this.colleagues, shown, this.choice), this.terms.formats.language) : null;
    const label = this.choice === 'invite' ? words.colleague : words.transferTo;
    const fault = this.#choiceFault;
    const back = this.choice === 'transfer' && this.#actions.value?.get('unassign') === true;
    return html`<div class="field" role="radiogroup" aria-labelledby="who-label" aria-required="true" aria-invalid=${fault === null ? nothing : 'true'} aria-describedby=${fault === null ? nothing : 'who-fault'}>
      <span class="label" id="who-label">${label}</span>
      ${all && all.length > few ? this.#searchField() : nothing}
      <div class="options scrolled">${back ? this.#option(queue, words.queue, words.queueHint, null) : nothing}${all ? this.#colleagues(all) : this.#notYet()}</div>
      <div role="alert">${fault === null ? nothing : html`<p class="fault" id="who-fault">${icon(CircleAlert)} <span>${fault}</span></p>`}</div>
    </div>`;
  }

  #notYet(): TemplateResult {
    const { loading, errors, retry } = this.common.words;
    if (this.unreadable === null) return html`<p class="hint">${loading}</p>`;
    return html`<p class="note bad" role="alert"><span>${errors[this.unreadable]}</span></p>
      <button type="button" class="button" @click=${() => void this.#read()}>${retry}</button>`;
  }

  #searchField(): TemplateResult {
    return html`<input
      class="input"
      type="search"
      autocomplete="off"
      dir="auto"
      aria-label=${this.terms.words.findColleague}
      placeholder=${this.terms.words.findColleague}
      .value=${this.search}
      @input=${({ target }: Event) => {
        if (target instanceof HTMLInputElement) this.search = target.value;
      }}
    />`;
  }

  #colleagues(all: readonly Colleague[]): TemplateResult {
    const { words, formats } = this.terms;
    const found = matchingColleagues(all, this.search, this.chosen);
    const state = ({ available, connected }: Colleague): string =>
      `${available ? this.console.words.available : this.console.words.unavailable} · ${connected ? words.connected : words.notConnected}`;
    const said = all.length === 0 ? words.nobodyElse : found.length === 0 ? words.nobodyFound : null;
    return html`${repeat(
        found,
        ({ id }) => id,
        (colleague) => this.#option(colleague.id, colleague.name, state(colleague), colleague.available && colleague.connected),
      )}
      <p class=${said === null ? 'hidden' : 'hint'} role="status">${said ?? (this.search === '' ? '' : words.colleaguesFound(found.length, formats))}</p>`;
  }

  /** `ready`: whether somebody can take it on at once; null where nobody is meant. */
  #option(id: string, name: string, about: string, ready: boolean | null): TemplateResult {
    const shownName = id !== queue && id === this.#me ? around(this.terms.words.yourself, name) : ['', name];
    return html`<label class="option">
      <input
        type="radio"
        name="who"
        .value=${id}
        .checked=${this.chosen === id}
        @change=${() => {
          this.chosen = id;
          this.missing = false;
          this.fault = null;
        }}
      />
      <span class="what"><span>${named(shownName)}</span><small>${about}</small></span>
      ${ready === null ? nothing : html`<span class="light ${ready ? 'on' : ''}"></span>`}
    </label>`;
  }
}
