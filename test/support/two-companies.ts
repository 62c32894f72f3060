import type { ServerConfig } from '../../src/server/node/config-types.ts';
import type { Configure } from './server.ts';

type Company = ServerConfig['companies'][string];
type Technician = NonNullable<Company['technicians']>[number];

interface Change {
  readonly acme?: Partial<Company>;
  readonly globex?: Partial<Company>;
  readonly server?: Partial<Omit<ServerConfig, 'companies' | 'data'>>;
}

export const annaBerg: Technician = { id: 'anna', name: 'Anna Berg', role: 'admin', available: true };
export const benOkafor: Technician = { id: 'ben', name: 'Ben Okafor', available: true };
export const carlaNeumann: Technician = { id: 'carla', name: 'Carla Neumann', role: 'admin', available: true };

/** Acme has Anna, who is an admin, and Ben; Globex has Anna and Carla, both admins. All begin as Available, and there is no request yet. */
export function twoCompanies({ acme, globex, server }: Change = {}): Configure {
  return (origin) => ({
    ...server,
    companies: {
      acme: { name: 'Acme', console: `${origin}/console`, portal: `${origin}/portal/acme`, technicians: [annaBerg, benOkafor], ...acme },
      globex: { name: 'Globex', console: `${origin}/console`, portal: `${origin}/portal/globex`, technicians: [annaBerg, carlaNeumann], ...globex },
    },
  });
}
