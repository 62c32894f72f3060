import { html, nothing, type TemplateResult } from 'lit';
import { fillReply, placeholders, repliesFault, replyLimits, type CannedReply } from '../../domain/replies.ts';
import { state } from '../decorators.ts';
import { isolated } from '../named-text.ts';
import { CompanyDialog } from './company-dialog.ts';

/** A reply in the editor. `was` is the name it had; null for a new one. */
interface Edited extends CannedReply {
  readonly was: string | null;
}

/** An admin's editor of the texts that a company's technicians write often. */
export class RepliesDialog extends CompanyDialog {
  static override readonly tag: string = 'replies-dialog';

  @state() private edited: Edited | null = null;
  @state() private removing: string | null = null;
  /** The replies as they were when the editor was opened: somebody else may change them meanwhile. */
  #before: readonly CannedReply[] = [];

  protected override get heading(): string {
    return this.consoleTerms.words.toolNames.replies;
  }

  get #replies(): readonly CannedReply[] {
    return this.companies.find(({ company }) => company === this.chosen)?.console?.replies ?? [];
  }

  protected override entered(): void {
    this.edited = null;
    this.removing = null;
  }

  #open(edited: Edited | null, focus: string): void {
    this.said = null;
    this.removing = null;
    this.edited = edited;
    this.#before = this.#replies;
    this.focusOn(focus);
  }

  protected override stepBack(): boolean {
    if (this.edited) this.#open(null, '.add');
    else if (this.removing !== null) this.#keep(this.removing);
    else return false;
    return true;
  }

  #ask(name: string): void {
    this.said = null;
    this.edited = null;
    this.removing = name;
    this.focusOn('#remove-question');
  }

  /** It is not removed after all. */
  #keep(name: string): void {
    this.removing = null;
    this.focusOn(`[data-reply="${CSS.escape(name)}"] .row button:last-of-type`);
  }

  async #write(replies: readonly CannedReply[], done: string): Promise<boolean> {
    const { replies: words } = this.terms.words;
    const { formats } = this.terms;
    const fault = repliesFault(replies);
    if (fault) {
      const text =
        fault.fault === 'taken'
          ? words.taken
          : fault.fault === 'missing'
            ? words.missing
            : replies.length > replyLimits.replies
              ? words.tooMany(formats.number(replyLimits.replies))
              : words.tooLong(formats.number(replyLimits.name), formats.number(replyLimits.text));
      this.say({ good: false, text });
      return false;
    }
    return this.attempt(() => this.technician?.setReplies(this.chosen, replies), done);
  }

  readonly #save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { edited } = this;
    const { replies: words } = this.terms.words;
    if (!edited) return;
    const now = this.#replies;
    if (JSON.stringify(now) !== JSON.stringify(this.#before)) {
      this.#before = now;
      this.say({ good: false, text: words.changedMeanwhile });
      return;
    }
    const reply = { name: edited.name.trim(), text: edited.text };
    const next = edited.was === null ? [...now, reply] : now.map((one) => (one.name === edited.was ? reply : one));
    if (await this.#write(next, words.saved(isolated(reply.name)))) {
      this.edited = null;
      this.focusOn('.add');
    }
  };

  async #remove(name: string): Promise<void> {
    const { replies: words } = this.terms.words;
    const rest = this.#replies.filter((one) => one.name !== name);
    if (await this.#write(rest, words.removed(isolated(name)))) {
      this.removing = null;
      this.focusOn('.add');
    }
  }

  protected override content(): TemplateResult {
    const { replies: words } = this.terms.words;
    const { formats } = this.terms;
    const replies = this.#replies;
    return html`<p class="lead">${words.lead}</p>
      ${this.edited ? nothing : this.outcome()}
      ${replies.length === 0
        ? html`<p class="muted">${words.none}</p>`
        : html`<p class="muted">${words.count(replies.length, formats)}</p>
            <ul class="cards">
              ${replies.map((reply) => html`<li class="card" data-reply=${reply.name}>${this.edited?.was === reply.name ? this.#editor(this.edited) : this.#card(reply)}</li>`)}
            </ul>`}
      ${this.edited?.was === null
        ? html`<div class="card">${this.#editor(this.edited)}</div>`
        : html`<div class="choices"><button type="button" class="button primary add" @click=${() => this.#open({ was: null, name: '', text: '' }, '#reply-name')}>${words.add}</button></div>`}`;
  }

  #card(reply: CannedReply): TemplateResult {
    const { replies: words, edit, remove, cancel } = this.terms.words;
    const { name, text } = reply;
    const asked = this.removing === name;
    return html`<strong><bdi>${name}</bdi></strong>
      <bdi class="muted lines">${text}</bdi>
      ${asked
        ? html`<div class="row" role="group" aria-labelledby="remove-question">
            <p class="grow" id="remove-question" tabindex="-1">${words.removeQuestion(isolated(name))}</p>
            <button type="button" class="button" @click=${() => {
              this.#keep(name);
            }}>${cancel}</button>
            <button type="button" class="button danger" @click=${() => void this.#remove(name)}>${remove}</button>
          </div>`
        : html`<div class="row">
            <button type="button" class="button" aria-label="${edit}: ${isolated(name)}" @click=${() => this.#open({ ...reply, was: name }, '#reply-text')}>${edit}</button>
            <button
              type="button"
              class="button"
              aria-label="${remove}: ${isolated(name)}"
              @click=${() => {
                this.#ask(name);
              }}
            >
              ${remove}
            </button>
          </div>`}`;
  }

  #editor(edited: Edited): TemplateResult {
    const { replies: words, save, cancel } = this.terms.words;
    const typed =
      (field: 'name' | 'text') =>
      ({ target }: Event): void => {
        if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) this.edited = { ...edited, [field]: target.value };
      };
    const preview = fillReply(edited.text, { ...words.sample, technician: this.me?.name ?? '', company: this.companyName(this.chosen) });
    return html`<form novalidate @submit=${this.#save}>
      <div class="field">
        <label for="reply-name">${words.name}</label>
        <input class="input" id="reply-name" autocomplete="off" maxlength=${replyLimits.name} .value=${edited.name} @input=${typed('name')} />
      </div>
      <div class="field">
        <label for="reply-text">${words.text}</label>
        <textarea class="input" id="reply-text" maxlength=${replyLimits.text} aria-describedby="placeholders" .value=${edited.text} @input=${typed('text')}></textarea>
        <div class="hint" id="placeholders">
          ${words.placeholdersTitle}
          <ul>
            ${placeholders.map((name) => html`<li><code>{${name}}</code> – ${words.placeholders[name]}</li>`)}
          </ul>
        </div>
      </div>
      ${edited.text.trim() === ''
        ? nothing
        : html`<div><span class="label">${words.preview}</span>
            <p class="muted lines"><bdi>${preview}</bdi></p></div>`}
      ${this.outcome()}
      <div class="choices">
        <button type="button" class="button" @click=${() => this.#open(null, '.add')}>${cancel}</button>
        <button class="button primary" aria-disabled=${this.busy ? 'true' : nothing}>${save}</button>
      </div>
    </form>`;
  }
}
