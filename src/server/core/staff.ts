import { fold, compareText } from '../../domain/sort-key.ts';
import { replyLimits } from '../../domain/replies.ts';
import type { Colleague } from '../../domain/staff.ts';
import type { ConsoleSettings, Me } from '../../protocol/frames.ts';
import { frameBytes } from '../../protocol/limits.ts';
import { fill } from './fitting.ts';
import type { Parts } from './parts.ts';
import type { StoredTechnician } from './store.ts';

/** What a technician is told of themselves, of the company and of the others. */

export function meOf({ id, name, role: staff, available, notifications }: StoredTechnician): Me {
  return { role: 'technician', id, name, staff, available, notifications };
}

/** What the company has set for its technicians. */
export function consoleOf({ store, options }: Pick<Parts, 'store' | 'options'>): ConsoleSettings {
  const { waits, idleAfter, channels } = options;
  const replies = fill(store.replies() ?? options.replies, replyLimits.bytes);
  return { waits, idleAfter, replies, notifies: { email: channels.email, sms: channels.sms } };
}

/** What a `staff` frame needs besides its names. */
const envelopeBytes = 256;

/** Everyone who works or has worked here, by name, those at work first: as many as a frame holds. */
export function colleagues({ liveness }: Pick<Parts, 'liveness'>): readonly Colleague[] {
  const all = liveness.all().map(({ id, name, role, enabled, available }) => ({
    id,
    name,
    role,
    enabled,
    available,
    connected: liveness.connected(id),
  }));
  const order = (a: Colleague, b: Colleague): number =>
    Number(b.enabled) - Number(a.enabled) || compareText(fold(a.name), fold(b.name)) || compareText(a.id, b.id);
  return fill(all.sort(order), frameBytes - envelopeBytes);
}
