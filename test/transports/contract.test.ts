import { describe, it } from 'node:test';
import { createLocalDesk } from '../../src/local/index.ts';
import { transportContract } from '../../src/testing/transport-contract.ts';
import { httpTransport } from '../../src/transports/http.ts';
import { webSocketTransport } from '../../src/transports/websocket.ts';
import { automaticTransport } from '../../src/transports/automatic.ts';
import { startServer } from '../server/node/running-server.ts';
import { blockingProxy } from '../support/blocking-proxy.ts';

transportContract(
  'of a desk inside the page',
  () => {
    const desk = createLocalDesk();
    const cut = createLocalDesk();
    cut.cut();
    return {
      transport: desk.transport(),
      nowhere: cut.transport(),
      close() {
        desk.close();
        cut.close();
      },
    };
  },
  { describe, it },
);

for (const [name, over, blocked] of [
  ['over WebSocket', webSocketTransport, false],
  ['over HTTP', httpTransport, false],
  ['that chooses by itself', automaticTransport, false],
  ['that chooses by itself, where WebSockets are blocked', automaticTransport, true],
] as const) {
  transportContract(
    name,
    async () => {
      const ends: (() => unknown)[] = [];
      const { url } = await startServer({ after: (end) => void ends.push(end as () => unknown) });
      const proxy = blocked ? await blockingProxy(url) : null;
      if (proxy) ends.push(() => proxy.close());
      return {
        transport: over(proxy?.url ?? url),
        // A port that nobody listens on.
        nowhere: over('http://127.0.0.1:9'),
        async close() {
          for (const end of ends.reverse()) await end();
        },
      };
    },
    { describe, it },
  );
}
