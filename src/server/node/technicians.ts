import type { StaffChange, StaffRole } from '../../domain/staff.ts';
import type { FieldFault } from '../../domain/text-rules.ts';
import type { Refusal } from '../../protocol/frames.ts';
import type { DeskStore } from '../core/store.ts';
import type { DeskHost } from '../host/desk-host.ts';

/** A technician as the desk has them. */
export interface DeskTechnician {
  readonly id: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly enabled: boolean;
  readonly available: boolean;
}

/** Why a technician was not changed, as a code. */
export class ChangeRefused extends Error {
  override readonly name = 'ChangeRefused';
  readonly code: Refusal['code'] | 'no_such_desk';
  /** For `invalid`: what is wrong, and where. */
  readonly faults: readonly FieldFault[];

  constructor(code: Refusal['code'] | 'no_such_desk', faults: readonly FieldFault[] = []) {
    super(code);
    this.code = code;
    this.faults = faults;
  }
}

/** What this needs of an open desk. */
interface Staffed {
  readonly store: Pick<DeskStore, 'technicians'>;
  readonly host: Pick<DeskHost, 'changeStaff'>;
}

/** By id. @throws ChangeRefused if there is no such desk. */
export function listTechnicians(desk: Pick<Staffed, 'store'> | null): readonly DeskTechnician[] {
  if (!desk) throw new ChangeRefused('no_such_desk');
  const all = desk.store.technicians().map(({ id, name, role, enabled, available }) => ({ id, name, role, enabled, available }));
  return all.sort((a, b) => (a.id < b.id ? -1 : 1));
}

export async function changeTechnician(desk: Staffed | null, change: StaffChange): Promise<void> {
  if (!desk) throw new ChangeRefused('no_such_desk');
  const refusal = await desk.host.changeStaff(change);
  if (refusal) throw new ChangeRefused(refusal.code, refusal.faults);
}
