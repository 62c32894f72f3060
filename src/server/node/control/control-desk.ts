import type { StaffChange } from '../../../domain/staff.ts';
import { ChangeRefused, type DeskTechnician } from '../technicians.ts';
import type { ControlAnswer, Question } from './control-messages.ts';

/** What a control socket works on: a server, or the desks' files if none is running. */
export interface ControlDesk {
  technicians(company: string): readonly DeskTechnician[];
  changeTechnician(company: string, change: StaffChange): Promise<void>;
}

/** @throws what the store throws. */
export async function answerTo(question: Question, desk: ControlDesk): Promise<ControlAnswer> {
  try {
    if (question.ask === 'technicians') return { ok: true, technicians: [...desk.technicians(question.company)] };
    await desk.changeTechnician(question.company, question.change);
    return { ok: true, technicians: [] };
  } catch (error) {
    if (!(error instanceof ChangeRefused)) throw error;
    return { ok: false, code: error.code, faults: error.faults.map(({ field, fault }) => ({ field, fault })) };
  }
}
