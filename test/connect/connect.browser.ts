import { expect } from '@open-wc/testing';
import { addMaker, connect } from '../../src/connect/connect.ts';
import { customers } from '../../src/connect/customers.ts';
import { technicians } from '../../src/connect/technicians.ts';
import type { Connection } from '../../src/elements/context.ts';

/** Somewhere that nobody listens; what matters here is who shares a client with whom. */
const server = 'http://127.0.0.1:9';
const customer: Connection = { document, server, companies: ['acme'], role: 'customer', token: undefined, storage: 'none' };

addMaker('customer', customers);
addMaker('technician', technicians);

describe('Elements of one page', () => {
  it('share a client if they want the same, and none if not', () => {
    const leases = [
      connect(customer),
      connect({ ...customer }),
      connect({ ...customer, companies: ['globex'] }),
      connect({ ...customer, server: `${server}/desk` }),
      connect({ ...customer, role: 'technician', token: 'anna' }),
      connect({ ...customer, role: 'technician', token: 'ben' }),
      connect({ ...customer, document: document.implementation.createHTMLDocument() }),
    ];
    const [one, two, ...others] = leases.map(({ client }) => client);
    expect(one).to.equal(two);
    expect(new Set(others).size).to.equal(5);
    expect(others).to.not.include(one);
    for (const lease of leases) lease.release();
  });

  it('keep their client when they are moved', () => {
    const lease = connect(customer);
    lease.release();
    const again = connect(customer);
    expect(again.client).to.equal(lease.client);
    expect(again.client.$connection.get().status).to.not.equal('closed');
    again.release();
  });

  it('end their client once the last of them is gone for good, however often they let go', async () => {
    const alone = { ...customer, companies: ['initech'] };
    const [one, two] = [connect(alone), connect(alone)];
    one.release();
    one.release();
    const closed = new Promise<void>((resolve) => {
      one.client.$connection.listen(({ status }) => {
        if (status === 'closed') resolve();
      });
    });
    const three = connect(alone);
    expect(three.client).to.equal(two.client);
    two.release();
    three.release();
    await closed;
    const later = connect(alone);
    expect(later.client).to.not.equal(one.client);
    later.release();
  });
});
