// A reporter of `node --test` that writes one JSON object: how many tests passed, failed and were skipped.
// A file without a test is reported by node as a passed test of the file's name; here it is a failure.
import { basename } from 'node:path';

export default async function* countNodeTests(source) {
  let empty = 0;
  let counts = null;
  for await (const event of source) {
    const { type, data } = event;
    if (type === 'test:pass' && data.nesting === 0 && data.file && basename(data.name) === basename(data.file)) {
      empty += 1;
      console.error(`no test in ${data.name}`);
    }
    if (type === 'test:summary' && data.file === undefined) counts = data.counts;
  }
  if (!counts) return;
  const failed = counts.tests - counts.passed - counts.skipped - counts.todo;
  yield `${JSON.stringify({ passed: counts.passed - empty, failed: failed + empty, skipped: counts.skipped + counts.todo })}\n`;
}
