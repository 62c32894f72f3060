import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { quotasFor, type FileQuotas } from '../../domain/file-quotas.ts';
import { noNotifications, type NotificationSettings } from '../../domain/staff.ts';
import { deskDefaults, type DeskOptions } from '../core/ports.ts';
import { SqlStore } from '../core/sql-store.ts';
import type { DeskStore } from '../core/store.ts';
import { noChannels, type Channels } from '../core/deliveries.ts';
import type { CheckedCompany, CheckedTechnician } from './config-company.ts';
import type { BlobStore } from '../host/blobs.ts';
import { FolderBlobs } from './folder-blobs.ts';
import { SqliteDatabase } from './sqlite-database.ts';

const database = 'desk.sqlite';

/** What one company has in the data folder: a database and a folder of files. */
export interface DeskFiles {
  readonly store: DeskStore;
  readonly blobs: BlobStore;
  /** Where the bytes of files lie. */
  readonly folder: string;
  close(): void;
}

/** Whether a company's desk has ever been opened. */
export function hasDesk(data: string, company: string): boolean {
  return existsSync(join(data, company, database));
}

/** Opens them, made and with the configuration's technicians in it if they are not there. @throws what the medium throws. */
export function openDeskFiles(data: string, company: string, settings: CheckedCompany): DeskFiles {
  const folder = join(data, company);
  const files = join(folder, 'files');
  // What customers write is read by nobody else on this machine.
  mkdirSync(files, { recursive: true, mode: 0o700 });
  const opened = new SqliteDatabase(join(folder, database));
  try {
    const store = new SqlStore(opened);
    seedTechnicians(store, settings);
    return { store, blobs: new FolderBlobs(files), folder: files, close: () => opened.close() };
  } catch (error) {
    opened.close();
    throw error;
  }
}

const minute = 60_000;

/** @param channels by which ways this desk reaches anyone; without them nothing leaves the house. */
export function deskOptions(company: string, { name, limits, rating, ip, editWithin, waits, idleAfter, replies }: CheckedCompany, channels: Channels = noChannels): DeskOptions {
  return {
    company,
    name,
    ip,
    maxFileSize: limits.maxFileSize ?? deskDefaults.maxFileSize,
    quotas: quotasOf(limits),
    rating,
    rate: limits.rate ?? deskDefaults.rate,
    perAddress: {
      requests: limitOf(limits.addressRequests, deskDefaults.perAddress.requests),
      words: limitOf(limits.addressWords, deskDefaults.perAddress.words),
    },
    grace: limits.grace ?? deskDefaults.grace,
    editWithin: editWithin * minute,
    waits: { long: waits.long * minute, tooLong: waits.tooLong * minute },
    idleAfter: idleAfter === undefined ? null : idleAfter * minute,
    replies,
    channels,
  };
}

function quotasOf({ maxFileSize = deskDefaults.maxFileSize, customerFiles, requestFiles, companyFiles, addressFiles }: CheckedCompany['limits']): FileQuotas {
  return quotasFor(maxFileSize, {
    ...(customerFiles !== undefined && { customer: customerFiles }),
    ...(requestFiles !== undefined && { request: requestFiles }),
    ...(companyFiles !== undefined && { company: companyFiles }),
    ...(addressFiles !== undefined && { address: limitOf(addressFiles, null) }),
  });
}

/** 0 stands for no limit. */
function limitOf(said: number | undefined, usual: number | null): number | null {
  return said === 0 ? null : (said ?? usual);
}

/** The configuration names who begins; whoever the desk knows already stays as they are there. */
function seedTechnicians(store: DeskStore, { technicians }: CheckedCompany): void {
  const unknown = technicians.filter(({ id }) => store.technician(id) === null);
  if (unknown.length === 0) return;
  store.transaction(() => {
    for (const { notifications, ...technician } of unknown) store.saveTechnician({ ...technician, enabled: true, notifications: notificationsOf(notifications), leftAt: 0 });
  });
}

function notificationsOf({ email, sms, browser, sound }: CheckedTechnician['notifications']): NotificationSettings {
  return {
    email: email === undefined ? noNotifications.email : { on: true, address: email },
    sms: sms === undefined ? noNotifications.sms : { on: true, number: sms },
    browser,
    sound,
  };
}
