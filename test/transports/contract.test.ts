import { describe, it } from 'node:test';
import { createLocalDesk } from '../../src/local/index.ts';
import { transportContract } from '../../src/testing/transport-contract.ts';
import { webSocketTransport } from '../../src/transports/websocket.ts';
import { startServer } from '../server/node/running-server.ts';
import type { Transport } from '../../src/client/transport.ts';

/** tus-js-client under Node reads buffers, not Files: everything else of an upload is as in a browser. */
function takingBuffers(transport: Transport): Transport {
  return {
    ...transport,
    async upload(company, file, credentials, options) {
      const bytes: unknown = Object.assign(Buffer.from(await file.arrayBuffer()), { name: file.name });
      return transport.upload(company, bytes as File, credentials, options);
    },
  };
}

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

transportContract(
  'over WebSocket',
  async () => {
    const ends: (() => unknown)[] = [];
    const { url } = await startServer({ after: (end) => void ends.push(end as () => unknown) });
    return {
      transport: takingBuffers(webSocketTransport(url)),
      // A port that nobody listens on.
      nowhere: webSocketTransport('http://127.0.0.1:9'),
      async close() {
        for (const end of ends.reverse()) await end();
      },
    };
  },
  { describe, it },
);
