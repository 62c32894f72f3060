import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { html as staticHtml } from 'lit/static-html.js';
import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import CircleCheck from 'lucide/dist/esm/icons/circle-check.mjs';
import Clock from 'lucide/dist/esm/icons/clock.mjs';
import WifiOff from 'lucide/dist/esm/icons/wifi-off.mjs';
import type { CustomerClient, CustomerConversation, Submission } from '../../client/client.ts';
import { codeOf, isSupportError, SupportError } from '../../client/errors.ts';
import type { Metadata } from '../../domain/request.ts';
import { formFields, isFormFault, textLimits, tidyForm, type FormFault, type FormField, type RequestForm } from '../../domain/text-rules.ts';
import { en as commonEnglish } from '../../locales/en/common.ts';
import { en } from '../../locales/en/portal.ts';
import { base } from '../../styles/base.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { ClientController } from '../controllers/client-controller.ts';
import { StoreController } from '../controllers/store-controller.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { property, state } from '../decorators.ts';
import { SupportErrorEvent, SupportRequestSubmitEvent, SupportRequestSubmittedEvent } from '../events.ts';
import { FileUpload } from '../file-upload/file-upload.ts';
import { icon } from '../icon.ts';
import { privateTag } from '../private-tags.ts';
import { SupportElement } from '../support-element.ts';
import { field, type FieldDeeds } from './field.ts';
import { faultSummary } from './fault-summary.ts';
import { FilesUnderWay } from './files-under-way.ts';
import { FormChecks } from './form-checks.ts';
import { FormDraft } from './form-draft.ts';
import { moved, type FormPhase } from './form-phase.ts';
import { knownPrefill } from './known-prefill.ts';
import { numberOf } from './request-number.ts';
import { supportRequestFormStyles } from './support-request-form.styles.ts';

/** Characters before the end of a field from which on the room left is said. */
const nearTheLimit = 500;

/**
 * The form with which a customer asks for help. What is typed survives faults, lost connections, moves in the page and,
 * where the browser stores it, a reload.
 *
 * @slot heading - Instead of the heading.
 * @slot intro - Between the heading and the fields.
 * @slot footer - Under the button, such as a word on privacy.
 * @slot success - Instead of what is said once the request has arrived.
 *
 * @csspart form - The frame around everything.
 * @csspart live - Whether someone is available.
 * @csspart field - A label with its field.
 * @csspart submit - The button.
 *
 * @cssproperty --support-brand - The company's colour.
 *
 * @fires {SupportReadyEvent} support-ready - It has rendered for the first time. Does not bubble.
 * @fires {SupportRequestSubmitEvent} support-request-submit - Before it is sent; cancelling keeps the form as it is.
 * @fires {SupportRequestSubmittedEvent} support-request-submitted - The request has its number.
 * @fires {SupportErrorEvent} support-error - The request was refused.
 */
export class SupportRequestForm extends SupportElement {
  static override readonly tag: string = 'support-request-form';
  static override styles = [tokens, base, controls, supportRequestFormStyles];

  /** Instead of "How can we help?". */
  @property() heading = '';

  /** What stands in fields in which nobody has written yet. */
  @property({ attribute: false }) prefill: Partial<RequestForm> | undefined;

  /** What the technician should know of the page, such as a user's id or plan; at most 16 entries. */
  @property({ attribute: false }) metadata: Metadata | undefined;

  @state() private phase: FormPhase = 'editing';
  @state() private number = 0;
  @state() private refusal: SupportError | null = null;
  /** The faults that the summary names: those of the last try, however many are mended since. */
  @state() private summary: readonly FormFault[] = [];

  readonly #draft = new FormDraft();
  readonly #checks = new FormChecks();
  readonly #underWay = new FilesUnderWay(this);
  readonly #clients = new ClientController(this, () => 'customer');
  readonly #terms = new TermsController(this, 'portal', en);
  readonly #common = new TermsController(this, 'common', commonEnglish);
  readonly #visit = new StoreController(this, () => this.#clients.customer?.$visit);
  readonly #me = new StoreController(this, () => this.#clients.customer?.$me);
  readonly #settings = new StoreController(this, () => this.#clients.customer?.$settings);
  readonly #connection = new StoreController(this, () => this.#clients.customer?.$connection);
  readonly #storage = new StoreController(this, () => this.#clients.customer?.$storage);

  #visited: { readonly customer: CustomerClient; readonly visit: number } | undefined;

  readonly #deeds: FieldDeeds = {
    typed: (name, value) => {
      const before = this.#room(name);
      this.#draft.type(name, value);
      this.#checks.typed(name, value);
      if (before >= 0 && this.#room(name) < 0) this.announce(this.#terms.words.tooLong(this.#terms.formats.number(textLimits[name])));
      this.requestUpdate();
    },
    left: (name, value) => {
      // A field that is taken away once the form has been sent is left, too.
      if (this.phase !== 'editing') return;
      this.#checks.left(name, value);
      this.requestUpdate();
    },
  };

  /** Whether someone has begun to write, or the form is on its way: nothing may take its place. */
  get inUse(): boolean {
    return this.phase === 'sending' || (this.phase === 'editing' && (this.#draft.begun || this.#files.length > 0 || this.#fileField?.busy === true)) || this.matches(':focus-within');
  }

  /** Focuses the first empty field, or what is said once the request has arrived. */
  override focus(options?: FocusOptions): void {
    const { values } = this.#draft;
    const empty = formFields.find((name) => values[name].trim() === '') ?? 'name';
    const target = this.#box('done') ?? this.#box(empty);
    target?.focus(options);
  }

  protected override get words(): readonly TermsController<'portal' | 'common'>[] {
    return [this.#terms, this.#common];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    this.#draft.prefill = knownPrefill(this.prefill);
    const { name, email } = this.#me.value ?? {};
    this.#draft.known = { ...(name && { name }), ...(email && { email }) };
    const customer = this.#clients.customer;
    if (customer) {
      // Between two places of the page nothing is listened to.
      const { id: visit } = this.#visit.value ?? customer.$visit.get();
      if (this.#visited?.customer === customer && this.#visited.visit !== visit) this.#startOver();
      this.#visited = { customer, visit };
      void this.#draft.keepIn(customer).then((news) => {
        if (news) this.requestUpdate();
      });
    }
  }

  /** Somebody else begins here. */
  #startOver(): void {
    this.#draft.forget();
    this.#checks.reset();
    this.#underWay.letGo();
    this.#fileField?.clear();
    this.phase = 'editing';
    this.refusal = null;
    this.summary = [];
  }

  get #fileField(): FileUpload | null {
    return this.shadowRoot?.querySelector<FileUpload>('#files') ?? null;
  }

  #box(id: string): HTMLElement | null {
    return this.shadowRoot?.getElementById(id) ?? null;
  }

  get #files(): readonly File[] {
    return this.#fileField?.files ?? [];
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.phase !== 'editing') return;
    this.refusal = null;
    const form = tidyForm(this.#draft.values);
    if (!this.#checks.try(form)) {
      await this.#showFaults();
      return;
    }
    this.summary = [];
    const customer = this.#clients.customer;
    const blocked = this.#why('refused');
    if (!customer || blocked) {
      this.announce(blocked ?? this.#common.words.connection.refused, 'assertive');
      this.refusal = new SupportError('offline');
      return;
    }
    if (this.#fileField?.busy && !(await this.#underWay.known(this.#fileField))) return;
    const submission: Submission = { ...form, ...(this.metadata && { metadata: this.metadata }) };
    if (!this.dispatchEvent(new SupportRequestSubmitEvent(submission))) return;
    this.phase = moved(this.phase, 'sending');
    this.#draft.handOver();
    this.announce(this.#terms.words.submitting);
    try {
      const files = this.#files;
      await this.#arrived(await customer.submit(submission), files);
    } catch (error) {
      await this.#refused(error);
    }
  };

  async #arrived(conversation: CustomerConversation, files: readonly File[]): Promise<void> {
    this.number = await numberOf(conversation);
    this.#draft.clear();
    this.#checks.reset();
    this.phase = moved(this.phase, 'sent');
    void this.#underWay.send(conversation, files);
    this.dispatchEvent(new SupportRequestSubmittedEvent(conversation.key, this.number));
    await this.updateComplete;
    // A portal shows the chat by now, and has said so.
    if (!this.isConnected) return;
    this.focus();
  }

  async #refused(error: unknown): Promise<void> {
    const code = codeOf(error);
    // It was somebody else's, who is forgotten.
    if (code === 'reset') return;
    if (code === 'closed') {
      // The client was closed first. Its outbox still holds the request: offering the form again would send it twice.
      this.phase = moved(this.phase, 'kept');
      this.#draft.clear();
      return;
    }
    this.phase = moved(this.phase, 'editing');
    this.#draft.takeBack();
    const faults = isSupportError(error) ? (error.details.faults ?? []).filter(isFormFault) : [];
    this.#checks.refuse(faults);
    this.dispatchEvent(new SupportErrorEvent(code, error));
    if (faults.length > 0) {
      await this.#showFaults();
      return;
    }
    this.refusal = isSupportError(error) ? error : new SupportError(code, {}, error);
    this.announce(`${this.#terms.words.notSubmitted} ${this.#common.words.errors[code]}`, 'assertive');
  }

  async #showFaults(): Promise<void> {
    this.summary = this.#checks.faults;
    await this.updateComplete;
    this.#box('summary')?.focus();
  }

  readonly #again = async (): Promise<void> => {
    this.#underWay.letGo();
    this.phase = moved(this.phase, 'editing');
    await this.updateComplete;
    this.focus();
  };

  /** Whoever fills it in may attach a file, even once the connection is lost. */
  readonly #begun = (): void => {
    this.#fileField?.prepare();
  };

  /** Characters left in a field. */
  #room(name: FormField): number {
    return textLimits[name] - this.#draft.values[name].trim().length;
  }

  /** Why nothing can be sent from this page (`refused`), or has to wait although there is a connection (`connected`); in words, or undefined. */
  #why(is: 'refused' | 'connected'): string | undefined {
    const { status, error } = this.#connection.value ?? {};
    return status === is && error ? this.#common.words.errors[error] : undefined;
  }

  #say({ field: name, fault, limit }: FormFault): string {
    const { words, formats } = this.#terms;
    const said = name === 'email' ? words.faults.email[fault] : fault === 'not_an_email' ? '' : words.faults[name][fault];
    return limit === undefined ? said : `${said} ${words.tooLong(formats.number(limit))}`;
  }

  protected override render(): TemplateResult {
    return html`<div class="frame" part="form">${this.phase === 'sent' || this.phase === 'kept' ? this.#done() : this.#form()}</div>`;
  }

  #form(): TemplateResult {
    const { words } = this.#terms;
    const blocked = this.#why('refused');
    // A page that can never send shows no form to fill in, but never takes away what someone has written.
    const fields = !blocked || this.#draft.begun;
    return html`
      <form novalidate @submit=${this.#submit} @focusin=${this.#begun} aria-labelledby="heading">
        <div class="top">
          <h2 id="heading"><slot name="heading">${this.heading || words.heading}</slot></h2>
          ${this.#live()}
        </div>
        <slot name="intro"></slot>
        ${blocked ? html`<p class="note bad" role="alert">${icon(CircleAlert)}<span>${this.#common.words.connection.refused} ${blocked}</span></p>` : nothing}
        ${this.#summary()}
        ${fields ? html`<div class="fields">${this.#field('name')}${this.#field('email')}${this.#field('description')}${this.#attachments()}</div>` : nothing}
        ${fields ? this.#bottom(blocked) : nothing}
      </form>
    `;
  }

  #live(): TemplateResult | typeof nothing {
    const live = this.#someoneThere;
    if (live === undefined) return nothing;
    const { words } = this.#terms;
    return html`<p class="status live" part="live" data-standing=${live ? 'live' : 'away'}><span class="dot"></span>${live ? words.live : words.away}</p>`;
  }

  /** Whether a technician is available; undefined while nobody can tell. */
  get #someoneThere(): boolean | undefined {
    return this.#connection.value?.status === 'connected' ? this.#settings.value?.live : undefined;
  }

  #summary(): TemplateResult | typeof nothing {
    const { words, formats } = this.#terms;
    const look = { faults: this.summary, stands: (fault: FormFault) => this.#checks.fault(fault.field) !== null, say: (fault: FormFault) => this.#say(fault), words, formats };
    return faultSummary(look, (name) => {
      this.renderRoot.querySelector<HTMLElement>(`#${name}`)?.focus();
    });
  }

  #field(name: FormField): TemplateResult {
    const { words } = this.#terms;
    const fault = this.#checks.fault(name);
    const room = this.#room(name);
    return field(
      {
        name,
        label: words[name],
        value: this.#draft.values[name],
        fault: fault ? this.#say(fault) : undefined,
        hint: name === 'description' ? words.descriptionHint : undefined,
        counter: name === 'description' && room <= nearTheLimit ? this.#counter(room) : undefined,
        locked: this.phase === 'sending' || name in this.#draft.known,
      },
      this.#deeds,
    );
  }

  #attachments(): TemplateResult {
    const tag = privateTag(FileUpload);
    return staticHtml`<${tag} id="files" class="attachments" name="files" multiple .client=${this.#clients.customer} ?disabled=${this.phase === 'sending'}></${tag}>`;
  }

  #counter(room: number): string {
    const { words, formats } = this.#common;
    return room >= 0 ? words.charactersLeft(room, formats) : this.#terms.words.charactersOver(-room, formats);
  }

  #bottom(blocked: string | undefined): TemplateResult {
    const { words } = this.#terms;
    const live = this.#someoneThere;
    const sending = this.phase === 'sending';
    const held = this.#why('connected');
    return html`
      <div class="bottom">
        ${this.#notes()}
        <button class="button primary" part="submit" type="submit" aria-disabled=${sending || blocked ? 'true' : nothing} aria-describedby="next">${sending ? words.submitting : words.submit}</button>
        <p class="hint" id="next">${sending ? held && html`<span role="alert">${held}</span>` : live === undefined ? nothing : live ? words.liveHint : words.awayHint}</p>
        <slot name="footer"></slot>
      </div>
    `;
  }

  /** What became of the last try, and what stands in the way of this one. */
  #notes(): TemplateResult | typeof nothing {
    const { words } = this.#terms;
    const common = this.#common.words;
    if (this.refusal) return html`<p class="note bad">${icon(CircleAlert)}<span>${words.notSubmitted} ${common.errors[this.refusal.code]}</span></p>`;
    if (this.phase !== 'sending' || this.#connection.value?.status === 'connected') return nothing;
    return html`<p class="note">${icon(WifiOff)}<span>${words.submitOffline}${this.#forgetful ? ` ${common.connection.memory}` : ''}</span></p>`;
  }

  /** Whether what waits would be lost with the tab although more was asked for. */
  get #forgetful(): boolean {
    return this.#storage.value === 'memory' && this.#clients.customer?.storage !== 'none';
  }

  #done(): TemplateResult {
    const { words } = this.#terms;
    const upload = privateTag(FileUpload);
    const kept = this.phase === 'kept';
    const text = kept
      ? html`<h2>${words.submitOffline}</h2>`
      : html`<slot name="success">
          <h2>${words.submitted(String(this.number))}</h2>
          <p>${words.submittedHint}</p>
        </slot>`;
    return html`
      <div class="done" id="done" tabindex="-1" role="group" aria-labelledby="done-text">
        ${icon(kept ? Clock : CircleCheck, 'mark')}
        <div id="done-text">${text}</div>
        ${this.#underWay.conversation ? staticHtml`<${upload} .client=${this.#clients.customer} .conversation=${this.#underWay.conversation}></${upload}>` : nothing}
        <button class="button" type="button" @click=${this.#again}>${words.newRequest}</button>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'support-request-form': SupportRequestForm;
  }
}
