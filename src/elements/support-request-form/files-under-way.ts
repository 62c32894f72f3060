import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CustomerConversation } from '../../client/client.ts';
import type { FileUpload } from '../file-upload/file-upload.ts';

/**
 * The files of a request that has arrived. The request never waits for them: they go up into its conversation, which is held
 * until they are there, and longer if one failed, so that it can be tried again.
 */
export class FilesUnderWay implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #conversation: CustomerConversation | undefined;
  #looking = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Where files are still going up, or have not got to. */
  get conversation(): CustomerConversation | undefined {
    return this.#conversation;
  }

  /**
   * Whether the request may go: what was chosen a moment ago belongs to it, and of what cannot be looked at yet its field says so.
   * Asked again meanwhile the answer is no, so that nothing goes out twice.
   */
  async known(field: FileUpload): Promise<boolean> {
    if (this.#looking) return false;
    this.#looking = true;
    const known = await field.settled();
    this.#looking = false;
    if (!known) field.focus();
    return known;
  }

  async send(conversation: CustomerConversation, files: readonly File[]): Promise<void> {
    this.letGo();
    this.#conversation = conversation;
    const uploads = await Promise.allSettled(files.map((file) => conversation.sendFile(file)));
    if (this.#conversation === conversation && uploads.every(({ status }) => status === 'fulfilled')) this.letGo();
  }

  /** What is on its way goes on. */
  letGo(): void {
    this.#conversation?.release();
    this.#conversation = undefined;
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.letGo();
  }
}
