/** `npm run faults -- NAME [args]`: one long fault run, each a file of tests/faults/ that runs alone. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runByName } from './run-by-name.ts';

const folder = join(import.meta.dirname, '../tests/faults');
const runs = readdirSync(folder).filter((file) =>
  readFileSync(join(folder, file), 'utf8').includes('if (import.meta.main)'),
);
runByName(folder, runs);
