import { columns, type Column, type Direction } from '../../domain/sort-key.ts';
import type { View } from '../../domain/views.ts';

export interface Order {
  readonly sort: Column;
  readonly direction: Direction;
}

const all: readonly Column[] = ['submitted', 'id', 'customer', 'company', 'status', 'technician'];
const own: readonly Column[] = ['on', 'id', 'customer', 'company', 'status'];

/** The columns of Support Requests, or of My Support Requests. */
export function columnsOf(mine: boolean): readonly Column[] {
  return mine ? own : all;
}

/** Columns that say the same in every row of a view begin where the newest is; New begins with whoever has waited longest. */
export function defaultOrder(view: View, mine: boolean): Order {
  if (mine) return { sort: 'on', direction: 'descending' };
  return { sort: 'submitted', direction: view === 'new' ? 'ascending' : 'descending' };
}

/** Times and numbers are asked for newest first, words from A. */
function firstDirection(column: Column): Direction {
  return column === 'submitted' || column === 'on' || column === 'id' ? 'descending' : 'ascending';
}

/** The order that the properties of a list ask for; what they leave open is the view's own. */
export function orderOf(asked: { readonly sort: string; readonly direction: string }, view: View, mine: boolean): Order {
  const own = defaultOrder(view, mine);
  const sort = columns.find((column) => column === asked.sort) ?? own.sort;
  const direction = asked.direction === 'ascending' || asked.direction === 'descending' ? asked.direction : sort === own.sort ? own.direction : firstDirection(sort);
  return { sort, direction };
}

/** The order after a press on a heading: the same column turns round, another begins in its own direction. */
export function afterHeading(order: Order, column: Column): Order {
  if (order.sort !== column) return { sort: column, direction: firstDirection(column) };
  return { sort: column, direction: order.direction === 'ascending' ? 'descending' : 'ascending' };
}
