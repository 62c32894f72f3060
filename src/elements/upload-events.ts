import type { FileFault } from '../domain/file-faults.ts';
import type { ErrorCode } from '../protocol/errors.ts';

/** What becomes of a file that goes up, for the page around: told by the element that shows it. Bubbling and composed, as all events here. */

const open: EventInit = { bubbles: true, composed: true };

abstract class UploadEvent extends Event {
  readonly file: File;
  constructor(type: string, file: File) {
    super(type, open);
    this.file = file;
  }
}

/** A file has been taken: it goes up, or waits for its turn. */
export class SupportUploadStartEvent extends UploadEvent {
  static readonly type = 'support-upload-start';
  constructor(file: File) {
    super(SupportUploadStartEvent.type, file);
  }
}

/** More of a file has gone; `sent` in bytes. */
export class SupportUploadProgressEvent extends UploadEvent {
  static readonly type = 'support-upload-progress';
  readonly sent: number;
  constructor(file: File, sent: number) {
    super(SupportUploadProgressEvent.type, file);
    this.sent = sent;
  }
}

/** A file is in the log, where the other side sees it. */
export class SupportUploadSuccessEvent extends UploadEvent {
  static readonly type = 'support-upload-success';
  constructor(file: File) {
    super(SupportUploadSuccessEvent.type, file);
  }
}

/** A file was refused on its way: nothing more happens by itself. */
export class SupportUploadErrorEvent extends UploadEvent {
  static readonly type = 'support-upload-error';
  readonly code: ErrorCode;
  /** The rule that it breaks, where the server has said which. */
  readonly fault: FileFault | null;
  constructor(file: File, code: ErrorCode, fault: FileFault | null) {
    super(SupportUploadErrorEvent.type, file);
    this.code = code;
    this.fault = fault;
  }
}

/** Somebody has called a file off. */
export class SupportUploadAbortEvent extends UploadEvent {
  static readonly type = 'support-upload-abort';
  constructor(file: File) {
    super(SupportUploadAbortEvent.type, file);
  }
}

declare global {
  interface HTMLElementEventMap {
    'support-upload-start': SupportUploadStartEvent;
    'support-upload-progress': SupportUploadProgressEvent;
    'support-upload-success': SupportUploadSuccessEvent;
    'support-upload-error': SupportUploadErrorEvent;
    'support-upload-abort': SupportUploadAbortEvent;
  }
}
