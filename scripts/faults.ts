/** `npm run faults -- NAME [args]`: one long fault run, each a file of tests/faults/ that can be run alone. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runByName } from './run-by-name.ts';

const folder = join(import.meta.dirname, '../tests/faults');
runByName(
  folder,
  readdirSync(folder).filter((file) => !file.endsWith('.test.ts')),
);
