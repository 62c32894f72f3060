import type { Sender } from '../../domain/files.ts';
import { system } from '../../domain/systems.ts';
import { abandonedAfter } from '../host/abandoned-files.ts';
import type { Arrival, BlobStore } from '../host/blobs.ts';
import { FileRefused, type FileIntake, type Uploader } from '../host/file-intake.ts';
import { checking, checksums, readChecksum, readLength, readName, tusVersion, writeName } from './tus-headers.ts';
import { Takeovers } from './takeovers.ts';
import { answer, type RequestRefusal } from './upload-answers.ts';

export interface UploadOptions {
  readonly intake: FileIntake;
  readonly blobs: BlobStore;
  /** Bytes of the largest file. */
  readonly largest: number;
}

type Known = Arrival & { readonly arrived: number };

const extensions = ['creation', 'creation-with-upload', 'checksum', 'expiration', 'termination'];
const octets = 'application/offset+octet-stream';

/**
 * The uploads of one company by tus 1.0 [R64], [R116]: creation, with the first bytes if they are there, pieces in order,
 * checksums, an end if nobody goes on, and taking back. What is said here is only how the bytes come; what becomes of the file,
 * the intake says.
 */
export class Uploads {
  readonly #options: UploadOptions;
  readonly #takeovers = new Takeovers();

  constructor(options: UploadOptions) {
    this.#options = options;
  }

  /** What is said of tus to whoever asks before anything else. */
  get abilities(): Readonly<Record<string, string>> {
    return {
      'Tus-Version': tusVersion,
      'Tus-Extension': extensions.join(','),
      'Tus-Max-Size': String(this.#options.largest),
      'Tus-Checksum-Algorithm': checksums.join(','),
    };
  }

  /**
   * @param uploader verified; any file but an own one answers as if it were not there.
   * @param tooMany counts one more that begins, however it is asked for; whether it is one too many.
   */
  async handle(request: Request, uploader: Uploader, tooMany: () => boolean): Promise<Response> {
    const response = await this.#answer(request, uploader, tooMany);
    response.headers.set('Tus-Resumable', tusVersion);
    if (response.status === 412) response.headers.set('Tus-Version', tusVersion);
    return response;
  }

  async #answer(request: Request, uploader: Uploader, tooMany: () => boolean): Promise<Response> {
    if (request.headers.get('tus-resumable') !== tusVersion) return answer('version');
    // Where a proxy lets no PATCH through.
    const method = request.headers.get('x-http-method-override')?.toUpperCase() ?? request.method;
    const sender = senderOf(request, uploader.side);
    try {
      if (method === 'POST') return tooMany() ? answer('rate_limited') : await this.#create(request, uploader, sender);
      // By the path alone, never by what stands behind a question mark.
      const id = new URL(request.url).pathname.split('/').at(-1) ?? '';
      return await this.#takeovers.take(id, async (stopped) => {
        const known = await this.#options.intake.arrival(id, uploader);
        if (!known) return answer('not_found');
        switch (method) {
          case 'HEAD':
            return this.#look(known, sender);
          case 'PATCH':
            return this.#add(request, known, sender, stopped);
          case 'DELETE':
            return (await this.#options.intake.discard(known)) ? new Response(null, { status: 204 }) : answer('forbidden');
          default:
            return answer('not_found');
        }
      });
    } catch (error) {
      if (error instanceof FileRefused) return answer(error.code);
      throw error;
    }
  }

  async #create(request: Request, uploader: Uploader, sender: Sender): Promise<Response> {
    const { headers } = request;
    const size = readLength(headers.get('upload-length'));
    if (size === null || headers.has('upload-defer-length') || headers.has('upload-concat')) return answer('invalid');
    const arrival = await this.#options.intake.begin({ name: readName(headers.get('upload-metadata')), size }, uploader, sender);
    // Relative to the address of the uploads, so that it holds behind any proxy.
    const place = { Location: `files/${arrival.id}` };
    if (headers.get('content-type') !== octets) return new Response(null, { status: 201, headers: { ...place, ...ending(arrival) } });
    return this.#takeovers.take(arrival.id, (stopped) => this.#take(request, { ...arrival, arrived: 0 }, sender, stopped, 201, place));
  }

  async #look(known: Known, sender: Sender): Promise<Response> {
    // Whole, and yet unknown to the desk: the server stopped between the last byte and the desk's word. Made good here, where
    // its sender comes to look how far it got.
    if (known.arrived === known.size) await this.#options.intake.finish(known, sender);
    return new Response(null, {
      headers: {
        'Upload-Offset': String(known.arrived),
        'Upload-Length': String(known.size),
        'Upload-Metadata': writeName(known.name),
        'Cache-Control': 'no-store',
        ...(known.arrived < known.size && ending(known)),
      },
    });
  }

  async #add(request: Request, known: Known, sender: Sender, stopped: AbortSignal): Promise<Response> {
    if (request.headers.get('content-type') !== octets) return answer('type_not_allowed');
    const offset = readLength(request.headers.get('upload-offset'));
    if (offset === null) return answer('invalid');
    if (offset !== known.arrived) return answer('conflict');
    return this.#take(request, known, sender, stopped, 204, {});
  }

  /** Takes a piece as it comes, counted as it does. */
  async #take(request: Request, known: Known, sender: Sender, stopped: AbortSignal, status: number, more: Readonly<Record<string, string>>): Promise<Response> {
    const { blobs, intake } = this.#options;
    const { id, size, arrived: from } = known;
    const room = size - from;
    const checksum = readChecksum(request.headers.get('upload-checksum'));
    if (checksum === 'unknown') return answer('invalid');
    if ((readLength(request.headers.get('content-length')) ?? 0) > room) return answer('too_large');
    const check = checksum && checking(checksum);
    const body = partsOf(request.body, room, stopped);
    let refusal: RequestRefusal | null = null;
    try {
      await blobs.append(id, check ? check.through(body) : body);
    } catch (error) {
      refusal = error instanceof PieceBroken ? error.code : 'unavailable';
    }
    // Half a piece cannot be checked, so nothing of it is kept.
    if (check && (refusal !== null || !check.holds())) {
      await blobs.cut(id, from);
      return answer(refusal ?? 'checksum');
    }
    if (refusal) return answer(refusal);
    const arrived = (await blobs.size(id)) ?? 0;
    if (arrived === size) await intake.finish(known, sender);
    return new Response(null, { status, headers: { ...more, 'Upload-Offset': String(arrived), ...(arrived < size && ending(known)) } });
  }
}

/** When an upload ends if nobody goes on with it. */
function ending({ since }: Arrival): Record<string, string> {
  return { 'Upload-Expires': new Date(since + abandonedAfter).toUTCString() };
}

/** Why the bytes of a piece have stopped coming. */
class PieceBroken extends Error {
  readonly code: 'too_large' | 'conflict' | 'unavailable';

  constructor(code: PieceBroken['code'], cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

/** The parts of a body, up to so many bytes: one that goes on beyond ends with PieceBroken, and so does one that breaks off or is stopped. */
async function* partsOf(body: ReadableStream<Uint8Array> | null, room: number, stopped: AbortSignal): AsyncIterable<Uint8Array> {
  if (!body) return;
  const reader = body.getReader();
  const stop = (): void => void reader.cancel().catch(() => undefined);
  stopped.addEventListener('abort', stop, { once: true });
  try {
    for (let left = room; ; ) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw new PieceBroken('unavailable', error);
      });
      if (stopped.aborted) throw new PieceBroken('conflict');
      if (done) return;
      left -= value.length;
      if (left < 0) throw new PieceBroken('too_large');
      yield value;
    }
  } finally {
    stopped.removeEventListener('abort', stop);
    stop();
  }
}

/**
 * Who sends, as far as a request tells: an iPad passes for a Mac here, and is known as what it is when the file is shared,
 * where the desk judges by the device of the connection.
 */
function senderOf(request: Request, side: Uploader['side']): Sender {
  if (side === 'technician') return { role: side };
  const userAgent = request.headers.get('user-agent') ?? '';
  return { role: side, os: system(userAgent, { userAgent, platform: '', touchPoints: 0 }).os };
}
