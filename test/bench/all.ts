// All that is held against a limit, one after the other. `npm run bench`; each also runs by itself.
await import('./desk.ts');
await import('./console.ts');
await import('./conversation.ts');
await import('./uploads.ts');
await import('./neighbours.ts');

export {};
