import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestSchool } from './harness.ts';

/** Changes a byte of a kept file in both homes. */
export function damage({ filesDir }: Pick<TestSchool, 'filesDir'>, sha256: string): void {
  const base = join(filesDir, '..');
  for (const name of readdirSync(base, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith(sha256)) continue;
    const bytes = readFileSync(join(base, name));
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    rmSync(join(base, name));
    writeFileSync(join(base, name), bytes);
  }
}
