import type { Submission } from '../../src/client/client.ts';
import { createCustomerClient } from '../../src/client/customer-client.ts';
import { MemoryBrowser, MemoryEnvironment } from '../../src/client/memory-environment.ts';
import { createTechnicianClient } from '../../src/client/technician-client.ts';
import { createLocalDesk, type LocalDesk } from '../../src/local/index.ts';
import { VirtualClock } from '../simulation/virtual-clock.ts';

export const form: Submission = { name: 'Kim', email: 'kim@example.com', description: 'It does not start' };

/** Clients of a desk in the same process, on a clock that passes when it is told to. */
export class LocalWorld {
  readonly clock = new VirtualClock();
  readonly desk: LocalDesk = createLocalDesk({
    clock: this.clock,
    companies: [
      { id: 'acme', name: 'Acme', maxFileSize: 1_000 },
      { id: 'globex', name: 'Globex' },
    ],
    technicians: [
      { id: 'anna', name: 'Anna' },
      { id: 'ben', name: 'Ben', companies: ['acme'] },
      { id: 'ada', name: 'Ada', role: 'admin', companies: ['acme'] },
    ],
  });
  readonly transport = this.desk.transport();

  tab(browser = new MemoryBrowser()): MemoryEnvironment {
    return new MemoryEnvironment({ clock: this.clock, browser, random: () => 0.5 });
  }

  customer(environment = this.tab(), company = 'acme') {
    return createCustomerClient({ transport: this.transport, company, environment });
  }

  technician(id = 'anna', companies: readonly string[] = ['acme'], environment = this.tab()) {
    return createTechnicianClient({ transport: this.transport, companies, token: this.desk.token(id), environment });
  }

  /** Lets everything arrive that is on its way. */
  settle(): Promise<void> {
    return this.clock.pass(500);
  }

  /** Waits for a promise while time passes. */
  async done<T>(promise: Promise<T>): Promise<T> {
    promise.catch(() => {});
    await this.settle();
    return promise;
  }
}
