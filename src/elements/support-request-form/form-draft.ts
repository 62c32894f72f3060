import type { FormField, RequestForm } from '../../domain/text-rules.ts';

/** Where a draft outlives the page. A customer's client is one. */
export interface DraftKeeper {
  /** Who is there: what one has typed is nothing to the next. */
  readonly $visit?: { get(): { readonly id: number; readonly known: boolean } };
  formDraft(): Promise<RequestForm | null>;
  saveFormDraft(form: RequestForm | null): Promise<void>;
}

const empty: RequestForm = { name: '', email: '', description: '' };

/**
 * What stands in the fields: what was typed here, else what this browser has kept, else what the page has filled in. So
 * the order in which the three arrive does not matter.
 */
export class FormDraft {
  prefill: Partial<RequestForm> = {};
  /** What a token says of the customer: it counts, whatever is typed. */
  known: Partial<RequestForm> = {};
  #typed: Partial<RequestForm> = {};
  #kept: Partial<RequestForm> = {};
  #keeper: DraftKeeper | undefined;
  #visit: { readonly id: number; readonly known: boolean } | undefined;
  /** What is to be saved next; undefined if all is. */
  #next: RequestForm | null | undefined;
  #saving = false;

  get values(): RequestForm {
    return { ...empty, ...this.prefill, ...this.#kept, ...this.#typed, ...this.known };
  }

  /** Whether someone has begun to write, here or on an earlier visit. */
  get begun(): boolean {
    return [...Object.values(this.#typed), ...Object.values(this.#kept)].some((text) => text.trim() !== '');
  }

  type(field: FormField, value: string): void {
    this.#typed = { ...this.#typed, [field]: value };
    this.#save(this.values);
  }

  /** Keeps drafts here from now on. Resolves once what is kept there stands in the fields: whether that is news. */
  async keepIn(keeper: DraftKeeper): Promise<boolean> {
    const visit = keeper.$visit?.get();
    if (keeper === this.#keeper && visit?.id === this.#visit?.id && visit?.known === this.#visit?.known) return false;
    this.#keeper = keeper;
    this.#visit = visit;
    const kept = await keeper.formDraft().catch(() => null);
    if (keeper !== this.#keeper || visit !== this.#visit) return false;
    // A field that was kept empty says nothing: what the page fills in may stand there.
    this.#kept = Object.fromEntries(Object.entries(kept ?? {}).filter(([, text]) => text !== ''));
    if (this.#next !== undefined) this.#save(this.#next);
    return kept !== null;
  }

  /** What is kept is on its way in another form: a second tab or a reload must not offer it again. */
  handOver(): void {
    this.#save(null);
  }

  /** It came back: keep it again. */
  takeBack(): void {
    this.#save(this.values);
  }

  /** Somebody else begins: nothing of it stays. */
  forget(): void {
    this.#kept = this.#typed = {};
    this.#next = undefined;
  }

  /** It has arrived: name and address stay for the next request of this page, the description goes. */
  clear(): void {
    const { name, email } = this.values;
    this.#kept = {};
    this.#typed = { name, email, description: '' };
    this.#save(null);
  }

  /** One write at a time, always of the newest: fast typing costs one write more, not hundreds. */
  #save(form: RequestForm | null): void {
    this.#next = form;
    if (this.#saving) return;
    this.#saving = true;
    void this.#write();
  }

  async #write(): Promise<void> {
    while (this.#next !== undefined && this.#keeper && this.#keeper.$visit?.get().id === this.#visit?.id) {
      const form = this.#next;
      this.#next = undefined;
      await this.#keeper.saveFormDraft(form).catch(() => undefined);
    }
    this.#saving = false;
  }
}
