import type { SupportElement } from '../support-element.ts';

/** Files that are dragged over an element and dropped on it. */
export class FileDrop {
  /** Whether files are above the element right now. */
  over = false;

  constructor(host: SupportElement, enabled: () => boolean, take: (files: readonly File[]) => void) {
    const moved = (event: DragEvent): void => {
      const { type, relatedTarget, dataTransfer } = event;
      let over = false;
      if (type === 'dragleave') {
        // From one of its parts to another; what is in its shadow root is itself here.
        if (relatedTarget instanceof Node && host.contains(relatedTarget)) return;
        // An element inside that takes the files itself has said so.
      } else if (!event.defaultPrevented && enabled() && dataTransfer?.types.includes('Files')) {
        event.preventDefault();
        dataTransfer.dropEffect = 'copy';
        if (type === 'drop') take([...dataTransfer.files]);
        else over = true;
      } else if (type !== 'drop') return;
      if (over !== this.over) host.requestUpdate();
      this.over = over;
    };
    for (const type of ['dragenter', 'dragover', 'dragleave', 'drop'] as const) host.addEventListener(type, moved);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.over = false;
  }
}

/** The files of a paste, unless it has text as well: office programs put a picture beside the text one means to paste. */
export function pastedFiles({ clipboardData }: ClipboardEvent): readonly File[] {
  return !clipboardData || clipboardData.getData('text/plain') ? [] : [...clipboardData.files];
}
