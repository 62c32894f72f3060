import type { FormField, RequestForm } from '../../domain/text-rules.ts';

/** Where a draft outlives the page. A customer's client is one. */
export interface DraftKeeper {
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
  #typed: Partial<RequestForm> = {};
  #kept: Partial<RequestForm> = {};
  #keeper: DraftKeeper | undefined;
  /** What is to be saved next; undefined if all is. */
  #next: RequestForm | null | undefined;
  #saving = false;

  get values(): RequestForm {
    return { ...empty, ...this.prefill, ...this.#kept, ...this.#typed };
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
    if (keeper === this.#keeper) return false;
    this.#keeper = keeper;
    const kept = await keeper.formDraft().catch(() => null);
    if (keeper !== this.#keeper) return false;
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
    while (this.#next !== undefined && this.#keeper) {
      const form = this.#next;
      this.#next = undefined;
      await this.#keeper.saveFormDraft(form).catch(() => undefined);
    }
    this.#saving = false;
  }
}
