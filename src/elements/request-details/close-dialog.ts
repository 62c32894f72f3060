import { html, type TemplateResult } from 'lit';
import type { TechnicianConversation } from '../../client/client.ts';
import type { Outcome } from '../../domain/request.ts';
import { DeedDialog } from './deed-dialog.ts';
import { state } from '../decorators.ts';

type ClosedAs = Exclude<Outcome, 'withdrawn'>;

/** A part of request-details: how a request ended, and what colleagues should know of it. */
export class CloseDialog extends DeedDialog {
  static override readonly tag: string = 'close-dialog';

  @state() private outcome: ClosedAs = 'resolved';

  protected override act(conversation: TechnicianConversation): Promise<void> {
    return conversation.close(this.outcome, this.note.trim());
  }

  protected override render(): TemplateResult {
    const { words } = this.terms;
    const { actions } = this.common.words;
    const option = (value: ClosedAs): TemplateResult => html`<label class="option">
      <input
        type="radio"
        name="outcome"
        .value=${value}
        ?autofocus=${value === 'resolved'}
        .checked=${this.outcome === value}
        @change=${() => {
          this.outcome = value;
        }}
      />
      <span class="what">${words.outcomes[value]}</span>
    </label>`;
    return this.frame({
      title: words.closeTitle(String(this.conversation?.$state.get()?.number ?? '')),
      submit: actions.close,
      fields: html`<div class="field" role="radiogroup" aria-labelledby="outcome-label">
          <span class="label" id="outcome-label">${words.outcome}</span>
          <div class="options">${option('resolved')} ${option('unresolved')}</div>
        </div>
        ${this.noteField()}`,
    });
  }
}
