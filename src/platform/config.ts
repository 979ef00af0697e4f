/**
 * Everything that can be configured, read and checked in one place: the only reader of `process.env`.
 * With nothing set, the product runs whole from the folder `data/`.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { MailPlace } from './mail.ts';
import { database, readSchoolsFile, type SchoolEntry, web } from './schools-file.ts';

/** A folder or file, relative to where the product was started. */
const path = z
  .string()
  .refine((given) => !/^\w+:\/\//.test(given), 'a path on this machine')
  .transform((given) => resolve(given));
const flag = z.enum(['true', 'false'], 'true or false').transform((given) => given === 'true');
const whole = (max: number) =>
  z
    .string()
    .refine((given) => /^\d{1,5}$/.test(given) && Number(given) <= max, `a whole number from 0 to ${max}`)
    .transform(Number);

const shape = z.object({
  /** Everything the product keeps when no URL says otherwise. */
  DATA_DIR: path.default(resolve('data')),
  HOST: z.string().default('127.0.0.1'),
  PORT: whole(65535).default(8108),
  /** The address people type, when a proxy stands in front; decides Secure cookies and the origin check. */
  PUBLIC_URL: web.optional(),
  /** Any PostgreSQL >= 15 of a single school. Without it an embedded server runs under DATA_DIR. */
  DATABASE_URL: database.optional(),
  /** Folder of the first store of a single school, and of its second home. */
  FILES_URL: path.optional(),
  SECOND_FILES_URL: path.optional(),
  /** A YAML file with one entry per school: `{ host, database, data, files, secondFiles, publicUrl, filesOrigin }`. */
  SCHOOLS_FILE: path.refine(existsSync, 'a file that is there').optional(),
  /** A second, cookieless origin that serves the same file links. */
  FILES_ORIGIN: web.optional(),
  /** The relay that takes the school's letters, `smtp://user:password@host:587`; without it mail is off. */
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'an address like smtp://user:password@host:587' })
    .optional(),
  /** The address letters come from. */
  MAIL_FROM: z.email('an e-mail address like portfolio@school.example').optional(),
  /** Lets a store stand on tmpfs or overlay: for trying out only. */
  ALLOW_VOLATILE_STORE: flag.default(false),
  /** How many proxies stand in front and may be believed about the caller's address. */
  TRUST_PROXY: whole(5).default(0),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'debug, info, warn, error or silent')
    .default('warn'),
});

/** Never repeated in a message: they hold passwords. */
const secret = new Set(['DATABASE_URL', 'SMTP_URL']);

export interface Config {
  dataDir: string;
  host: string;
  port: number;
  publicUrl?: string;
  databaseUrl?: string;
  filesDir?: string;
  secondFilesDir?: string;
  /** The schools of the list, where there is one. */
  schools?: SchoolEntry[];
  filesOrigin?: string;
  /** Set where letters can leave. */
  mail?: MailPlace;
  allowVolatileStore: boolean;
  trustProxy: number;
  logLevel: string;
}

/** The configuration, or the list of what is wrong with it, one plain sentence each. */
export function readConfig(
  environment: Record<string, string | undefined> = process.env,
): { config: Config } | { wrong: string[] } {
  const given = Object.fromEntries(
    Object.keys(shape.shape).map((name) => [name, environment[name] === '' ? undefined : environment[name]]),
  );
  const read = shape.safeParse(given);
  const listed = read.data?.SCHOOLS_FILE ? readSchoolsFile(read.data.SCHOOLS_FILE) : { schools: undefined };
  const clashing = clashes(given).concat('wrong' in listed ? listed.wrong : []);
  if (!read.success || 'wrong' in listed || clashing.length > 0) {
    return {
      wrong: (read.error?.issues ?? [])
        .map(({ path: [key = ''], message }) => {
          const name = String(key);
          const value = secret.has(name) ? 'what it is set to' : `“${given[name]}”`;
          return `${name} must be ${message}, not ${value}.`;
        })
        .concat(clashing),
    };
  }
  const set = read.data;
  return {
    config: {
      dataDir: set.DATA_DIR,
      host: set.HOST,
      port: set.PORT,
      publicUrl: set.PUBLIC_URL,
      databaseUrl: set.DATABASE_URL,
      filesDir: set.FILES_URL,
      secondFilesDir: set.SECOND_FILES_URL,
      schools: listed.schools,
      filesOrigin: set.FILES_ORIGIN,
      mail: set.SMTP_URL && set.MAIL_FROM ? { url: set.SMTP_URL, from: set.MAIL_FROM } : undefined,
      allowVolatileStore: set.ALLOW_VOLATILE_STORE,
      trustProxy: set.TRUST_PROXY,
      logLevel: set.LOG_LEVEL,
    },
  };
}

/** What is right by itself and wrong together. */
function clashes(given: Record<string, string | undefined>): string[] {
  const found: string[] = [];
  for (const name of ['DATABASE_URL', 'FILES_URL', 'SECOND_FILES_URL', 'PUBLIC_URL', 'FILES_ORIGIN']) {
    if (given['SCHOOLS_FILE'] && given[name])
      found.push(`SCHOOLS_FILE and ${name} exclude each other: the file says it for each school.`);
  }
  if (!given['SMTP_URL'] !== !given['MAIL_FROM'])
    found.push('SMTP_URL and MAIL_FROM belong together: set both, or neither to leave mail off.');
  const { FILES_URL: first, SECOND_FILES_URL: second } = given;
  if (first && second && resolve(first) === resolve(second))
    found.push('FILES_URL and SECOND_FILES_URL must be two folders: one copy is no second home.');
  const hosts = [given['PUBLIC_URL'], given['FILES_ORIGIN']].map((url) =>
    url && URL.canParse(url) ? new URL(url).hostname : undefined,
  );
  if (hosts[0] && hosts[0] === hosts[1])
    found.push('FILES_ORIGIN must have another host name than PUBLIC_URL: cookies know no ports.');
  return found;
}
