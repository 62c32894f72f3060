import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { FolderBlobs } from '../../../src/server/node/folder-blobs.ts';
import { blobContract } from '../../../src/testing/index.ts';

blobContract(
  'a folder',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'deskside-blobs-'));
    return { blobs: new FolderBlobs(folder), reopen: () => new FolderBlobs(folder), close: () => rm(folder, { recursive: true }) };
  },
  { describe, it },
);
