import type { CompanyDesk } from './company-desk.ts';
import type { PartsPorts } from './conversation-parts.ts';
import { SupportError } from './errors.ts';
import { KeptUploads, type KeptUpload } from './kept-uploads.ts';
import type { UploadOptions } from './transport.ts';
import { Upload } from './upload.ts';
import { UploadQueue } from './upload-queue.ts';

/** The conversation that files go into. */
type Target = Pick<PartsPorts, 'known' | 'moved' | 'waiting'>;

const all = new WeakMap<CompanyDesk, Uploads>();

function uploadsTo(desk: CompanyDesk): Uploads {
  const known = all.get(desk) ?? new Uploads(desk);
  all.set(desk, known);
  return known;
}

/** See ConversationParts. */
export function sendFile(to: PartsPorts, file: File, added: () => void): Promise<void> {
  return uploadsTo(to.desk).send(to, file, added);
}

export function resumeFiles(to: PartsPorts): Promise<void> {
  return uploadsTo(to.desk).resume(to);
}

/** Brings files to the requests of one desk, and goes on with those that a page before this one had begun. */
class Uploads {
  readonly #desk: CompanyDesk;
  readonly #queue: UploadQueue;
  readonly #kept: KeptUploads;
  /** Locks on what this page goes on with, by place: of two tabs, one does. */
  readonly #locks = new Map<string, () => void>();
  /** Those of which there is no copy, by place: they wait for the same file to be chosen again. */
  readonly #missing = new Map<string, Upload>();
  #count = 0;

  constructor(desk: CompanyDesk) {
    this.#desk = desk;
    const { environment, storage } = desk.ports;
    this.#queue = new UploadQueue({
      onWake: (callback) => {
        const stops = [environment.onWake(callback), desk.$connection.listen(({ status }) => { if (status === 'connected') callback(); })];
        return () => {
          for (const stop of stops) stop();
        };
      },
    });
    this.#kept = new KeptUploads(storage, async () => (await environment.files?.(`${desk.ports.transport.origin} ${desk.company}`)) ?? null, () => environment.now());
    desk.$connection.listen(({ status }) => {
      if (status === 'closed') this.#queue.close();
    });
  }

  /** A file that somebody has chosen. Resolves when it is shared. @param added called once its line stands there. */
  async send(to: Target, file: File, added: () => void): Promise<void> {
    const key = to.known();
    const limit = this.#desk.$settings.get()?.maxFileSize;
    if (limit !== undefined && file.size > limit) throw new SupportError('too_large');
    const kept = await this.#same(key, file);
    const missing = kept && this.#missing.get(kept.place);
    const upload = missing ?? this.#begin(key, file, to.moved, kept);
    if (missing) {
      this.#missing.delete(kept.place);
      missing.found(file);
      this.#queue.add(missing);
    } else {
      to.waiting.add(upload);
    }
    to.moved();
    added();
    await upload.done;
  }

  /** Where a file had got to, if this browser has begun to send the same to the same request. */
  async #same(key: string, file: File): Promise<KeptUpload | undefined> {
    for (const kept of await this.#mine(key)) {
      if (kept.name !== file.name || kept.size !== file.size || kept.modified !== file.lastModified) continue;
      if (this.#missing.has(kept.place) || (await this.#take(kept.place))) return kept;
    }
    return undefined;
  }

  /** Goes on with what a page before this one had begun to send there; what the browser has no copy of is said to be missing. */
  async resume(to: Target): Promise<void> {
    const key = to.known();
    for (const kept of await this.#mine(key)) {
      const file = await this.#kept.file(kept.place);
      if (!(await this.#take(kept.place))) continue;
      const { name, modified: lastModified } = kept;
      const upload = this.#begin(key, new File(file ? [file] : [], name, { type: file?.type ?? '', lastModified }), to.moved, kept);
      if (!file) {
        this.#missing.set(kept.place, upload);
        upload.miss(kept.size);
      }
      to.waiting.add(upload);
      to.moved();
    }
  }

  async #mine(key: string): Promise<readonly KeptUpload[]> {
    const shared = new Set(this.#desk.outbox.about(key).flatMap(({ command }) => (command.type === 'share-file' ? [command.file] : [])));
    return (await this.#kept.all()).filter((one) => one.key === key && one.sender === this.#sender && !shared.has(one.place));
  }

  /** Whether no other page of this browser, nor this one, goes on with it. */
  async #take(place: string): Promise<boolean> {
    if (this.#locks.has(place)) return false;
    const unlock = await this.#desk.ports.environment.lock(`upload ${place}`);
    if (!unlock) return false;
    this.#locks.set(place, unlock);
    return true;
  }

  get #sender(): string {
    const me = this.#desk.$me.get();
    return me?.role === 'technician' ? me.id : '';
  }

  #begin(key: string, file: File, changed: () => void, kept?: KeptUpload): Upload {
    const { transport, environment } = this.#desk.ports;
    let place = kept?.place ?? null;
    const upload: Upload = new Upload(
      `u${++this.#count}`,
      file,
      {
        environment,
        pieces: this.#queue.pieces,
        send: async (whole: File, options: UploadOptions) => {
          const credentials = await this.#desk.credentials();
          if (options.signal?.aborted) throw new SupportError('closed');
          return transport.upload(this.#desk.company, whole, credentials, options);
        },
        share: async (id) => (await this.#desk.post({ type: 'share-file', key, file: id })).seq ?? 0,
        takeBack: (id) => void this.#takeBack(id),
        changed: (one) => {
          const over = one.state === 'done' || one.state === 'cancelled';
          const now = over ? null : one.place;
          if (place !== null && place !== now) this.#forget(place);
          if (now !== null && now !== place) void this.#remember(now, key, one.file);
          place = now;
          changed();
          this.#queue.look();
        },
      },
      kept?.place,
    );
    // In a moment, when whoever asked has got it.
    queueMicrotask(() => {
      if (upload.state !== 'missing') this.#queue.add(upload);
    });
    return upload;
  }

  async #remember(place: string, key: string, file: File): Promise<void> {
    const since = this.#desk.ports.environment.now();
    await this.#take(place);
    await this.#kept.add({ place, key, sender: this.#sender, name: file.name, size: file.size, modified: file.lastModified, since }, file);
  }

  #forget(place: string): void {
    this.#missing.delete(place);
    void this.#kept.remove(place);
    this.#locks.get(place)?.();
    this.#locks.delete(place);
  }

  async #takeBack(place: string): Promise<void> {
    try {
      await this.#desk.ports.transport.takeBack?.(this.#desk.company, place, await this.#desk.credentials());
    } catch {
      // It runs out by itself [R115].
    }
  }
}
