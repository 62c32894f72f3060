import { repliesFault, replyLimits } from '../../domain/replies.ts';
import { notificationFaults, noNotifications, staffFaults, tidyNotifications, type StaffChange } from '../../domain/staff.ts';
import { straightName } from '../../domain/text-rules.ts';
import type { Refusal } from '../../protocol/frames.ts';
import { jsonBytes } from '../../domain/utf8.ts';
import { named, type CommandOf, type Decision, type Situation } from './deciding.ts';
import type { Cause, DeskStore, StoredTechnician } from './store.ts';
import type { Work } from './work.ts';

/** Commands about the technicians themselves: what each sets for themselves, and what admins set for all. */

export function setAvailability({ available }: CommandOf<'set-availability'>, { technician }: Situation): Decision {
  if (!technician) return { code: 'forbidden' };
  return (work) => {
    if (technician.available !== available) work.saveTechnician({ ...technician, available });
    return {};
  };
}

export function setNotifications(command: CommandOf<'set-notifications'>, { technician }: Situation): Decision {
  if (!technician) return { code: 'forbidden' };
  const notifications = tidyNotifications(command.notifications);
  const faults = notificationFaults(notifications);
  if (faults.length > 0) return { code: 'invalid', faults };
  return (work) => {
    work.saveTechnician({ ...technician, notifications });
    return {};
  };
}

export function setReplies({ replies }: CommandOf<'set-replies'>, { technician }: Situation): Decision {
  if (technician?.role !== 'admin') return { code: 'forbidden' };
  const fault = repliesFault(replies);
  if (fault) return { code: 'invalid', faults: [fault] };
  // Every welcome of a technician carries them.
  if (jsonBytes(replies) > replyLimits.bytes) return { code: 'invalid', faults: [{ field: 'replies', fault: 'too_long' }] };
  return (work) => {
    work.saveReplies(replies);
    return {};
  };
}

export function setTechnician({ type: _, ...change }: CommandOf<'set-technician'>, { store, technician, cause }: Situation): Decision {
  if (technician?.role !== 'admin') return { code: 'forbidden' };
  if (leavesNoAdmin(store, change)) return { code: 'last_admin' };
  const decided = changeTechnician(store, change, technician, cause);
  if (typeof decided !== 'function') return decided;
  return (work) => {
    decided(work);
    return {};
  };
}

/** Whether nobody who can change the technicians would be left [R75]. */
function leavesNoAdmin(store: DeskStore, { id, role, enabled }: StaffChange): boolean {
  const admins = store.technicians().filter((one) => one.enabled && one.role === 'admin');
  const steps = role === 'technician' || enabled === false;
  return steps && admins.length === 1 && admins[0]?.id === id;
}

/** No page's: the deed of whoever runs the server. */
const nobody: Cause = { principal: '', side: 'technician', lane: '', n: 0 };

/**
 * Decides a change of one technician [R74]. Who is disabled loses what they are at work on in the same transaction.
 * @param by the admin whose command it is; null if it comes from whoever runs the server.
 */
export function changeTechnician(
  store: DeskStore,
  wanted: StaffChange,
  by: StoredTechnician | null,
  cause: Cause = nobody,
): Refusal | ((work: Work) => void) {
  const change = wanted.name === undefined ? wanted : { ...wanted, name: straightName(wanted.name) };
  const known = store.technician(change.id);
  const faults = staffFaults(change, known !== null);
  if (faults.length > 0) return { code: 'invalid', faults };
  const before = known ?? newcomer(change.id);
  const after: StoredTechnician = {
    ...before,
    name: change.name ?? before.name,
    role: change.role ?? before.role,
    enabled: change.enabled ?? before.enabled,
  };
  return (work) => {
    if (JSON.stringify(before) !== JSON.stringify(after) || !known) work.saveTechnician(after);
    if (before.enabled && !after.enabled) release(store, work, before, by, cause);
  };
}

function newcomer(id: string): StoredTechnician {
  return { id, name: '', role: 'technician', enabled: true, available: false, notifications: noNotifications, leftAt: 0 };
}

/** Their active requests are nobody's again, and they are a guest nowhere. */
function release(store: DeskStore, work: Work, gone: StoredTechnician, by: StoredTechnician | null, cause: Cause): void {
  for (const key of store.activeOf(gone.id)) {
    const request = store.request(key);
    if (!request) continue;
    const { technician } = request.state;
    if (technician?.id !== gone.id) work.append(request, { type: 'left', technician: named(gone) }, cause);
    else if (by && by.id !== gone.id) work.append(request, { type: 'unassigned', technician, by: named(by) }, cause);
    else work.append(request, { type: 'unassigned', technician }, cause);
  }
}
