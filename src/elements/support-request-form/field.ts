import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import { icon } from '../icon.ts';
import type { FormField } from '../../domain/text-rules.ts';

/** One labelled field as it stands now. */
export interface FieldLook {
  readonly name: FormField;
  readonly label: string;
  readonly value: string;
  /** What is wrong, in words, or nothing. */
  readonly fault: string | undefined;
  readonly hint?: string | undefined;
  /** How much room is left, once it is little. */
  readonly counter?: string | undefined;
  /** Locked while the form is on its way: it can be read and copied, not changed. */
  readonly locked: boolean;
}

export interface FieldDeeds {
  typed(field: FormField, value: string): void;
  left(field: FormField, value: string): void;
}

const kinds = {
  name: { type: 'text', autocomplete: 'name', inputmode: 'text', capitals: 'words' },
  email: { type: 'email', autocomplete: 'email', inputmode: 'email', capitals: 'none' },
} as const;

/** A field with its label, hint, fault and counter, tied together for assistive technology. */
export function field(look: FieldLook, deeds: FieldDeeds): TemplateResult {
  const { name, label, fault, hint, counter } = look;
  const described = [hint && `${name}-hint`, fault && `${name}-fault`, counter && `${name}-counter`].filter(Boolean).join(' ');
  return html`
    <div class="field ${name}" part="field">
      <label for=${name}>${label}</label>
      ${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : nothing}
      ${name === 'description' ? area(look, described, deeds) : line(look, name, described, deeds)}
      ${fault ? html`<p class="fault" id="${name}-fault">${icon(CircleAlert)}<span>${fault}</span></p>` : nothing}
      ${counter ? html`<p class="hint counter" id="${name}-counter">${counter}</p>` : nothing}
    </div>
  `;
}

function line(look: FieldLook, name: keyof typeof kinds, described: string, deeds: FieldDeeds): TemplateResult {
  const kind = kinds[name];
  return html`<input
    class="input"
    id=${name}
    name=${name}
    type=${kind.type}
    autocomplete=${kind.autocomplete}
    inputmode=${kind.inputmode}
    autocapitalize=${kind.capitals}
    spellcheck="false"
    dir="auto"
    required
    ?readonly=${look.locked}
    aria-invalid=${look.fault ? 'true' : nothing}
    aria-describedby=${described || nothing}
    .value=${live(look.value)}
    @input=${(event: InputEvent) => {
      deeds.typed(name, textOf(event));
    }}
    @blur=${(event: FocusEvent) => {
      deeds.left(name, textOf(event));
    }}
  />`;
}

function area(look: FieldLook, described: string, deeds: FieldDeeds): TemplateResult {
  return html`<textarea
    class="input"
    id="description"
    name="description"
    rows="5"
    autocomplete="off"
    dir="auto"
    required
    ?readonly=${look.locked}
    aria-invalid=${look.fault ? 'true' : nothing}
    aria-describedby=${described || nothing}
    .value=${live(look.value)}
    @input=${(event: InputEvent) => {
      deeds.typed('description', textOf(event));
    }}
    @blur=${(event: FocusEvent) => {
      deeds.left('description', textOf(event));
    }}
  ></textarea>`;
}

function textOf(event: Event): string {
  const { target } = event;
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target.value : '';
}
