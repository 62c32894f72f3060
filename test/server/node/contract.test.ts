import { describe, it } from 'node:test';
import { createLocalDesk } from '../../../src/local/index.ts';
import { serverContract } from '../../../src/testing/server-contract.ts';
import { httpTransport } from '../../../src/transports/http.ts';
import { webSocketTransport } from '../../../src/transports/websocket.ts';
import { startServer, tokenOf } from './running-server.ts';

const companiesOf = { anna: ['acme'], ben: ['acme'], carla: ['globex'] };

for (const [name, over] of [
  ['Node over a real WebSocket', webSocketTransport],
  ['Node over HTTP', httpTransport],
] as const) {
  serverContract(
    name,
    async () => {
      const ends: (() => unknown)[] = [];
      const available = (id: string) => ({ id, name: id, available: true });
      const companies = { acme: { name: 'Acme', technicians: [available('anna'), available('ben')] }, globex: { name: 'Globex', technicians: [available('carla')] } };
      const { url } = await startServer({ after: (end) => void ends.push(end as () => unknown) }, { companies });
      return {
        transport: over(url),
        token: (technician) => tokenOf(technician, companiesOf[technician]),
        close: async () => {
          for (const end of ends.reverse()) await end();
        },
      };
    },
    { describe, it },
  );
}

serverContract(
  'a desk inside the page',
  () => {
    const desk = createLocalDesk({
      companies: [
        { id: 'acme', name: 'Acme' },
        { id: 'globex', name: 'Globex' },
      ],
      technicians: Object.entries(companiesOf).map(([id, companies]) => ({ id, name: id, companies })),
    });
    return { transport: desk.transport(), token: (technician) => desk.token(technician), close: () => desk.close() };
  },
  { describe, it },
);
