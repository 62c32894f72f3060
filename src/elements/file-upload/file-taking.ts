import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Conversation, Line, UploadLine } from '../../client/client.ts';
import { codeOf } from '../../client/errors.ts';
import type { Sender } from '../../domain/file-extensions.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import type { Formats } from '../../locales/formats.ts';
import { StoreController } from '../controllers/store-controller.ts';
import { SupportErrorEvent } from '../events.ts';
import { SupportFileRejectEvent, SupportUploadBeforeEvent, type FileRefusal } from '../upload-events.ts';
import { plain, type NamedText } from '../named-text.ts';
import type { SupportElement } from '../support-element.ts';
import { ChosenFiles, type ChosenFile } from './chosen-files.ts';
import { fileRowStyles } from './file-row.styles.ts';
import { chosenRow } from './file-row.ts';
import type { FileRules } from './file-rules.ts';
import { judge } from './judging.ts';
import { ownDevice } from './own-device.ts';
import { refusalText } from './refusal-text.ts';
import { UploadRows } from './upload-rows.ts';

/** What the element knows of itself before anybody has chosen. */
export interface TakingHost {
  now(): { readonly sender: Sender; readonly largest: number; readonly terms: CommonTerms; readonly formats: Formats };
  /** Called after every change of the files that are held. */
  changed(): void;
}

/** The element around it. With a conversation its files go there; compact it is the button of a composer, which shows them itself. */
type TakingElement = SupportElement & {
  readonly name: string;
  readonly accept: string;
  readonly multiple: boolean;
  readonly maxFiles: number;
  readonly conversation: Conversation | undefined;
  readonly compact: boolean;
};

/** Loads what it needs, together with what a conversation loads to send a file, so that nothing is missing once one is taken. */
export async function takeFiles(element: TakingElement, host: TakingHost): Promise<FileTaking> {
  const taking = new FileTaking(element, host);
  await Promise.all([taking.worded, import('../../client/uploads.ts')]);
  return taking;
}

/** Files that one form may hold where `max-files` says nothing. */
const usualMost = 10;

/** What becomes of files once they are chosen: judged, held or sent, shown. Loaded when somebody is about to choose one. */
export class FileTaking {
  readonly #element: TakingElement;
  readonly #host: TakingHost;
  readonly #chosen: ChosenFiles;
  readonly #uploads: UploadRows;
  readonly #lines: StoreController<readonly Line[]>;
  readonly #os = ownDevice().os;
  /** Those that are looked at. */
  readonly #underWay = new Set<Promise<void>>();
  #styled = false;

  constructor(element: TakingElement, host: TakingHost) {
    this.#element = element;
    this.#host = host;
    this.#uploads = new UploadRows(element, () => host.now());
    this.#lines = new StoreController(element, () => (element.compact ? undefined : element.conversation?.$messages));
    this.#chosen = new ChosenFiles(() => {
      host.changed();
    });
  }

  /** Resolves once its words are there. */
  get worded(): Promise<void> {
    return this.#uploads.worded;
  }

  /** The files that are held and may be sent. */
  get ready(): readonly File[] {
    return this.#chosen.ready;
  }

  /** Whether of any it is not known yet if they may be sent. */
  get busy(): boolean {
    return this.#underWay.size > 0;
  }

  /** Resolves when all that was taken has been looked at. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  /** Takes what was chosen: to send it into a conversation, or to keep it until a form is sent. */
  take(files: readonly File[], conversation: Conversation | undefined): void {
    const followed = (conversation ? this.#send(files, conversation) : this.#hold(files)).finally(() => {
      this.#underWay.delete(followed);
    });
    this.#underWay.add(followed);
  }

  /** Those as a form sends them; null for none, or without a name for them. */
  get data(): FormData | null {
    const { name } = this.#element;
    if (name === '' || this.ready.length === 0) return null;
    const data = new FormData();
    for (const file of this.ready) data.append(name, file);
    return data;
  }

  clear(): void {
    this.#chosen.clear();
  }

  /** Who sends is known for certain by now. */
  get #rules(): FileRules {
    const { sender, largest } = this.#host.now();
    const { accept, multiple, maxFiles, conversation } = this.#element;
    return {
      sender: sender.role === 'customer' ? { ...sender, os: this.#os } : sender,
      largest,
      accept,
      most: !multiple && !conversation ? 1 : maxFiles >= 1 ? Math.floor(maxFiles) : usualMost,
    };
  }

  refusal(name: string, reason: FileRefusal): NamedText {
    const { terms, formats } = this.#host.now();
    return refusalText(name, reason, this.#rules, { ...terms, files: this.#uploads.words }, formats);
  }

  /** In a form: keeps them until it is sent. */
  async #hold(files: readonly File[]): Promise<void> {
    const wanted = files.filter((file) => this.#element.dispatchEvent(new SupportUploadBeforeEvent(file)));
    if (wanted.length === 0) return;
    const refused = await this.#chosen.add(wanted, this.#rules);
    for (const { file, reason } of refused) if (reason) this.#element.dispatchEvent(new SupportFileRejectEvent(file, reason));
    const held = this.ready.length;
    const { formats } = this.#host.now();
    const said = refused.map((file) => this.#fault(file)).map((text) => (text ? plain(text) : ''));
    this.#element.announce([...said, ...(held > 0 ? [this.#uploads.words.chosen(held, formats)] : [])].join(' '));
  }

  /** Into a conversation: one after the other has been judged, all go up together. */
  async #send(files: readonly File[], conversation: Conversation): Promise<void> {
    const rules = this.#rules;
    const judged = await Promise.all(files.slice(0, rules.most).map((file) => judge(file, rules)));
    const refused = [...judged.filter(({ reason }) => reason !== null), ...files.slice(rules.most).map((file) => ({ file, reason: 'too_many' as const }))];
    for (const { file, reason } of refused) {
      if (!reason) continue;
      this.#element.dispatchEvent(new SupportFileRejectEvent(file, reason));
      this.#element.announce(plain(this.refusal(file.name, reason)));
    }
    for (const { file, reason } of judged) {
      if (reason || !this.#element.dispatchEvent(new SupportUploadBeforeEvent(file))) continue;
      // The line of the upload tells the reader; the event tells the page.
      conversation.sendFile(file).catch((error: unknown) => {
        const code = codeOf(error, 'upload_failed');
        if (code !== 'closed') this.#element.dispatchEvent(new SupportErrorEvent(code, error));
      });
    }
  }

  /** The files that are held and those on their way. */
  list(): TemplateResult | typeof nothing {
    const uploads = (this.#lines.value ?? []).filter((line): line is UploadLine => line.kind === 'upload');
    const words = { ...this.#host.now(), files: this.#uploads.words };
    this.#uploads.take(uploads);
    this.#keepFocus();
    const rows = [
      ...this.#chosen.all.map((chosen, index) => ({ id: chosen.id, row: chosenRow(chosen, this.#fault(chosen), () => { this.#remove(index, () => { this.#chosen.remove(chosen.id); }); }, words) })),
      ...uploads.map((line, index) => ({ id: line.id, row: this.#uploads.row(line, () => { this.#remove(this.#chosen.all.length + index, line.discard); }) })),
    ];
    if (rows.length === 0) return nothing;
    this.#style();
    return html`${this.#uploads.total()}<ul class="files" role="list">${repeat(rows, ({ id }) => id, ({ row }) => row)}</ul>`;
  }

  /** The rows come with their own styles. */
  #style(): void {
    if (this.#styled) return;
    this.#styled = true;
    if (fileRowStyles.styleSheet) this.#element.shadowRoot?.adoptedStyleSheets.push(fileRowStyles.styleSheet);
  }

  #fault({ file, reason }: ChosenFile): NamedText | null {
    return reason ? this.refusal(file.name, reason) : null;
  }

  /** Takes a row away; the focus goes to its neighbour, or to the button. */
  #remove(index: number, remove: () => void): void {
    remove();
    void this.#element.updateComplete.then(() => {
      this.#focusRow(index);
    });
  }

  /** A row whose button has the focus may go by itself, or the button alone: then its neighbour has it. */
  #keepFocus(): void {
    const root = this.#element.renderRoot;
    const focused = root instanceof ShadowRoot ? root.activeElement : null;
    const row = focused?.closest('.file');
    if (!focused || !row) return;
    const index = [...root.querySelectorAll('.file')].indexOf(row);
    void this.#element.updateComplete.then(() => {
      if (!focused.isConnected) this.#focusRow(index);
    });
  }

  #focusRow(index: number): void {
    const root = this.#element.renderRoot;
    const rows = [...root.querySelectorAll<HTMLElement>('.file')];
    const last = (row: Element | undefined) => row?.querySelector<HTMLElement>('button:last-of-type');
    // A file that is nearly there has no button: there is nothing to be done about it.
    const near = last(rows[Math.min(index, rows.length - 1)]) ?? rows.map(last).findLast(Boolean);
    (near ?? root.querySelector('button'))?.focus();
  }
}
