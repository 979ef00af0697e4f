/** Where the configured schools live: one school on any host, or the list of a schools file. */
import { join } from 'node:path';
import type { Config } from '../platform/config.ts';
import type { EmbeddedServer } from '../platform/postgres.ts';
import type { SchoolPlace } from './school.ts';

/** The embedded server's database of the one-school form. */
export const embeddedDatabase = 'licheng';

export async function placesOf(
  config: Config,
  postgres: EmbeddedServer | undefined,
): Promise<{ host: string; place: SchoolPlace }[]> {
  const { allowVolatileStore, mail } = config;
  if (config.schools) {
    return config.schools.map((entry) => ({
      host: entry.host,
      place: {
        allowVolatileStore,
        mail,
        filesOrigin: entry.filesOrigin,
        databaseUrl: entry.database,
        dataDir: entry.data,
        filesDir: entry.files ?? join(entry.data, 'files'),
        secondFilesDir: entry.secondFiles ?? join(entry.data, 'files-second'),
        publicUrl: entry.publicUrl ?? `https://${entry.host}`,
      },
    }));
  }
  if (postgres && !(await postgres.hasDatabase(embeddedDatabase)))
    await postgres.createDatabase(embeddedDatabase);
  const databaseUrl = config.databaseUrl ?? postgres?.url(embeddedDatabase);
  if (!databaseUrl) throw new Error('Neither DATABASE_URL nor an embedded server is there.');
  return [
    {
      host: '*',
      place: {
        allowVolatileStore,
        mail,
        filesOrigin: config.filesOrigin,
        databaseUrl,
        dataDir: config.dataDir,
        filesDir: config.filesDir ?? join(config.dataDir, 'files'),
        secondFilesDir: config.secondFilesDir ?? join(config.dataDir, 'files-second'),
        publicUrl: config.publicUrl ?? `http://${config.host}:${config.port}`,
      },
    },
  ];
}
