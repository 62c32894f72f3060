import { randomBytes } from 'node:crypto';
import { FileStore } from '@tus/file-store';
import { Server, type Upload } from '@tus/server';
import { extensionOf, fileFault, mediaTypeOf, receivedName, safeName, type FileFault } from '../../domain/files.ts';
import type { StoredFile } from '../core/store.ts';
import { isFileId, type FileHouse } from './file-house.ts';

/** Who uploads: rights to a file hang on the principal. */
export interface Uploader {
  readonly principal: string;
  readonly side: 'customer' | 'technician';
}

export interface UploadOptions {
  readonly house: FileHouse;
  /** The route, without a slash at its end. */
  readonly path: string;
  /** Bytes of the largest file. */
  readonly largest: number;
  /** Whether the desk has this file. */
  known(id: string): boolean;
  /** Hands a finished, verified file to the desk; false if it could not be kept. */
  keep(file: StoredFile): Promise<boolean>;
}

/** The uploads of one company: tus 1.0 [R64], each file judged by name and size before it comes, and by content once it is there. */
export class Uploads {
  readonly #options: UploadOptions;
  readonly #store: FileStore;
  readonly #tus: Server;
  readonly #uploaders = new WeakMap<object, Uploader>();

  constructor(options: UploadOptions) {
    this.#options = options;
    this.#store = new FileStore({ directory: options.house.folder });
    this.#store.extensions = ['creation', 'creation-with-upload', 'termination'];
    this.#tus = new Server({
      path: options.path,
      datastore: this.#store,
      maxSize: options.largest,
      // The routes say who may; tus adds nothing of its own.
      allowedOrigins: () => false,
      disableTerminationForFinishedUploads: true,
      namingFunction: () => randomBytes(16).toString('hex'),
      // tus would take what stands after the last slash of the whole address, query and all: of another file than was judged.
      getFileIdFromRequest: ({ url }) => fileIn(url) ?? undefined,
      // Relative to the address of the uploads, so that it holds behind any proxy.
      generateUrl: (_request, { id }) => `files/${id}`,
      onUploadCreate: async (request, upload) => ({ metadata: this.#accept(upload, this.#uploaders.get(request)) }),
      onUploadFinish: async (_request, upload) => {
        await this.#finish(upload);
        return {};
      },
    });
  }

  /** @param uploader verified; any file but an own one answers as if it were not there. */
  async handle(request: Request, uploader: Uploader): Promise<Response> {
    this.#uploaders.set(request, uploader);
    const id = fileIn(request.url);
    if (request.method !== 'POST' && (id === null || !(await this.#owns(id, uploader)))) return answer('not_found');
    // Whole, and yet unknown to the desk: the server stopped between the last byte and the desk's word. Made good here,
    // where the uploader comes to look how far it got.
    if (request.method === 'HEAD' && id !== null) {
      const upload = await this.#store.getUpload(id);
      if (upload.offset === upload.size) {
        const refusal = await this.#finish(upload).then(() => null, refusalOf);
        if (refusal) return answer(refusal);
      }
    }
    const response = await this.#tus.handleWeb(request);
    return response.status >= 400 ? this.#refusal(response) : response;
  }

  async #owns(id: string, uploader: Uploader): Promise<boolean> {
    const metadata = await this.#store.getUpload(id).then((upload) => upload.metadata, () => undefined);
    return metadata?.['principal'] === uploader.principal && metadata['side'] === uploader.side;
  }

  #accept(upload: Upload, uploader: Uploader | undefined): Record<string, string> {
    const name = upload.metadata?.['filename'] ?? '';
    const fault = uploader === undefined || upload.size === undefined ? 'bad_name' : faultBefore(name, upload.size, this.#options.largest);
    if (fault || !uploader) throw new Refusal(fault ?? 'bad_name');
    return { filename: name, principal: uploader.principal, side: uploader.side };
  }

  async #finish({ id, size = 0, metadata }: Upload): Promise<void> {
    const { house, known, keep, largest } = this.#options;
    if (known(id)) return;
    const head = await house.head(id);
    const name = receivedName(metadata?.['filename'] ?? '', head);
    const fault = fileFault({ name: metadata?.['filename'] ?? '', size, head }, { role: 'technician' }, largest);
    const extension = name === null ? null : extensionOf(name);
    if (fault || name === null || extension === null) {
      await house.remove(id);
      throw new Refusal(fault ?? 'bad_name');
    }
    await house.flush(id);
    const side = metadata?.['side'] === 'technician' ? 'technician' : 'customer';
    const kept = await keep({ id, name, size, type: mediaTypeOf(extension), principal: metadata?.['principal'] ?? '', side, request: null });
    if (!kept) throw new Refusal('unavailable');
  }

  /** tus answers in words; pages want a code. */
  async #refusal(response: Response): Promise<Response> {
    const text = await response.text();
    const code = isCode(text) ? text : (codes[response.status] ?? 'invalid');
    const refused = answer(code, response.status);
    const resumable = response.headers.get('Tus-Resumable');
    if (resumable !== null) refused.headers.set('Tus-Resumable', resumable);
    return refused;
  }
}

/**
 * What is to be known of a file before its first byte. Which types a customer's device may send is the desk's to say, when
 * the file is shared; a photo may still come as .heic and turn out to be a JPEG.
 */
function faultBefore(name: string, size: number, largest: number): FileFault | null {
  const safe = safeName(name);
  if (safe === null) return 'bad_name';
  if (extensionOf(safe) === null && !/\.hei[cf]$/i.test(safe)) return 'type_not_allowed';
  if (size === 0) return 'empty';
  return size > largest ? 'too_large' : null;
}

const statuses = {
  bad_name: 400,
  empty: 400,
  invalid: 400,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  type_not_allowed: 415,
  content_mismatch: 415,
  rate_limited: 429,
  unavailable: 503,
} as const;

export type UploadRefusal = keyof typeof statuses;

const codes: Readonly<Record<number, UploadRefusal>> = { 404: 'not_found', 409: 'conflict', 410: 'not_found', 413: 'too_large', 500: 'unavailable' };

/** How a hook tells tus to refuse: it reads these two properties. */
class Refusal extends Error {
  readonly status_code: number;
  readonly body: UploadRefusal;

  constructor(code: UploadRefusal) {
    super(code);
    this.status_code = statuses[code];
    this.body = code;
  }
}

function refusalOf(error: unknown): UploadRefusal {
  return error instanceof Refusal ? error.body : 'unavailable';
}

function isCode(text: string): text is UploadRefusal {
  return Object.hasOwn(statuses, text);
}

export function answer(code: UploadRefusal, status: number = statuses[code]): Response {
  return Response.json({ code }, { status, headers: { 'Cache-Control': 'no-store' } });
}

function fileIn(url: string): string | null {
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  return isFileId(last) ? last : null;
}
