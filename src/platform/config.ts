/**
 * Everything that can be configured, read and checked in one place: the only reader of `process.env`.
 * With nothing set, the product runs whole from the folder `data/`.
 */
import { resolve } from 'node:path';
import { z } from 'zod';

const path = z.string().transform((given) => resolve(given));
const flag = z.enum(['true', 'false']).transform((given) => given === 'true');

const shape = z.object({
  /** Everything the product keeps when no URL says otherwise. */
  DATA_DIR: path.default(resolve('data')),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8108),
  /** The address people type, when a proxy stands in front; decides Secure cookies and the origin check. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Any PostgreSQL >= 15 of a single school. Without it an embedded server runs under DATA_DIR. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Folder of the first store of a single school, and of its second home. */
  FILES_URL: path.optional(),
  SECOND_FILES_URL: path.optional(),
  /** A YAML file with one entry per school: `{ host, database, files, secondFiles, data }`. */
  SCHOOLS_FILE: path.optional(),
  /** A second, cookieless origin that serves the same file links. */
  FILES_ORIGIN: z.url().optional(),
  /** Lets a store stand on tmpfs or overlay: for trying out only, and it says so on every page. */
  ALLOW_VOLATILE_STORE: flag.default(false),
  /** How many proxies stand in front and may be believed about the caller's address. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
});

export interface Config {
  dataDir: string;
  host: string;
  port: number;
  publicUrl?: string;
  databaseUrl?: string;
  filesDir?: string;
  secondFilesDir?: string;
  schoolsFile?: string;
  filesOrigin?: string;
  allowVolatileStore: boolean;
  trustProxy: number;
  logLevel: string;
}

/** The configuration, or the list of what is wrong with it, one plain sentence each. */
export function readConfig(
  environment: Record<string, string | undefined> = process.env,
): { config: Config } | { wrong: string[] } {
  const names = Object.keys(shape.shape);
  const given = Object.fromEntries(
    names.map((name) => [name, environment[name] === '' ? undefined : environment[name]]),
  );
  const read = shape.safeParse(given);
  if (!read.success) {
    return { wrong: read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
  }
  const set = read.data;
  if (set.SCHOOLS_FILE && set.DATABASE_URL) {
    return { wrong: ['SCHOOLS_FILE and DATABASE_URL exclude each other: the file names each database.'] };
  }
  return {
    config: {
      dataDir: set.DATA_DIR,
      host: set.HOST,
      port: set.PORT,
      publicUrl: set.PUBLIC_URL,
      databaseUrl: set.DATABASE_URL,
      filesDir: set.FILES_URL,
      secondFilesDir: set.SECOND_FILES_URL,
      schoolsFile: set.SCHOOLS_FILE,
      filesOrigin: set.FILES_ORIGIN,
      allowVolatileStore: set.ALLOW_VOLATILE_STORE,
      trustProxy: set.TRUST_PROXY,
      logLevel: set.LOG_LEVEL,
    },
  };
}
