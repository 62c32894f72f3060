import { atom } from 'nanostores';
import type { Action, Verdict } from '../domain/lifecycle.ts';
import { technicianVerdicts } from '../domain/technician-table.ts';
import type { Outcome, RequestState, Technician } from '../domain/request.ts';
import type { EarlierFrame, Me } from '../protocol/frames.ts';
import type { TechnicianConversation } from './client.ts';
import type { CompanyDesk } from './company-desk.ts';
import { OpenConversation } from './conversation.ts';
import type { Looking } from './looking.ts';
import { Notes } from './notes.ts';
import { onceKnown } from './once-known.ts';

/** A request from a technician's side: what only they may do, and what only they read. */
export class OpenTechnicianConversation extends OpenConversation implements TechnicianConversation {
  readonly $viewers = atom<readonly Technician[]>([]);
  readonly #looking: () => Promise<Looking>;
  readonly #notes: Notes;

  constructor(desk: CompanyDesk, request: string | number, looking: () => Promise<Looking>, left: () => void) {
    super(desk, request, () => {
      this.#notes.release();
      left();
    });
    this.#looking = looking;
    this.#notes = new Notes(desk, this.identified);
  }

  get $notes(): Notes['$notes'] {
    return this.#notes.$notes;
  }

  get $notesStatus(): Notes['$status'] {
    return this.#notes.$status;
  }

  get $moreNotes(): Notes['$more'] {
    return this.#notes.$more;
  }

  assign(): Promise<void> {
    return this.decide('assign');
  }

  async unassign(note = ''): Promise<void> {
    await this.desk.decide({ type: 'unassign', key: this.known(), ...comment(note) });
  }

  async transfer(to: string, note = ''): Promise<void> {
    await this.desk.decide({ type: 'transfer', key: this.known(), to, ...comment(note) });
  }

  async invite(technician: string): Promise<void> {
    await this.desk.decide({ type: 'invite', key: this.known(), technician });
  }

  joinChat(): Promise<void> {
    return this.decide('join-chat');
  }

  leaveChat(): Promise<void> {
    return this.decide('leave-chat');
  }

  async close(outcome: Exclude<Outcome, 'withdrawn'> = 'resolved', note = ''): Promise<void> {
    await this.desk.decide({ type: 'close', key: this.known(), outcome, ...comment(note) });
  }

  reopen(): Promise<void> {
    return this.decide('reopen');
  }

  async note(text: string): Promise<void> {
    await this.desk.decide({ type: 'note', key: this.known(), text });
  }

  noteDraft(): Promise<string> {
    return this.texts.get('note-draft');
  }

  saveNoteDraft(text: string): Promise<void> {
    return this.texts.set('note-draft', text);
  }

  watchNoteDraft(changed: () => void): () => void {
    return this.texts.watch('note-draft', changed);
  }

  loadEarlierNotes(): Promise<void> {
    return this.#notes.loadEarlier();
  }

  look(): () => void {
    return onceKnown(this.#looking(), (looking) => looking.begin(this.identified, this.$viewers));
  }

  async earlier(): Promise<Pick<EarlierFrame, 'rows' | 'more'>> {
    const { rows, more } = await this.desk.ask({ type: 'earlier', key: this.known() }, 'earlier');
    return { rows, more };
  }

  protected verdicts(state: RequestState, me: Me): ReadonlyMap<Action, Verdict> {
    return me.role === 'customer' ? new Map() : technicianVerdicts(state, { role: 'technician', id: me.id, available: me.available, admin: me.staff === 'admin' });
  }
}

/** A note that goes with a deed; none if it is empty. */
function comment(note: string): { readonly note?: string } {
  return note.trim() === '' ? {} : { note };
}
