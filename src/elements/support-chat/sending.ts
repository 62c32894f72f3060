import type { Conversation } from '../../client/client.ts';

/** How a message fared. */
export interface Sent {
  /** Whether it stands in the transcript, or on the desk: the field need not keep it. */
  readonly kept: boolean;
  /** What it was refused with, or null. */
  readonly error: unknown;
}

/** What a chat sends, on its way from the field to the transcript. */
export class Sending {
  #standing: Promise<void> = Promise.resolve();

  /** Resolves once all that was sent until now stands in the transcript, or has been refused before it did. */
  get standing(): Promise<void> {
    return this.#standing;
  }

  /**
   * Sends a message. Never rejects.
   * @param kept called once, as soon as the message is kept elsewhere than in the field it was typed in.
   */
  send(conversation: Pick<Conversation, '$messages' | 'send'>, text: string, kept: () => void): Promise<Sent> {
    const before = this.#standing;
    let stands = (): void => undefined;
    this.#standing = new Promise<void>((resolve) => (stands = resolve)).then(() => before);
    const sent = sendMessage(conversation, text, () => {
      kept();
      stands();
    });
    return sent.finally(stands);
  }
}

async function sendMessage(conversation: Pick<Conversation, '$messages' | 'send'>, text: string, kept: () => void): Promise<Sent> {
  const { $messages } = conversation;
  const known = new Set($messages.get().map(({ id }) => id));
  const progress = { kept: false };
  const keep = (): void => {
    if (progress.kept) return;
    progress.kept = true;
    kept();
  };
  const stop = $messages.listen((lines) => {
    if (lines.some((line) => line.kind === 'pending' && !known.has(line.id))) keep();
  });
  try {
    await conversation.send(text);
    keep();
    return { kept: true, error: null };
  } catch (error) {
    return { kept: progress.kept, error };
  } finally {
    stop();
  }
}
