import { html, type TemplateResult } from 'lit';
import type { PortalTerms } from '../../locales/en/portal.ts';

/** Asks before a request is withdrawn: it cannot be taken back. */
export function withdrawDialog(words: PortalTerms, answered: (withdraw: boolean) => void): TemplateResult {
  return html`
    <dialog
      id="withdraw"
      aria-labelledby="withdraw-title"
      aria-describedby="withdraw-text"
      @close=${({ target }: Event) => {
        if (!(target instanceof HTMLDialogElement)) return;
        answered(target.returnValue === 'withdraw');
        target.returnValue = '';
      }}
    >
      <form method="dialog">
        <h2 id="withdraw-title">${words.withdrawQuestion}</h2>
        <p id="withdraw-text">${words.withdrawConsequence}</p>
        <div class="choices">
          <button class="button" value="cancel">${words.cancel}</button>
          <button class="button danger" value="withdraw">${words.withdrawYes}</button>
        </div>
      </form>
    </dialog>
  `;
}
