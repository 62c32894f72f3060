import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CustomerConversation } from '../../client/client.ts';

/**
 * The files of a request that has arrived. The request never waits for them: they go up into its conversation, which is held
 * until they are there, and longer if one failed, so that it can be tried again.
 */
export class FilesUnderWay implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #conversation: CustomerConversation | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Where files are still going up, or have not got to. */
  get conversation(): CustomerConversation | undefined {
    return this.#conversation;
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
