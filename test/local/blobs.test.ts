import { describe, it } from 'node:test';
import { MemoryBlobs } from '../../src/local/memory-blobs.ts';
import { blobContract } from '../../src/testing/index.ts';

blobContract('the memory of a page', () => ({ blobs: new MemoryBlobs() }), { describe, it });
