import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { staffFaults, staffIdLength, staffNameLength, staffRoles, type Colleague, type StaffChange, type StaffRole } from '../../domain/staff.ts';
import type { FieldFault } from '../../domain/text-rules.ts';
import { state } from '../decorators.ts';
import { isolated } from '../named-text.ts';
import { CompanyDialog } from './company-dialog.ts';

interface NewTechnician {
  readonly id: string;
  readonly name: string;
  readonly role: StaffRole;
}

const nobody: NewTechnician = { id: '', name: '', role: 'technician' };

/** What is being done to one technician: renamed, or about to be disabled. */
interface Doing {
  readonly id: string;
  readonly what: 'rename' | 'disable';
  readonly name: string;
}

/** An admin's list of who works for a company. */
export class TechniciansDialog extends CompanyDialog {
  static override readonly tag: string = 'technicians-dialog';

  @state() private colleagues: readonly Colleague[] | null = null;
  @state() private doing: Doing | null = null;
  @state() private adding: NewTechnician | null = null;
  /** Where the last deed was done: its answer stands there. */
  @state() private at = '';

  protected override get heading(): string {
    return this.consoleTerms.words.toolNames.technicians;
  }

  protected override entered(): void {
    this.colleagues = null;
    this.doing = null;
    this.adding = null;
    this.at = '';
    void this.#read();
  }

  async #read(): Promise<void> {
    const { technician, chosen } = this;
    if (!technician) return;
    try {
      const colleagues = await technician.colleagues(chosen);
      if (chosen === this.chosen) this.colleagues = colleagues;
    } catch (error) {
      this.at = '';
      this.fail(error);
    }
  }

  async #change(change: StaffChange, done: string): Promise<void> {
    this.at = change.id;
    const known = this.colleagues?.some(({ id }) => id === change.id) ?? false;
    const faults = staffFaults(change, known);
    if (faults.length > 0) {
      this.said = null;
      this.faults = faults;
      return;
    }
    if (await this.attempt(() => this.technician?.changeTechnician(this.chosen, change), done)) {
      this.doing = null;
      this.adding = null;
      // Where the button was that did it there is another one now.
      await this.#read();
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>(`[data-id="${CSS.escape(change.id)}"] .name-of`)?.focus();
    }
  }

  protected override content(): TemplateResult {
    const { technicians: words } = this.terms.words;
    return html`<p class="lead">${words.lead}</p>
      ${this.at === '' ? this.outcome() : nothing}
      ${this.colleagues === null
        ? html`<p class="muted" role="status">${words.loading}</p>`
        : html`<ul class="cards">
            ${repeat(
              this.colleagues,
              ({ id }) => id,
              (colleague) => this.#card(colleague),
            )}
          </ul>`}
      ${this.#add()}`;
  }

  #card(colleague: Colleague): TemplateResult {
    const { technicians: words } = this.terms.words;
    const { id, name, role, enabled, available, connected } = colleague;
    const mine = id === this.me?.id;
    const doing = this.doing?.id === id ? this.doing.what : null;
    return html`<li class="card" data-id=${id}>
      <div class="row">
        <strong class="name-of" tabindex="-1"><bdi>${name}</bdi></strong>${mine ? html`<span class="tag">${words.you}</span>` : nothing}
        <span class="muted"><bdi>${id}</bdi></span>
      </div>
      <div class="row">
        <span class="tag">${words.roles[role]}</span>
        ${enabled
          ? html`<span class="tag ${available ? 'on' : ''}">${available ? this.consoleTerms.words.available : this.consoleTerms.words.unavailable}</span
              ><span class="muted">${connected ? words.connected : words.notConnected}</span>`
          : html`<span class="tag off">${words.disabled}</span>`}
      </div>
      ${doing === 'rename' ? this.#rename(colleague) : doing === 'disable' ? this.#confirm(colleague) : this.#deeds(colleague)}
      ${this.at === id && this.adding === null ? this.outcome() : nothing}
    </li>`;
  }

  #deeds({ id, name, role, enabled }: Colleague): TemplateResult {
    const { technicians: words } = this.terms.words;
    const changed = words.changed(isolated(name));
    const other: StaffRole = role === 'admin' ? 'technician' : 'admin';
    return html`<div class="row" role="group" aria-label=${words.actionsFor(isolated(name))}>
      <button type="button" class="button" @click=${() => this.#begin({ id, what: 'rename', name })}>${words.rename}</button>
      <button type="button" class="button" @click=${() => void this.#change({ id, role: other }, changed)}>${other === 'admin' ? words.makeAdmin : words.makeTechnician}</button>
      ${enabled
        ? html`<button type="button" class="button" @click=${() => this.#begin({ id, what: 'disable', name })}>${words.disable}</button>`
        : html`<button type="button" class="button" @click=${() => void this.#change({ id, enabled: true }, changed)}>${words.enable}</button>`}
    </div>`;
  }

  protected override stepBack(): boolean {
    if (this.adding) this.#open(null);
    else if (this.doing) this.#begin(null);
    else return false;
    return true;
  }

  #begin(doing: Doing | null): void {
    const id = doing?.id ?? this.doing?.id ?? '';
    this.said = null;
    this.faults = [];
    this.adding = null;
    this.doing = doing;
    const card = `[data-id="${CSS.escape(id)}"]`;
    this.focusOn(doing ? `${card} input, ${card} .question` : `${card} .name-of`);
  }

  #rename({ id, name }: Colleague): TemplateResult {
    const { technicians: words, save, cancel } = this.terms.words;
    const typed = this.doing?.name ?? name;
    return html`<form
      class="row"
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.#change({ id, name: typed.trim() }, words.changed(isolated(typed.trim())));
      }}
    >
      <div class="field grow">
        <label for="rename">${words.name}</label>
        <input
          class="input"
          id="rename"
          maxlength=${staffNameLength}
          .value=${typed}
          aria-invalid=${this.hasFault('name') ? 'true' : nothing}
          aria-describedby=${this.hasFault('name') ? 'fault-name' : nothing}
          @input=${({ target }: Event) => {
            if (target instanceof HTMLInputElement) this.doing = { id, what: 'rename', name: target.value };
            this.forgetFault('name');
          }}
        />
        ${this.faultOf('name', (fault) => this.#words(fault))}
      </div>
      <button type="button" class="button" @click=${() => this.#begin(null)}>${cancel}</button>
      <button class="button primary">${save}</button>
    </form>`;
  }

  #confirm({ id, name }: Colleague): TemplateResult {
    const { technicians: words, cancel } = this.terms.words;
    return html`<div class="stack" role="group" aria-labelledby="disable-question" aria-describedby="disable-text">
      <p class="question" id="disable-question" tabindex="-1"><strong>${words.disableQuestion(isolated(name))}</strong></p>
      <p class="muted" id="disable-text">${words.disableConsequence} ${id === this.me?.id ? words.disableYourself : ''}</p>
      <div class="choices">
        <button type="button" class="button" @click=${() => this.#begin(null)}>${cancel}</button>
        <button type="button" class="button danger" @click=${() => void this.#change({ id, enabled: false }, words.changed(isolated(name)))}>${words.disable}</button>
      </div>
    </div>`;
  }

  #add(): TemplateResult {
    const { technicians: words, cancel } = this.terms.words;
    const { adding } = this;
    if (!adding) return html`<div class="choices"><button type="button" class="button primary add" @click=${() => this.#open(nobody)}>${words.add}</button></div>`;
    const input = (field: 'id' | 'name', label: string, limit: number, hint: string): TemplateResult => {
      const wrong = this.hasFault(field);
      return html`<div class="field">
        <label for="new-${field}">${label}</label>
        <input
          class="input"
          id="new-${field}"
          autocomplete="off"
          maxlength=${limit}
          .value=${adding[field]}
          aria-invalid=${wrong ? 'true' : nothing}
          aria-describedby=${wrong ? `fault-${field}` : hint ? `help-${field}` : nothing}
          @input=${({ target }: Event) => {
            if (target instanceof HTMLInputElement) this.adding = { ...adding, [field]: target.value };
            this.forgetFault(field);
          }}
        />
        ${hint ? html`<p class="hint" id="help-${field}">${hint}</p>` : nothing} ${this.faultOf(field, (fault) => this.#words(fault))}
      </div>`;
    };
    return html`<form class="card" novalidate aria-labelledby="add-title" @submit=${this.#submit}>
      <h3 id="add-title">${words.add}</h3>
      ${input('id', words.id, staffIdLength, words.addHint)} ${input('name', words.name, staffNameLength, '')}
      <div class="field">
        <label for="new-role">${words.role}</label>
        <select
          class="input"
          id="new-role"
          @change=${({ target }: Event) => {
            if (target instanceof HTMLSelectElement) this.adding = { ...adding, role: staffRoles.find((role) => role === target.value) ?? 'technician' };
          }}
        >
          ${staffRoles.map((role) => html`<option value=${role} ?selected=${role === adding.role}>${words.roles[role]}</option>`)}
        </select>
      </div>
      ${this.outcome()}
      <div class="choices">
        <button type="button" class="button" @click=${() => this.#open(null)}>${cancel}</button>
        <button class="button primary" aria-disabled=${this.busy ? 'true' : nothing}>${words.add}</button>
      </div>
    </form>`;
  }

  #open(adding: NewTechnician | null): void {
    this.said = null;
    this.faults = [];
    this.doing = null;
    this.at = '';
    this.adding = adding;
    this.focusOn(adding ? '#new-id' : '.add');
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const { technicians: words } = this.terms.words;
    const { adding } = this;
    if (!adding) return;
    const id = adding.id.trim();
    const name = adding.name.trim();
    if (this.colleagues?.some((colleague) => colleague.id === id)) {
      this.faults = [{ field: 'id', fault: 'taken' }];
      return;
    }
    void this.#change({ id, name, role: adding.role, enabled: true }, words.added(isolated(name)));
  };

  #words({ field, fault }: FieldFault): string {
    const { faults, technicians: words } = this.terms.words;
    if (field === 'id' && fault === 'taken') return words.known;
    if (field === 'id' || field === 'name') return fault === 'too_long' ? faults[field].too_long : faults[field].missing;
    return faults.other[fault];
  }
}
