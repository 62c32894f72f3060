/** What an implementation must keep to, as suites for any test framework: pass its `describe` and `it`. */
export { blobContract, type BlobsUnderTest } from './blob-contract.ts';
export { serverContract, type ServerUnderTest } from './server-contract.ts';
export { storeContract, type StoreUnderTest } from './store-contract.ts';
export { transportContract, type TransportUnderTest } from './transport-contract.ts';
export type { TestFramework } from './expect.ts';
