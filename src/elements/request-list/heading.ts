import ArrowDown from 'lucide/dist/esm/icons/arrow-down.mjs';
import ArrowUp from 'lucide/dist/esm/icons/arrow-up.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { Column } from '../../domain/sort-key.ts';
import { icon } from '../icon.ts';
import type { Order } from './order.ts';

/** A heading that sorts, and says so where the rows go by it. */
export function headingTemplate(column: Column, label: string, order: Order, sortBy: (column: Column) => void): TemplateResult {
  const sorted = order.sort === column;
  const press = (): void => {
    sortBy(column);
  };
  return html`<th role="columnheader" scope="col" class=${column} aria-sort=${sorted ? order.direction : nothing}>
    <button type="button" class="sort" @click=${press}>${label}${icon(sorted && order.direction === 'descending' ? ArrowDown : ArrowUp, 'arrow')}</button>
  </th>`;
}
