/**
 * A demo school whose founding was cut short is no school: a file in the data folder stands while it is being
 * founded, and the next start that finds it begins again from nothing.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPool } from '../../platform/db.ts';
import type { EmbeddedServer } from '../../platform/postgres.ts';
import { embeddedDatabase } from '../places.ts';
import { holdAlone, type SchoolPlace } from '../school.ts';

const fileOf = (place: SchoolPlace) => join(place.dataDir, 'demo-unfinished');

export async function whileUnfinished<T>(place: SchoolPlace, found: () => Promise<T>): Promise<T> {
  mkdirSync(place.dataDir, { recursive: true });
  writeFileSync(fileOf(place), '');
  const answer = await found();
  rmSync(fileOf(place));
  return answer;
}

/** Clears away half a demo school, where everything of it is ours; says what to do where it is not. */
export async function clearUnfinished(
  place: SchoolPlace,
  postgres: EmbeddedServer | undefined,
): Promise<void> {
  const file = fileOf(place);
  if (!existsSync(file)) return;
  const stores = [place.filesDir, place.secondFilesDir];
  if (!postgres || stores.some((store) => !store.startsWith(join(place.dataDir, 'files')))) {
    throw new Error(
      `The last start was stopped before its demo school was whole. Empty the database and the folders ${stores.join(', ')}, delete ${file}, and start again.`,
    );
  }
  await refuseWhileFounding(place);
  await postgres.dropDatabase(embeddedDatabase);
  await postgres.createDatabase(embeddedDatabase);
  for (const folder of [...stores, join(place.dataDir, 'keys')]) {
    rmSync(folder, { recursive: true, force: true });
  }
  rmSync(file);
}

async function refuseWhileFounding(place: SchoolPlace): Promise<void> {
  const pool = openPool(place.databaseUrl, 'owner', 1);
  try {
    (await holdAlone(pool)).release(true);
  } finally {
    await pool.end();
  }
}
