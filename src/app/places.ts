/** Where the configured schools live: one school on any host, or the list of a schools file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Config } from '../platform/config.ts';
import type { EmbeddedServer } from '../platform/postgres.ts';
import type { SchoolPlace } from './school.ts';

const listShape = z.array(
  z.object({
    host: z.string().min(1),
    database: z.url(),
    data: z.string(),
    files: z.string().optional(),
    secondFiles: z.string().optional(),
    publicUrl: z.url().optional(),
  }),
);

/** The embedded server's database of the one-school form. */
export const embeddedDatabase = 'licheng';

export async function placesOf(
  config: Config,
  postgres: EmbeddedServer | undefined,
): Promise<{ host: string; place: SchoolPlace }[]> {
  const common = { filesOrigin: config.filesOrigin, allowVolatileStore: config.allowVolatileStore };
  if (config.schoolsFile) {
    return listShape.parse(parse(readFileSync(config.schoolsFile, 'utf8'))).map((entry) => ({
      host: entry.host,
      place: {
        ...common,
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
        ...common,
        databaseUrl,
        dataDir: config.dataDir,
        filesDir: config.filesDir ?? join(config.dataDir, 'files'),
        secondFilesDir: config.secondFilesDir ?? join(config.dataDir, 'files-second'),
        publicUrl: config.publicUrl ?? `http://${config.host}:${config.port}`,
      },
    },
  ];
}
