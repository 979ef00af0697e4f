/** Founds the school of an empty database: the one row that says whose it is. */
import { sql } from 'kysely';
import { openDb, openPool } from '../platform/db.ts';
import { migrate } from '../platform/migrate.ts';

export interface NewSchool {
  name: string;
  /** Six characters, as the central database knows it. */
  code: string;
  continuingCode: string;
  demo: boolean;
}

/** True when this call founded it, false when a school already lives there. */
export async function foundSchool(databaseUrl: string, school: NewSchool): Promise<boolean> {
  await migrate(databaseUrl);
  const db = openDb(openPool(databaseUrl, 'owner', 1));
  try {
    const founded = await db
      .insertInto('school')
      .values({
        name: school.name,
        code: school.code,
        continuing_code: school.continuingCode,
        demo: school.demo,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return founded.numInsertedOrUpdatedRows === 1n;
  } finally {
    await db.destroy();
  }
}

/** Whether a school has been founded in this (possibly still empty) database. */
export async function hasSchool(databaseUrl: string): Promise<boolean> {
  await migrate(databaseUrl);
  const db = openDb(openPool(databaseUrl, 'owner', 1));
  try {
    const { rows } = await sql<{ one: number }>`select 1 as one from school`.execute(db);
    return rows.length > 0;
  } finally {
    await db.destroy();
  }
}
