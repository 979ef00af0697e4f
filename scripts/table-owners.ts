/**
 * A topic writes only its own tables. The owner of a table is the folder its comment begins with
 * (db/schema.txt); the writers are the Kysely and SQL statements found in each folder.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const owners = readOwners(readFileSync(join(root, 'db/schema.txt'), 'utf8'));
const wrong: string[] = [];

for (const [table, owner] of owners)
  if (owner === '?') wrong.push(`table ${table} has no comment that names its owner`);
for (const file of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
  if (!/\.ts$/.test(file) || /\.test\.ts$/.test(file)) continue;
  const folder = file.split('/')[0] ?? '';
  for (const table of writtenIn(readFileSync(join(root, 'src', file), 'utf8'))) {
    const owner = owners.get(table);
    if (owner !== undefined && owner !== folder)
      wrong.push(`src/${file} writes ${table}, which belongs to ${owner}/`);
  }
}
for (const line of wrong) console.error(line);
if (wrong.length > 0) process.exitCode = 1;
else console.log(`table owners: ${owners.size} tables, each written by its own topic`);

function readOwners(text: string): Map<string, string> {
  const found = new Map<string, string>();
  let table = '';
  for (const line of text.split('\n')) {
    if (/^[a-z_]+$/.test(line)) table = line;
    const owner = /^ {2}\| owner: ([a-z-]+|\?)/.exec(line)?.[1];
    if (owner) found.set(table, owner);
  }
  return found;
}

function writtenIn(text: string): string[] {
  const statements =
    /(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"](\w+)|\b(?:insert into|update|delete from)\s+"?([a-z_]+)"?/g;
  return [...text.matchAll(statements)].map((match) => match[1] ?? match[2] ?? '');
}
