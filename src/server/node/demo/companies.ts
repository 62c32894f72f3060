import type { CheckedConfig } from '../config-schema.ts';
import { checkConfig } from '../config.ts';

/** Two companies to try things with, their technicians Available from the start. */
export const demoConfig: CheckedConfig = checkConfig({
  companies: {
    acme: {
      name: 'Acme',
      technicians: [
        { id: 'anna', name: 'Anna Berg', role: 'admin', available: true },
        { id: 'ben', name: 'Ben Okafor', available: true },
      ],
    },
    globex: {
      name: 'Globex',
      technicians: [
        { id: 'anna', name: 'Anna Berg', available: true },
        { id: 'carla', name: 'Carla Neumann', role: 'admin', available: true },
      ],
    },
  },
  data: '.deskside',
});
