/** Makes one `School` from where it lives. Each has its own database, stores, keys, jobs and clock. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { type Clock, databaseClock } from '../platform/clock.ts';
import { type Db, openDb, openPool } from '../platform/db.ts';
import { openFiles } from '../platform/files.ts';
import { openJobs } from '../platform/jobs.ts';
import type { Logger } from '../platform/log.ts';
import { type MailPlace, openMail } from '../platform/mail.ts';
import { migrate } from '../platform/migrate.ts';
import type { School } from '../platform/school.ts';
import { openSeal } from '../platform/seal.ts';
import { readOrMakeSecret } from '../platform/secret.ts';
import { openSigner } from '../platform/signer.ts';

/** Where one school lives. */
export interface SchoolPlace {
  /** Owner's connection: migrates, then runs the queue; the product itself works as `licheng_app`. */
  databaseUrl: string;
  dataDir: string;
  filesDir: string;
  secondFilesDir: string;
  publicUrl: string;
  filesOrigin?: string;
  /** The relay letters leave by; without one, mail is off. */
  mail?: MailPlace;
  allowVolatileStore: boolean;
}

export interface OpenSchool extends School {
  ownerPool: pg.Pool;
  close(): Promise<void>;
}

/** Brings a founded school up to date and opens it. Throws where no school was founded (`found.ts`). */
export async function openSchool(
  place: SchoolPlace,
  log: Logger,
  clock: Clock = databaseClock(),
): Promise<OpenSchool> {
  await migrate(place.databaseUrl);
  const ownerPool = openPool(place.databaseUrl, 'owner', 8);
  const pool = openPool(place.databaseUrl, 'app');
  const db = openDb(pool);
  let hold: pg.PoolClient | undefined;
  try {
    hold = await holdAlone(ownerPool);
    const row = await db.selectFrom('school').selectAll().executeTakeFirst();
    if (!row) throw new Error('No school lives in this database yet. Found one with: npm run new-school');
    const keys = join(place.dataDir, 'keys');
    await refuseLostKey(db, join(keys, 'identity.key'));
    const files = await openFiles({
      db,
      first: place.filesDir,
      second: place.secondFilesDir,
      allowVolatile: place.allowVolatileStore,
      log,
    });
    const signer = await openSigner(db, join(keys, 'signing'));
    const jobs = openJobs(ownerPool, log);
    const mail = openMail(place.mail, row.name);
    return {
      id: row.id,
      name: row.name,
      demo: row.demo,
      db,
      ownerPool,
      files,
      jobs,
      mail,
      seal: openSeal(join(keys, 'identity.key')),
      signer,
      clock,
      log,
      sessionSecret: readOrMakeSecret(join(keys, 'session.key'), () => randomBytes(32).toString('base64')),
      publicUrl: place.publicUrl,
      filesOrigin: place.filesOrigin,
      async close() {
        await jobs.stop();
        mail.close();
        await files.close();
        await db.destroy();
        hold?.release(true);
        await ownerPool.end();
      },
    };
  } catch (error) {
    await db.destroy();
    hold?.release(true);
    await ownerPool.end();
    throw error;
  }
}

/** A new key would open none of the ID numbers that are there, and find nobody by theirs. */
async function refuseLostKey(db: Db, keyFile: string): Promise<void> {
  if (existsSync(keyFile)) return;
  const sealed = await db
    .selectFrom('person')
    .select('id')
    .where('national_id_sealed', 'is not', null)
    .executeTakeFirst();
  if (sealed)
    throw new Error(
      `The key of the ID numbers, ${keyFile}, is gone, and the database holds numbers sealed with it. Bring it back from your backup of the keys folder.`,
    );
}

/** Two products on one database would both believe that a locked job's worker is dead. */
export async function holdAlone(ownerPool: pg.Pool): Promise<pg.PoolClient> {
  const client = await ownerPool.connect();
  const { rows } = await client.query<{ held: boolean }>(
    `select pg_try_advisory_lock(hashtext('licheng server')) as held`,
  );
  if (!rows[0]?.held) {
    client.release();
    throw new Error('Another Licheng server is using this database. Stop it first.');
  }
  // The connection stays out of the pool while the school is open: the lock lives exactly as long.
  return client;
}
