import { quotaFault, quotaWhile, type FileQuotas } from '../../domain/file-quotas.ts';
import { FileInParts } from '../../domain/file-parts.ts';
import { faultBeforehand, judgeFile, mediaTypeOf, type Extension, type FileFault, type Judgement, type Sender } from '../../domain/files.ts';
import { locationPatches } from '../../domain/photo-location.ts';
import type { Role } from '../../domain/request.ts';
import { byDay } from '../core/address-limits.ts';
import { RateLimit } from '../core/rate.ts';
import type { DeskStore, StoredFile } from '../core/store.ts';
import { AbandonedFiles } from './abandoned-files.ts';
import type { Arrival, BlobStore } from './blobs.ts';
import type { DeskHost } from './desk-host.ts';
import { checkFile, type ScanFile } from './file-check.ts';
import { lookInto } from './looking.ts';
import type { HostPorts } from './peer.ts';

/** Who uploads, verified: rights to a file hang on the principal. */
export interface Uploader {
  readonly principal: string;
  readonly side: Role;
  /** Whom a limit by address counts it to; nobody unless given. */
  readonly countedTo?: string | null;
}

export interface IntakeOptions {
  readonly blobs: BlobStore;
  readonly clock: HostPorts['clock'];
  /** A new random name: 128 bits, hex. */
  randomId(): string;
  /** Bytes of the largest file. */
  readonly largest: number;
  readonly quotas: FileQuotas;
  /** Whether photos are kept without the place where they were taken [R128]. */
  readonly stripLocation: boolean;
  /** Looks for malware; without it nothing is looked for [R129]. */
  readonly scan?: ScanFile | null;
  readonly desk: IntakeDesk;
  /** What went wrong in here; for a log, never for a peer. */
  onFault(fault: unknown): void;
}

/** What a desk knows of files, and is told of them. */
export interface IntakeDesk {
  file(id: string): StoredFile | null;
  /** Those that no request has taken. */
  looseFiles(): readonly StoredFile[];
  /** Bytes of all files that are kept, and of those that somebody has sent since then. */
  bytesOfAll(): number;
  bytesSent(side: Role, principal: string, since: number): number;
  /** Tells of a file that is whole and judged. Rejects if it could not be kept. */
  keep(file: StoredFile): Promise<void>;
  /** Forgets a file unless a request has taken it; whether it is forgotten. */
  forget(id: string): Promise<boolean>;
}

/** As a host and its store have it. */
export function intakeDesk(store: Pick<DeskStore, 'file' | 'looseFiles' | 'bytesOfAll' | 'bytesSent'>, host: Pick<DeskHost, 'fileArrived' | 'forgetFile'>): IntakeDesk {
  return {
    file: (id) => store.file(id),
    looseFiles: () => store.looseFiles(),
    bytesOfAll: () => store.bytesOfAll(),
    bytesSent: (side, principal, since) => store.bytesSent(side, principal, since),
    keep: (file) => host.fileArrived(file),
    forget: (id) => host.forgetFile(id),
  };
}

/** Why a file is not taken; `code` is for its sender. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly code: FileFault | 'unavailable' | 'rate_limited';

  constructor(code: FileRefused['code'], cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** How files come to a desk, whatever brings their bytes: judged by name and size before the first, by content after the last. */
export class FileIntake {
  readonly #options: IntakeOptions;
  readonly #finishing = new Map<string, Promise<StoredFile>>();
  /** What has begun and the desk does not know yet: it has its room already. */
  readonly #coming = new Map<string, Arrival>();
  /** Resolves once what had begun before a restart is known. */
  readonly #recalled: Promise<void>;
  readonly #abandoned: AbandonedFiles;
  /** Bytes that have begun to come, by address [R133]. */
  readonly #addresses: RateLimit | null;

  constructor(options: IntakeOptions) {
    this.#options = options;
    const { address } = options.quotas;
    this.#addresses = address === null ? null : new RateLimit(byDay(address));
    this.#recalled = this.#recall().catch(options.onFault);
    this.#abandoned = new AbandonedFiles({ ...options, busy: (id) => this.#finishing.has(id), remove: (id) => this.#remove(id) });
    void this.#recalled.then(() => this.#abandoned.sweep());
  }

  /** Makes room for a file. Rejects with {@link FileRefused}. @param wanted its size in bytes. */
  async begin(wanted: { readonly name: string; readonly size: number }, { principal, side, countedTo = null }: Uploader, sender: Sender): Promise<Arrival> {
    const { blobs, clock, randomId, largest } = this.#options;
    const fault = faultBeforehand(wanted.name, wanted.size, sender, largest);
    if (fault) throw new FileRefused(fault);
    await this.#recalled;
    // From here to its place among those that come nothing waits: of many at once none has another's room.
    const full = this.#quotaFault(wanted.size, { principal, side });
    if (full) throw new FileRefused(full);
    const since = clock.now();
    if (countedTo !== null && this.#addresses && this.#addresses.take(countedTo, since, wanted.size) > 0) throw new FileRefused('rate_limited');
    const arrival: Arrival = { id: randomId(), ...wanted, principal, side, since };
    this.#coming.set(arrival.id, arrival);
    try {
      await blobs.begin(arrival);
    } catch (error) {
      this.#coming.delete(arrival.id);
      throw error;
    }
    this.#abandoned.begun();
    return arrival;
  }

  #quotaFault(size: number, { principal, side }: Uploader): FileFault | null {
    const { clock, desk, quotas } = this.#options;
    const coming = [...this.#coming.values()];
    const own = coming.filter((one) => one.principal === principal && one.side === side);
    const company = desk.bytesOfAll() + sizeOf(coming);
    if (side === 'technician') return quotaFault(size, { company }, quotas);
    return quotaFault(size, { company, customer: desk.bytesSent(side, principal, clock.now() - quotaWhile) + sizeOf(own) }, quotas);
  }

  /** What is known of somebody's own file; to anyone else it is not there. */
  async arrival(id: string, { principal, side }: Uploader): Promise<(Arrival & { readonly arrived: number }) | null> {
    const { blobs } = this.#options;
    const [arrival, arrived] = await Promise.all([blobs.arrival(id), blobs.size(id)]);
    if (!arrival || arrived === null || arrival.principal !== principal || arrival.side !== side) return null;
    return { ...arrival, arrived };
  }

  /**
   * Judges a file that is whole and hands it to the desk; once is enough, again does nothing. Rejects with {@link FileRefused}:
   * what is refused is gone.
   */
  finish(arrival: Arrival, sender: Sender): Promise<StoredFile> {
    const known = this.#options.desk.file(arrival.id);
    if (known) return Promise.resolve(known);
    const under = this.#finishing.get(arrival.id) ?? this.#finish(arrival, sender).finally(() => this.#finishing.delete(arrival.id));
    this.#finishing.set(arrival.id, under);
    return under;
  }

  async #finish({ id, name: given, principal, side }: Arrival, sender: Sender): Promise<StoredFile> {
    const { blobs, clock, desk, largest, stripLocation } = this.#options;
    const size = (await blobs.size(id)) ?? 0;
    const judged: Judgement = await lookInto(judgeFile(given, size, sender, largest), (part) => blobs.read(id, part));
    if (judged.fault !== null) {
      await this.#remove(id);
      throw new FileRefused(judged.fault);
    }
    const { name, extension } = judged;
    if (stripLocation) await this.#strip(id, extension, size);
    await blobs.flush(id);
    await this.#check({ id, name, size });
    const file: StoredFile = { id, name, size, type: mediaTypeOf(extension), principal, side, request: null, at: clock.now() };
    try {
      await desk.keep(file);
    } catch (error) {
      throw new FileRefused('unavailable', error);
    }
    this.#coming.delete(id);
    return file;
  }

  /** What could not be checked stays, so that its sender can ask again; what is infected is gone. */
  async #check(file: Pick<StoredFile, 'id' | 'name' | 'size'>): Promise<void> {
    const { blobs, clock, scan, onFault } = this.#options;
    const verdict = scan ? await checkFile(scan, { ...file, bytes: () => blobs.stream(file.id) }, clock, onFault) : 'clean';
    if (verdict === 'clean') return;
    if (verdict === 'infected') await this.#remove(file.id);
    throw new FileRefused(verdict);
  }

  async #strip(id: string, extension: Extension, size: number): Promise<void> {
    const { blobs } = this.#options;
    const patches = await lookInto(locationPatches(extension, new FileInParts(size)), (part) => blobs.read(id, part));
    for (const { at, bytes } of patches) await blobs.overwrite(id, at, bytes);
  }

  /** Takes a file back, whole or not, unless a request has taken it; whether it is gone. */
  async discard({ id }: Arrival): Promise<boolean> {
    const { desk } = this.#options;
    await this.#finishing.get(id)?.catch(() => undefined);
    if (desk.file(id) && !(await desk.forget(id))) return false;
    await this.#remove(id);
    return true;
  }

  async #remove(id: string): Promise<void> {
    await this.#options.blobs.remove(id);
    this.#coming.delete(id);
  }

  async #recall(): Promise<void> {
    const { blobs, desk } = this.#options;
    for (const id of await blobs.ids()) {
      const arrival = desk.file(id) ? null : await blobs.arrival(id);
      if (arrival) this.#coming.set(id, arrival);
    }
  }

  close(): void {
    this.#abandoned.close();
  }
}

function sizeOf(arrivals: readonly Arrival[]): number {
  return arrivals.reduce((sum, { size }) => sum + size, 0);
}
