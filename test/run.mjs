// The test command: `npm test`, or `npm test -- --only node,browser support-chat` while working.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  console.error('Start the tests with `npm test`: it uses the Node that this package brings, not the one of this machine.');
  process.exit(1);
}
const { main } = await import('./runner/main.ts');
process.exitCode = await main(process.argv.slice(2));
