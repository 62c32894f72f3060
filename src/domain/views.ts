import type { RequestState, RequestStatus } from './request.ts';

/** The views of Support Requests, in the order in which they are offered. */
export const views = ['all', 'new', 'active', 'completed'] as const;
export type View = (typeof views)[number];

/** How many requests each view holds for the one who asks. */
export type Counts = Readonly<Record<View | 'mine', number>>;

export const noCounts: Counts = { all: 0, new: 0, active: 0, completed: 0, mine: 0 };

/** The statuses that a view shows. */
export const statusesOf: Readonly<Record<View, readonly RequestStatus[]>> = {
  all: ['new', 'active', 'completed'],
  new: ['new'],
  active: ['active'],
  completed: ['completed'],
};

export function inView(request: Pick<RequestState, 'status'>, view: View): boolean {
  return statusesOf[view].includes(request.status);
}
