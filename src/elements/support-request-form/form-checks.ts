import { fieldFault, formFaults, formFields, type FormFault, type FormField, type RequestForm } from '../../domain/text-rules.ts';

/**
 * Which faults stand beside their fields. Nobody is corrected before the first try; after it a field is checked when it is
 * left, and a fault that is shown goes as soon as it is mended.
 */
export class FormChecks {
  readonly #shown = new Map<FormField, FormFault>();
  #tried = false;

  fault(field: FormField): FormFault | null {
    return this.#shown.get(field) ?? null;
  }

  get faults(): readonly FormFault[] {
    return formFields.flatMap((field) => this.#shown.get(field) ?? []);
  }

  /** The form is to be sent: whether it may be. */
  try(form: RequestForm): boolean {
    this.refuse(formFaults(form));
    return this.#shown.size === 0;
  }

  /** The desk found these. */
  refuse(faults: readonly FormFault[]): void {
    this.#tried = true;
    this.#shown.clear();
    for (const fault of faults) this.#shown.set(fault.field, fault);
  }

  typed(field: FormField, value: string): void {
    // Only what is shown is looked at again: nobody is corrected in the middle of a word.
    if (this.#shown.has(field)) this.#check(field, value);
  }

  left(field: FormField, value: string): void {
    if (this.#tried) this.#check(field, value);
  }

  reset(): void {
    this.#shown.clear();
    this.#tried = false;
  }

  #check(field: FormField, value: string): void {
    const fault = fieldFault(field, value);
    if (fault) this.#shown.set(field, fault);
    else this.#shown.delete(field);
  }
}
