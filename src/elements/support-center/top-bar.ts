import { html, nothing, type TemplateResult } from 'lit';
import { html as staticHtml } from 'lit/static-html.js';
import type { CompanyPresence, TechnicianClient } from '../../client/client.ts';
import type { ConsoleTerms } from '../../locales/en/console.ts';
import type { Formats } from '../../locales/formats.ts';
import { privateTag } from '../private-tags.ts';
import { AvailabilityMenu, type ToolName } from './availability-menu.ts';
import { CompanyFilter } from './company-filter.ts';
import type { KeptChoices } from './kept-choices.ts';
import type { Layout } from './layout.ts';
import { menuTools } from './menu-tools.ts';
import { searchField, type SearchText } from './search-field.ts';

interface TopBar {
  readonly words: ConsoleTerms;
  readonly formats: Formats;
  readonly client: TechnicianClient | undefined;
  readonly companies: readonly CompanyPresence[];
  /** Undefined for all of them. */
  readonly shown: readonly string[] | undefined;
  readonly layout: Layout;
  readonly hidden: boolean;
  readonly search: SearchText;
  readonly kept: KeptChoices;
  openTool(this: void, name: ToolName): void;
}

/** The bar at the top: title, search, companies, and what the technician has set. */
export function topBar({ words, formats, client, companies, shown, layout, hidden, search, kept, openTool }: TopBar): TemplateResult {
  const availability = privateTag(AvailabilityMenu);
  const tools = menuTools(companies, words, formats, kept.hint('help', words)?.title);
  const menu = staticHtml`<${availability} class="availability" .client=${client} .tools=${tools} .openTool=${openTool} .keys=${kept.hint('availability', words)}></${availability}>`;
  return html`<header class="top ${layout}" part="header" ?hidden=${hidden}>
    <h2><slot name="title">${words.supportCenter}</slot></h2>
    <slot name="header"></slot>
    ${searchField({ search, words, formats, keys: kept.hint('search', words) })} ${companies.length < 2 ? nothing : filter(companies, shown, kept)} ${menu}
  </header>`;
}

function filter(companies: readonly CompanyPresence[], shown: readonly string[] | undefined, kept: KeptChoices): TemplateResult {
  const tag = privateTag(CompanyFilter);
  const choose = (chosen: readonly string[] | undefined): void => {
    kept.save({ companies: chosen });
  };
  return staticHtml`<${tag} class="companies" .companies=${companies} .shown=${shown} .choose=${choose}></${tag}>`;
}
