/** `npm run bench -- NAME`: one figure beside its bare reference, alternating in the same run. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runByName } from './run-by-name.ts';

const folder = join(import.meta.dirname, '../bench');
runByName(folder, readdirSync(folder));
