import type { FileFault } from '../domain/file-faults.ts';
import type { ErrorCode } from '../protocol/errors.ts';

/**
 * What becomes of a file that is chosen and goes up, for the page around: told by the element that takes or shows it. Bubbling and composed,
 * as all events here. Apart from those, because a page needs them once there is a file.
 */

const open: EventInit = { bubbles: true, composed: true };

abstract class UploadEvent extends Event {
  readonly file: File;
  constructor(type: string, file: File, init = open) {
    super(type, init);
    this.file = file;
  }
}

/** A file is about to go up. Cancelling leaves it out. */
export class SupportUploadBeforeEvent extends UploadEvent {
  static readonly type = 'support-upload-before';
  constructor(file: File) {
    super(SupportUploadBeforeEvent.type, file, { ...open, cancelable: true });
  }
}

/** What a file was refused for: one of the rules, or that there are `too_many`. */
export type FileRefusal = FileFault | 'too_many';

/** A chosen file was refused; `reason` names the rule. */
export class SupportFileRejectEvent extends UploadEvent {
  static readonly type = 'support-file-reject';
  readonly reason: FileRefusal;
  constructor(file: File, reason: FileRefusal) {
    super(SupportFileRejectEvent.type, file);
    this.reason = reason;
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
    'support-upload-before': SupportUploadBeforeEvent;
    'support-file-reject': SupportFileRejectEvent;
    'support-upload-start': SupportUploadStartEvent;
    'support-upload-progress': SupportUploadProgressEvent;
    'support-upload-success': SupportUploadSuccessEvent;
    'support-upload-error': SupportUploadErrorEvent;
    'support-upload-abort': SupportUploadAbortEvent;
  }
}
