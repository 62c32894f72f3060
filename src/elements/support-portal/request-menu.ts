import { html, nothing, type TemplateResult } from 'lit';
import Download from 'lucide/dist/esm/icons/download.mjs';
import Ellipsis from 'lucide/dist/esm/icons/ellipsis.mjs';
import ArrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import MessageCircleOff from 'lucide/dist/esm/icons/message-circle-off.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import Search from 'lucide/dist/esm/icons/text-search.mjs';
import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import type { Action, Verdict } from '../../domain/lifecycle.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import type { PortalTerms } from '../../locales/en/portal.ts';
import { icon, type IconNode } from '../icon.ts';
import { placeAt } from '../popover-place.ts';

export interface RequestMenuLook {
  readonly actions: ReadonlyMap<Action, Verdict>;
  readonly words: PortalTerms;
  readonly common: CommonTerms;
}

export interface RequestMenuDeeds {
  begin(): void;
  list(): void;
  search(): void;
  save(format: 'text' | 'json'): void;
  endChat(): void;
  withdraw(): void;
  /** Something that is not offered was asked for. */
  explain(reason: string): void;
}

/** What can be done with the request that is shown. What is not offered says why. */
export function requestMenu({ actions, words, common }: RequestMenuLook, deeds: RequestMenuDeeds): TemplateResult {
  const entry = (name: string, sign: IconNode, label: string, deed: () => void, verdict: Verdict | undefined = true) => {
    const reason = verdict === true ? '' : common.reasons[verdict];
    return html`<li class=${name}>
      <button
        type="button"
        class="entry"
        aria-disabled=${reason ? 'true' : nothing}
        aria-describedby=${reason ? `why-${name}` : nothing}
        @click=${(event: MouseEvent) => {
          if (reason) {
            deeds.explain(reason);
            return;
          }
          shut(event);
          deed();
        }}
      >
        ${icon(sign)}<span>${label}${reason ? html`<span class="why" id="why-${name}">${reason}</span>` : nothing}</span>
      </button>
    </li>`;
  };
  const over = actions.get('withdraw') === 'completed';
  return html`
    <button type="button" class="button plain icon-only more" id="more" part="menu" popovertarget="menu" aria-label=${words.menu}>${icon(Ellipsis)}</button>
    <div id="menu" popover @beforetoggle=${closing} @toggle=${opened}>
      <ul>
        ${entry('new', Plus, words.newRequest, deeds.begin)} ${entry('mine', ArrowLeft, words.myRequests, deeds.list)}
        ${entry('search', Search, words.search, deeds.search)}
        ${entry('text', Download, words.saveText, () => {
          deeds.save('text');
        })}
        ${entry('json', Download, words.saveJson, () => {
          deeds.save('json');
        })}
        ${over ? nothing : entry('end', MessageCircleOff, words.endChat, deeds.endChat, actions.get('end-chat'))}
        ${over ? nothing : entry('withdraw', CircleAlert, words.withdraw, deeds.withdraw, actions.get('withdraw'))}
      </ul>
    </div>
  `;
}

function opened(event: ToggleEvent): void {
  const menu = event.target;
  if (!(menu instanceof HTMLElement)) return;
  const close = () => {
    menu.hidePopover();
  };
  if (event.newState !== 'open') return;
  const button = menu.previousElementSibling;
  if (button) placeAt(button, menu);
  menu.querySelector<HTMLElement>('.entry')?.focus();
  // It stands still in the window: when its button scrolls away it would hang in the air.
  window.addEventListener('scroll', close, { capture: true, passive: true, once: true });
  menu.addEventListener(
    'toggle',
    () => {
      window.removeEventListener('scroll', close, { capture: true });
    },
    { once: true },
  );
}

/** Gives the focus back: browsers forget to where in a shadow tree it was. */
function closing(event: ToggleEvent): void {
  const menu = event.target;
  if (event.newState !== 'closed' || !(menu instanceof HTMLElement) || !menu.matches(':focus-within')) return;
  const button = menu.previousElementSibling;
  if (button instanceof HTMLElement) button.focus();
}

function shut(event: Event): void {
  const { target } = event;
  if (target instanceof Element) target.closest<HTMLElement>('[popover]')?.hidePopover();
}
