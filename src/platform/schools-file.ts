/**
 * The list of schools one process serves: a YAML file with an entry per school. What is wrong with it is said
 * entry by entry, before anything is opened; a database's address is never repeated, for it holds a password.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

export const web = z.url({ protocol: /^https?$/, error: 'an address like https://portfolio.school.example' });
export const database = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'an address like postgres://user:password@host:5432/name',
});
const folder = z
  .string('a folder on this machine')
  .min(1, 'a folder on this machine')
  .transform((given) => resolve(given));

const entryShape = z.strictObject({
  /** As browsers send it, without a port. */
  host: z
    .string('a host name like portfolio.school.example')
    .regex(/^[a-z0-9.-]+$/i, 'a host name like portfolio.school.example')
    .transform((host) => host.toLowerCase()),
  database,
  data: folder,
  files: folder.optional(),
  secondFiles: folder.optional(),
  publicUrl: web.optional(),
  filesOrigin: web.optional(),
});

export type SchoolEntry = z.output<typeof entryShape>;

export function readSchoolsFile(file: string): { schools: SchoolEntry[] } | { wrong: string[] } {
  const read = z
    .array(entryShape, 'a list of schools')
    .min(1, 'a list of at least one school')
    .safeParse(readYaml(file));
  if (!read.success) return { wrong: read.error.issues.map(sentence) };
  const wrong = twice(read.data);
  return wrong.length > 0 ? { wrong } : { schools: read.data };
}

/** What cannot be read as YAML is no list either. */
function readYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function sentence(issue: z.core.$ZodIssue): string {
  const [at, key] = issue.path;
  if (at === undefined) return `SCHOOLS_FILE must hold ${issue.message}.`;
  const school = `SCHOOLS_FILE: school ${Number(at) + 1}`;
  if (issue.code === 'unrecognized_keys') return `${school} has the unknown key ${issue.keys.join(', ')}.`;
  return `${school}: ${String(key ?? 'it')} must be ${key === undefined ? 'host, database and data' : issue.message}.`;
}

/** Two schools share nothing: neither host nor database nor folder. */
function twice(schools: readonly SchoolEntry[]): string[] {
  const seen = new Map<string, number>();
  const wrong: string[] = [];
  for (const [at, { host, database, data, files, secondFiles, filesOrigin }] of schools.entries()) {
    const filesHost = filesOrigin && new URL(filesOrigin).hostname;
    for (const own of [host, filesHost, database, data, files, secondFiles]) {
      if (own === undefined) continue;
      const other = seen.get(own);
      if (other === undefined) seen.set(own, at);
      else
        wrong.push(
          `SCHOOLS_FILE: school ${at + 1} repeats ${own === database ? 'the database' : own} of school ${other + 1}.`,
        );
    }
  }
  return wrong;
}
