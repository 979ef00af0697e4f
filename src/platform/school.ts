/**
 * One school's own machinery: its database, files, jobs, keys and clock. Nothing here knows what
 * schools do. There is no global pool, store or queue: whoever needs one is handed a School.
 */
import type { Clock } from './clock.ts';
import type { Db } from './db.ts';
import type { Files } from './files.ts';
import type { Jobs } from './jobs.ts';
import type { Logger } from './log.ts';
import type { Mail } from './mail.ts';
import type { Seal } from './seal.ts';
import type { Signer } from './signer.ts';

export interface School {
  /** The id of the database's `school` row: part of every link and statement that leaves the house. */
  id: string;
  name: string;
  demo: boolean;
  db: Db;
  files: Files;
  jobs: Jobs;
  mail: Mail;
  seal: Seal;
  signer: Signer;
  clock: Clock;
  log: Logger;
  /** Signs session cookies; 32 random bytes of the school's own data folder, base64. */
  sessionSecret: string;
  /** What people type, e.g. `http://127.0.0.1:8108`; https makes cookies Secure. */
  publicUrl: string;
  filesOrigin?: string;
}
