/**
 * `npm run sample-school -- --size small|full --out DIR [--seed N] [--year 114]` writes a believable school as
 * workbooks and real sample files. Everybody in it is invented; the same seed gives the same school.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sampleFiles } from '../src/app/sample-school/files.ts';
import { sampleSchool } from '../src/app/sample-school/school.ts';
import { sampleWorkbooks } from '../src/app/sample-school/workbooks.ts';

if (import.meta.main) await write();

async function write(): Promise<void> {
  const { size, out, seed, year } = parseArgs({
    options: {
      size: { type: 'string', default: 'small' },
      out: { type: 'string', default: 'sample-school' },
      seed: { type: 'string', default: '1' },
      year: { type: 'string', default: '114' },
    },
  }).values;
  if (size !== 'small' && size !== 'full') throw new Error('--size is small or full.');
  const school = sampleSchool({ size, seed: Number(seed), schoolYear: Number(year) });
  const dir = resolve(out);
  mkdirSync(join(dir, 'files'), { recursive: true });
  const workbooks = await sampleWorkbooks(school);
  const files = await sampleFiles();
  for (const { name, bytes } of workbooks) writeFileSync(join(dir, name), bytes);
  for (const { name, bytes } of files) writeFileSync(join(dir, 'files', name), bytes);
  const { staff, classes, students, offerings, enrolments } = school;
  console.log(
    `${students.length} students in ${classes.length} classes, ${staff.length} staff, ${offerings.length} offerings, ` +
      `${enrolments.length} enrolments: ${workbooks.length} workbooks and ${files.length} files in ${dir}`,
  );
}
