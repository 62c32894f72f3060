import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { deskDefaults, type DeskOptions } from '../core/ports.ts';
import { SqlStore } from '../core/sql-store.ts';
import type { DeskStore } from '../core/store.ts';
import type { CompanyConfig } from './config-schema.ts';
import { FileHouse } from './file-house.ts';
import { SqliteDatabase } from './sqlite-database.ts';

/** What one company has in the data folder: a database and a folder of files. */
export interface DeskFiles {
  readonly store: DeskStore;
  readonly house: FileHouse;
  close(): void;
}

/** Opens them, made and with the configuration's technicians in it if they are not there. @throws what the medium throws. */
export function openDeskFiles(data: string, company: string, settings: CompanyConfig): DeskFiles {
  const folder = join(data, company);
  const files = join(folder, 'files');
  mkdirSync(files, { recursive: true });
  const database = new SqliteDatabase(join(folder, 'desk.sqlite'));
  try {
    const store = new SqlStore(database);
    seedTechnicians(store, settings);
    return { store, house: new FileHouse(files), close: () => database.close() };
  } catch (error) {
    database.close();
    throw error;
  }
}

export function deskOptions(company: string, { name, limits, ip }: CompanyConfig): DeskOptions {
  return {
    company,
    name,
    ip,
    maxFileSize: limits.maxFileSize ?? deskDefaults.maxFileSize,
    rate: limits.rate ?? deskDefaults.rate,
    grace: limits.grace ?? deskDefaults.grace,
  };
}

/** The configuration names who begins; whoever the desk knows already stays as they are there. */
function seedTechnicians(store: DeskStore, { technicians }: CompanyConfig): void {
  const unknown = technicians.filter(({ id }) => store.technician(id) === null);
  if (unknown.length === 0) return;
  store.transaction(() => {
    for (const { id, name, role, available } of unknown) store.saveTechnician({ id, name, role, available, enabled: true, leftAt: 0 });
  });
}
