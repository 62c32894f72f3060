import type { ReactiveController } from 'lit';
import type { SupportElement } from '../support-element.ts';

/** Files that are dragged over an element and dropped on it. */
export class FileDrop implements ReactiveController {
  readonly #host: SupportElement;
  readonly #enabled: () => boolean;
  readonly #take: (files: readonly File[]) => void;
  #over = false;

  constructor(host: SupportElement, enabled: () => boolean, take: (files: readonly File[]) => void) {
    this.#host = host;
    this.#enabled = enabled;
    this.#take = take;
    host.addController(this);
  }

  /** Whether files are above the element right now. */
  get over(): boolean {
    return this.#over;
  }

  hostConnected(): void {
    for (const type of ['dragenter', 'dragover'] as const) this.#host.addEventListener(type, this.#dragged);
    this.#host.addEventListener('dragleave', this.#left);
    this.#host.addEventListener('drop', this.#dropped);
  }

  hostDisconnected(): void {
    for (const type of ['dragenter', 'dragover'] as const) this.#host.removeEventListener(type, this.#dragged);
    this.#host.removeEventListener('dragleave', this.#left);
    this.#host.removeEventListener('drop', this.#dropped);
    this.#over = false;
  }

  readonly #dragged = (event: DragEvent): void => {
    // An element inside that takes the files itself has said so.
    if (event.defaultPrevented || !this.#enabled() || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    this.#set(true);
  };

  readonly #left = (event: DragEvent): void => {
    if (event.relatedTarget instanceof Node && (this.#host.contains(event.relatedTarget) || this.#host.shadowRoot?.contains(event.relatedTarget))) return;
    this.#set(false);
  };

  readonly #dropped = (event: DragEvent): void => {
    this.#set(false);
    if (event.defaultPrevented || !this.#enabled() || !event.dataTransfer?.files.length) return;
    event.preventDefault();
    this.#take([...event.dataTransfer.files]);
  };

  #set(over: boolean): void {
    if (over === this.#over) return;
    this.#over = over;
    this.#host.requestUpdate();
  }
}

/** The files of a paste, unless it has text as well: office programs put a picture beside the text one means to paste. */
export function pastedFiles({ clipboardData }: ClipboardEvent): readonly File[] {
  if (!clipboardData || clipboardData.getData('text/plain') !== '') return [];
  return [...clipboardData.files];
}
