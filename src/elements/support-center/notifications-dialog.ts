import { html, nothing, type TemplateResult } from 'lit';
import type { CompanyPresence } from '../../client/client.ts';
import { codeOf, isSupportError } from '../../client/errors.ts';
import { noNotifications, notificationFaults, tidyNotifications, type NotificationSettings } from '../../domain/staff.ts';
import type { FieldFault } from '../../domain/text-rules.ts';
import { state } from '../decorators.ts';
import { isolated } from '../named-text.ts';
import { askForNotifications, chime, notificationObstacle, type NotificationObstacle } from './arrival-signals.ts';
import { ToolDialog } from './tool-dialog.ts';

/** How a technician is told of new requests: the same for all of their companies, as far as their servers can. */
export class NotificationsDialog extends ToolDialog {
  static override readonly tag: string = 'notifications-dialog';

  /** What is typed and chosen; null as long as it is what the desk has. */
  @state() private typed: NotificationSettings | null = null;
  @state() private obstacle: NotificationObstacle = notificationObstacle();
  @state() private silent = false;

  protected override get heading(): string {
    return this.consoleTerms.words.toolNames.notifications;
  }

  /** Those of the first company whose desk has said what they are. */
  get #first(): CompanyPresence | undefined {
    return this.companies.find(({ me }) => me);
  }

  get #saved(): NotificationSettings {
    return this.#first?.me?.notifications ?? noNotifications;
  }

  get #settings(): NotificationSettings {
    return this.typed ?? this.#saved;
  }

  #change(changes: Partial<NotificationSettings>): void {
    this.typed = { ...this.#settings, ...changes };
    this.said = null;
    if (changes.email) this.forgetFault('email');
    if (changes.sms) this.forgetFault('phone');
  }

  readonly #save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const settings = tidyNotifications(this.#settings);
    const faults = notificationFaults(settings);
    if (faults.length > 0) {
      this.said = null;
      this.faults = faults;
      this.announce(faults.map((fault) => this.#words(fault)).join(' '), 'assertive');
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid]')?.focus();
      return;
    }
    await this.#write(settings);
  };

  /** To each company by itself: one that cannot be reached keeps none of the others from it. */
  async #write(settings: NotificationSettings): Promise<void> {
    const { technician, companies } = this;
    if (!technician || this.busy) return;
    this.busy = true;
    this.faults = [];
    const written = await Promise.allSettled(companies.map(({ company }) => technician.setNotifications(settings, company)));
    this.busy = false;
    const failed = written.flatMap((result, at) => (result.status === 'rejected' ? [{ company: companies[at]?.company ?? '', error: result.reason as unknown }] : []));
    const { notifications: words, saved } = this.terms.words;
    const { formats } = this.terms;
    const [fault] = failed;
    if (!fault) {
      this.typed = null;
      this.say({ good: true, text: saved });
      return;
    }
    const why = this.common.words.errors[codeOf(fault.error)];
    this.faults = failed.flatMap(({ error }) => (isSupportError(error) ? (error.details.faults ?? []) : []));
    const names = (ids: readonly string[]) => formats.list(ids.map((id) => isolated(this.companyName(id))));
    const lost = failed.map(({ company }) => company);
    const done = companies.map(({ company }) => company).filter((company) => !lost.includes(company));
    const notSaved = companies.length === 1 ? why : words.notSavedFor(names(lost), why);
    this.say({ good: false, text: done.length > 0 ? `${notSaved} ${words.savedFor(names(done))}` : notSaved });
  }

  #words({ field, fault }: FieldFault): string {
    const { faults } = this.terms.words;
    const of = field === 'phone' ? faults.phone : faults.email;
    return fault === 'missing' ? of.missing : of.wrong;
  }

  protected override body(): TemplateResult {
    const { notifications: words, save } = this.terms.words;
    const { email, sms, browser, sound } = this.#settings;
    // What is to be corrected stays in sight, whether it is used or not.
    const saved = this.#saved;
    const several = this.companies.length > 1;
    const away = this.companies.every(({ me }) => me?.available !== true);
    return html`<p class="lead">${several ? words.leadCompanies : words.lead}</p>
      ${this.#mixed() ? html`<p class="note"><span>${words.mixed(isolated(this.companyName(this.#first?.company ?? '')))}</span></p>` : nothing}
      <form novalidate @submit=${this.#save}>
        ${this.#method('email', words.email, email.on, this.#missing('email'), (on) => this.#change({ email: { ...email, on } }))}
        ${!email.on && email.address === saved.email.address ? nothing : this.#field('email', words.address, 'email', email.address, '', (address) => this.#change({ email: { ...email, address } }))}
        ${this.#method('sms', words.sms, sms.on, this.#missing('sms'), (on) => this.#change({ sms: { ...sms, on } }))}
        ${!sms.on && sms.number === saved.sms.number ? nothing : this.#field('phone', words.number, 'tel', sms.number, words.numberHint, (number) => this.#change({ sms: { ...sms, number } }))}
        ${this.#method('browser', words.browser, browser, { hint: this.#browserHint(), impossible: this.obstacle === 'unsupported' && !browser }, this.#chooseBrowser)}
        ${this.obstacle === 'asked' && browser
          ? html`<p class="under inline"><span class="muted">${words.notAsked}</span><button type="button" class="button" @click=${this.#ask}>${words.ask}</button></p>`
          : nothing}
        ${this.#method('sound', words.sound, sound, { hint: words.soundHint, impossible: false }, (on) => this.#change({ sound: on }))}
        <p class="under inline try"><button type="button" class="button" @click=${this.#play}>${words.tryIt}</button>${this.silent ? html`<span class="fault" role="alert">${words.silent}</span>` : nothing}</p>
        ${away ? html`<p class="muted">${words.unavailableHint}</p>` : nothing} ${this.outcome()}
        <div class="choices"><button class="button primary" aria-disabled=${this.busy ? 'true' : nothing}>${save}</button></div>
      </form>`;
  }

  #mixed(): boolean {
    const settings = this.companies.flatMap(({ me }) => (me ? JSON.stringify(me.notifications) : []));
    return new Set(settings).size > 1;
  }

  /** Why a method cannot be used, for all companies or some. */
  #missing(method: 'email' | 'sms'): { readonly hint: string; readonly impossible: boolean } {
    const { notifications: words } = this.terms.words;
    const known = this.companies.filter((one) => one.console !== null);
    const without = known.filter(({ console: set }) => set?.notifies[method] !== true);
    if (without.length === 0) return { hint: '', impossible: false };
    if (without.length === known.length) return { hint: method === 'email' ? words.noEmail : words.noSms, impossible: true };
    const names = this.terms.formats.list(without.map(({ company }) => isolated(this.companyName(company))));
    return { hint: method === 'email' ? words.noEmailFor(names) : words.noSmsFor(names), impossible: false };
  }

  #browserHint(): string {
    const { notifications: words } = this.terms.words;
    if (this.obstacle === 'unsupported') return words.unsupported;
    return this.obstacle === 'denied' ? words.denied : words.browserHint;
  }

  /** A method that cannot be chosen can still be switched off. */
  #method(name: string, label: string, on: boolean, { hint, impossible }: { readonly hint: string; readonly impossible: boolean }, choose: (on: boolean) => void): TemplateResult {
    return html`<label class="check"
      ><input
        type="checkbox"
        name=${name}
        .checked=${on}
        ?disabled=${impossible && !on}
        aria-describedby=${hint ? `hint-${name}` : nothing}
        @change=${({ target }: Event) => {
          if (target instanceof HTMLInputElement) choose(target.checked);
        }}
      /><span class="text"><span>${label}</span>${hint ? html`<span class="muted" id="hint-${name}">${hint}</span>` : nothing}</span></label
    >`;
  }

  #field(field: 'email' | 'phone', label: string, type: string, value: string, hint: string, typed: (value: string) => void): TemplateResult {
    const wrong = this.hasFault(field);
    const described = [wrong && `fault-${field}`, hint && `help-${field}`].filter(Boolean).join(' ');
    return html`<div class="field under">
      <label for="${field}-field">${label}</label>
      <input
        class="input"
        id="${field}-field"
        type=${type}
        autocomplete=${type}
        .value=${value}
        aria-invalid=${wrong ? 'true' : nothing}
        aria-describedby=${described || nothing}
        @input=${({ target }: Event) => {
          if (target instanceof HTMLInputElement) typed(target.value);
        }}
      />
      ${hint ? html`<p class="hint" id="help-${field}">${hint}</p>` : nothing} ${this.faultOf(field, (fault) => this.#words(fault))}
    </div>`;
  }

  readonly #chooseBrowser = (on: boolean): void => {
    this.#change({ browser: on });
    // The press that switches it on is the one that may ask.
    if (on) void this.#ask();
  };

  readonly #ask = async (): Promise<void> => {
    this.obstacle = await askForNotifications();
  };

  readonly #play = async (): Promise<void> => {
    this.silent = !(await chime());
  };
}
