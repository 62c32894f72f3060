import Pencil from 'lucide/dist/esm/icons/pencil.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { html, type ReactiveController, type TemplateResult } from 'lit';
import type { Conversation, Line } from '../../client/client.ts';
import { messageFault } from '../../domain/text-rules.ts';
import type { ConversationTerms } from '../../locales/en/conversation.ts';
import { icon } from '../icon.ts';
import { SupportElement } from '../support-element.ts';
import type { Composer } from './composer.ts';
import { DraftController } from './draft-controller.ts';
import { isEditOf, keptEdit, messageOfEdit, readEdit, type KeptEdit } from './kept-edit.ts';
import { messageOf, type OwnMessage } from './own-message.ts';

export interface WritingAnewPorts {
  conversation(): Conversation | undefined;
  composer(): Composer | undefined;
  words(): ConversationTerms['own'];
  /** Whether the desk can be heard now: what waited has gone out. */
  connected(): boolean;
  /** Says above the field what has become of what was typed. */
  say(text: () => string): void;
  tooLong(): void;
  /** Nothing is left of it: whether it is to be deleted. */
  ask(message: OwnMessage): void;
  /** Sends it as a new message. Resolves once it is known what becomes of it. */
  send(text: string): Promise<void>;
  /** Changes the message. Resolves with whether its words stand in the transcript, changed or refused. */
  change(message: OwnMessage, text: string): Promise<boolean>;
}

/**
 * One of one's own messages in the field, in the place of a new one. What is typed is kept beside the draft, so that a reload, another
 * request and another tab find it again; where the message can be changed no more, it becomes the draft.
 */
export class WritingAnew implements ReactiveController {
  readonly #host: SupportElement;
  readonly #ports: WritingAnewPorts;
  readonly #kept: DraftController;
  #opened: Conversation | undefined;
  /** The message that is in the field. */
  #message: OwnMessage | null = null;
  /** What is kept and not in the field: not yet, or it is written in a page that knows more. */
  #found: KeptEdit | null = null;
  /** Whether it was there when this page began to look: then nobody else may be there to care for it. */
  #left = false;
  #looked = false;

  constructor(host: SupportElement, ports: WritingAnewPorts) {
    this.#host = host;
    this.#ports = ports;
    this.#kept = new DraftController(host, (kept) => {
      this.#look(readEdit(kept));
    });
    host.addController(this);
  }

  /** Whether this message is in the field. */
  isOf(message: OwnMessage): boolean {
    return this.#message?.of === message.of;
  }

  /** Puts a message into the field, and the cursor there. */
  begin(message: OwnMessage): void {
    if (this.#found) this.#giveUp(this.#found);
    this.#put(message, message.text);
    this.#keep(message.text);
    this.#kept.flush();
    this.#focus();
  }

  /** Puts into the field again what stood there before. */
  end(): void {
    this.#message = null;
    this.#keep('');
    this.#kept.flush();
    this.#ports.composer()?.rewrite(null);
    this.#focus();
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const conversation = this.#ports.conversation();
    if (conversation !== this.#opened) this.#open(conversation);
    this.#settle();
  }

  hostDisconnected(): void {
    this.#open(undefined);
  }

  #open(conversation: Conversation | undefined): void {
    this.#opened = conversation;
    this.#message = null;
    this.#found = null;
    this.#looked = false;
    this.#kept.open(
      conversation && {
        draft: () => conversation.draft('edit'),
        saveDraft: (kept) => conversation.saveDraft(kept, 'edit'),
        watchDraft: (changed) => conversation.watchDraft(changed, 'edit'),
      },
    );
  }

  // ── What is kept ──────────────────────────────────────────────────────────────────────────────────────────────────

  #keep(text: string): void {
    this.#kept.change(this.#message ? JSON.stringify(keptEdit(this.#message, text)) : '');
  }

  #look(edit: KeptEdit | null): void {
    const message = this.#message;
    if (message && edit && isEditOf(edit, message)) {
      if (edit.text !== this.#ports.composer()?.text) this.#put(message, edit.text);
    } else if (message && !edit) {
      this.#message = null;
      this.#ports.composer()?.rewrite(null);
    } else {
      this.#found = edit;
      this.#left = !this.#looked;
    }
    this.#looked = true;
    this.#settle();
  }

  /** Looks what can be done with it, each time that something is known anew. */
  #settle(): void {
    const conversation = this.#opened;
    if (!conversation?.$state.get()) return;
    const from = conversation.editableFrom;
    const lines = conversation.$messages.get();
    const message = this.#message;
    // That the time is over says the desk, once it is saved: nobody's field changes by the clock while they write.
    if (message && (from === Infinity || lines.some((line) => line.kind === 'entry' && line.entry.seq === message.of && !messageOf(line, 0)))) {
      const text = this.#ports.composer()?.text ?? '';
      this.#message = null;
      this.#ports.composer()?.rewrite(null);
      this.#giveUp(keptEdit(message, text));
    }
    const found = this.#found;
    if (!found || this.#writes) return;
    const there = messageOfEdit(found, lines, from);
    if (there) {
      this.#found = null;
      this.#put(there, found.text);
    } else if (this.#left && (found.of !== null || found.said === null || (this.#ports.connected() && lines.every(({ kind }) => kind === 'entry')))) this.#giveUp(found);
  }

  /** Whether somebody is writing in the field at this moment: nothing takes its place under their hands. */
  get #writes(): boolean {
    const root = this.#host.getRootNode();
    const { text = '' } = this.#ports.composer() ?? {};
    return text !== '' && !this.#message && document.hasFocus() && root instanceof ShadowRoot && root.activeElement instanceof HTMLTextAreaElement;
  }

  /** It can be changed no more: what was typed becomes the draft. */
  #giveUp({ said, text }: KeptEdit): void {
    this.#found = null;
    if (text.trim() !== '' && text !== said) {
      this.#ports.composer()?.giveBack(text);
      if (said !== null) this.#ports.say(() => this.#ports.words().nowDraft);
    }
    this.#keep('');
    this.#kept.flush();
  }

  // ── The field ─────────────────────────────────────────────────────────────────────────────────────────────────────

  #put(message: OwnMessage, text: string): void {
    const again = this.#message !== null && this.isOf(message);
    this.#message = message;
    const unsent = typeof message.of === 'object' && message.of.progress === 'failed';
    const note = (): string => (unsent ? this.#ports.words().editingUnsent : this.#ports.words().editing);
    this.#ports.composer()?.rewrite({
      text,
      note: () => this.#note(note()),
      typed: (now) => {
        this.#keep(now);
      },
      save: (now) => {
        this.#save(message, now);
      },
      cancel: () => {
        this.end();
      },
    });
    if (!again) this.#host.announce(note());
  }

  #note(text: string): TemplateResult {
    const { stop } = this.#ports.words();
    return html`<div class="note refused rewriting">
      ${icon(Pencil)}
      <p>${text}</p>
      <button type="button" class="button plain icon-only" aria-label=${stop} title=${stop} @click=${() => { this.end(); }}>${icon(X)}</button>
    </div>`;
  }

  #focus(): void {
    const root = this.#host.getRootNode();
    const chat = root instanceof ShadowRoot && root.host instanceof SupportElement ? root.host.updateComplete : Promise.resolve();
    void chat.then(() => this.#ports.composer()?.focus());
  }

  #save(message: OwnMessage, text: string): void {
    const fault = messageFault(text);
    if (fault === 'too_long') this.#ports.tooLong();
    else if (fault === 'missing') this.#ports.ask(message);
    else void this.#saved(message, text);
  }

  /** Saves it. What was typed is kept until its words stand in the transcript. */
  async #saved(message: OwnMessage, text: string): Promise<void> {
    const conversation = this.#opened;
    const composer = this.#ports.composer();
    const { of } = message;
    const unsent = typeof of === 'object' && of.progress === 'failed';
    this.#keep(text);
    this.#kept.flush();
    this.#kept.hold();
    this.#message = null;
    composer?.rewrite(null);
    this.#focus();
    if (!unsent && text === message.text) {
      this.#forget(conversation);
      return;
    }
    const stop = conversation?.$messages.listen((lines) => {
      if (lines.some((line) => reads(line, text))) this.#forget(conversation);
    });
    if (unsent) {
      of.discard();
      const draft = composer?.text ?? '';
      const sent = this.#ports.send(text);
      // What stood in the field before is none of what is sent.
      if (draft !== '') composer?.giveBack(draft);
      await sent;
    } else if (!(await this.#ports.change(message, text)) && this.#opened === conversation) composer?.giveBack(text);
    stop?.();
    this.#forget(conversation);
  }

  #forget(conversation: Conversation | undefined): void {
    if (conversation !== this.#opened) void conversation?.saveDraft('', 'edit');
    else if (!this.#message) {
      this.#kept.change('');
      this.#kept.flush();
    }
  }
}

/** Whether a line of one's own says this, or will. */
function reads(line: Line, text: string): boolean {
  if (line.kind === 'entry') return line.own && (line.amending ?? (line.entry.event.type === 'message' ? line.entry.event.text : null)) === text;
  return line.kind === 'pending' && line.text === text;
}
