import { jsonBytes } from '../../domain/utf8.ts';
import { named, permitted, type CommandOf, type Decision, type Situation } from './deciding.ts';
import { notedDeed } from './notes.ts';
import type { StoredTechnician } from './store.ts';

/** Commands that bring a second technician in. */

/** Gives a request to another, at work or not [R70]. */
export function transfer(command: CommandOf<'transfer'>, situation: Situation): Decision {
  return notedDeed(command, 'transfer', situation, (by, { state }) => {
    const target = working(command.to, situation);
    if (!target || state.technician?.id === target.id) return { code: 'no_such_technician' };
    return { type: 'transferred', technician: named(target), by };
  });
}

/** Bytes that the guests of a request may take as JSON: every frame that carries its state has room for them beside the form. */
const guestBytes = 4 * 1024;

/** Asks another into the chat that runs [R71]. */
export function invite({ key, technician: id }: CommandOf<'invite'>, situation: Situation): Decision {
  const { technician, cause } = situation;
  if (!technician) return { code: 'forbidden' };
  const request = permitted(key, 'invite', situation);
  if ('code' in request) return request;
  const target = working(id, situation);
  const there = request.state.technician?.id === id || request.state.guests.some((guest) => guest.id === id);
  if (!target || there) return { code: 'no_such_technician' };
  if (jsonBytes([...request.state.guests, { ...named(target), joined: false }]) > guestBytes) return { code: 'invalid' };
  return (work) => ({ seq: work.append(request, { type: 'invited', technician: named(target), by: named(technician) }, cause) });
}

function working(id: string, { store }: Situation): StoredTechnician | null {
  const technician = store.technician(id);
  return technician?.enabled ? technician : null;
}
