import { html, render, type ReactiveElement } from 'lit';
import type { PortalTerms } from '../../locales/en/portal.ts';
import { addStyles } from './part-styles.ts';
import { withdrawDialogStyles } from './withdraw-dialog.styles.ts';

/** Asks before a request is withdrawn: it cannot be taken back. Resolves with whether it is to be. */
export function askToWithdraw(portal: ReactiveElement, words: PortalTerms): Promise<boolean> {
  addStyles(portal, [withdrawDialogStyles]);
  const place = document.createElement('div');
  portal.renderRoot.append(place);
  return new Promise((resolve) => {
    const closed = ({ target }: Event) => {
      place.remove();
      // Not where it was opened from: that menu entry is gone with its menu.
      portal.renderRoot.querySelector<HTMLElement>('#more')?.focus();
      resolve(target instanceof HTMLDialogElement && target.returnValue === 'withdraw');
    };
    render(
      html`
        <dialog id="withdraw" aria-labelledby="withdraw-title" aria-describedby="withdraw-text" @close=${closed}>
          <form method="dialog">
            <h2 id="withdraw-title">${words.withdrawQuestion}</h2>
            <p id="withdraw-text">${words.withdrawConsequence}</p>
            <div class="choices">
              <button class="button" value="cancel">${words.cancel}</button>
              <button class="button danger" value="withdraw">${words.withdrawYes}</button>
            </div>
          </form>
        </dialog>
      `,
      place,
    );
    place.querySelector('dialog')?.showModal();
  });
}
