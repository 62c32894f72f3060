import type { Refusal } from '../../protocol/frames.ts';
import { Desk } from '../core/desk.ts';
import type { CheckedConfig } from './config-schema.ts';
import type { ControlDesk } from './control/control-desk.ts';
import { deskOptions, openDeskFiles, type DeskFiles } from './desk-files.ts';
import { channelsOf } from './outbound/channels.ts';
import { ChangeRefused, listTechnicians } from './technicians.ts';

/** The desks of a server that does not run: each change opens a desk's files, goes through the same core, and closes them. */
export function stoppedDesks(config: CheckedConfig, now: () => number): ControlDesk {
  const opened = <T>(company: string, work: (files: DeskFiles) => T): T => {
    const settings = Object.hasOwn(config.companies, company) ? config.companies[company] : undefined;
    if (!settings) throw new ChangeRefused('no_such_desk');
    const files = openDeskFiles(config.data, company, settings);
    try {
      return work(files);
    } finally {
      files.close();
    }
  };

  return {
    technicians: (company) => opened(company, listTechnicians),
    changeTechnician: async (company, change) => {
      const refusal = opened(company, ({ store }): Refusal | null => {
        const settings = config.companies[company];
        if (!settings) return { code: 'not_found' };
        // What is due stays written down: a server that runs hands it out.
        const desk = new Desk(store, deskOptions(company, settings, channelsOf(settings, { mail: config.smtp, sms: config.sms })));
        desk.start(now());
        const { outputs, faults } = desk.step(now(), [{ type: 'staff', change, ref: 'command' }]);
        if (faults.length > 0) throw faults[0];
        const answer = outputs.find((output) => output.type === 'staff');
        return answer ? answer.refusal : { code: 'unavailable' };
      });
      if (refusal) throw new ChangeRefused(refusal.code, refusal.faults);
      return Promise.resolve();
    },
  };
}
