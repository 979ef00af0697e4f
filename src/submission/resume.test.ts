/** A package whose job dies half-way: the next one goes on, and what people see is true all the time. */
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { people } from '../../tests/cast.ts';
import { pdfFile, sha256Of } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { certifiedInRows, roundInRows } from '../../tests/races.ts';
import { inTransaction } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { buildPackage } from './later.ts';

let town: TestSchool;
let packageId: string;
const files = Array.from({ length: 12 }, (_, at) => pdfFile(2000 + at));

beforeAll(async () => {
  town = await openTestSchool();
  packageId = await packageInRows();
});
afterAll(() => town.close());

/** A frozen list of twelve files as rows, asked for but not begun: only the job is looked at. */
async function packageInRows(): Promise<string> {
  const roundId = await roundInRows(town);
  const outcomeIds = await certifiedInRows(town, files.length);
  for (const { bytes } of files) {
    const announced = { name: '報告.pdf', size: bytes.length, sha256: sha256Of(bytes) };
    const limits = { mediaTypes: ['application/pdf'], maxBytes: 10_000, clause: '國7' };
    const kept = await town.school.files.keep(Readable.from([bytes]), announced, limits);
    if ('refused' in kept) throw new Error(kept.refused);
    await inTransaction(town.school.db, (tx) => town.school.files.enter(tx, kept));
  }
  const task = await town.owner.query<{ id: string }>(
    `insert into submission_task (round_id, division, part) values ($1, 'day', 'outcomes') returning id`,
    [roundId],
  );
  const { rows } = await town.owner.query<{ id: string }>(
    `insert into package (task_id, number, state, roster, roster_code, regulation_version, requested_by, requested_at,
       failures, left_out) values ($1, 1, 'building', 'x', '26', 'v', $2, now(), '[]', '[]') returning id`,
    [task.rows[0]?.id, people.registrar.id],
  );
  const id = rows[0]?.id ?? '';
  for (const [at, { bytes }] of files.entries()) {
    await town.owner.query(
      `with line as (
         insert into package_line (package_id, number, selection_id, outcome_id, version_id, registration_id, sheet,
           national_id_sealed, national_id_key, birth_date, school_year, semester, course_code, course_name, grade,
           credits, description)
         select $1, $2, gen_random_uuid(), o.id, v.id, o.registration_id, '學期課程學習成果', $3, '', '2010-03-14', 114, 1,
           '114123456V21301A1011011', '國語文', 1, 3, '作品'
         from outcome o join outcome_version v on v.outcome_id = o.id where o.id = $4)
       insert into package_file (package_id, path, line, slot, sha256, size, media_type)
       values ($1, $5, $2, 'document', $6, $7, 'application/pdf')`,
      [
        id,
        at + 1,
        town.school.seal.close('A123456789'),
        outcomeIds[at],
        `files/${String(at + 1).padStart(5, '0')}-document.pdf`,
        sha256Of(bytes),
        bytes.length,
      ],
    );
  }
  await town.owner.query('insert into package_progress (package_id, files, at) values ($1, $2, now())', [
    id,
    files.length,
  ]);
  return id;
}

/** The school as its job sees it; each file it opens goes through `opening` first. */
function withOpening(opening: (sha256: string) => Promise<unknown>): School {
  const { files: store } = town.school;
  const open = async (sha256: string) => {
    await opening(sha256);
    return store.open(sha256);
  };
  return { ...town.school, files: { ...store, open } };
}

async function shown() {
  const { rows } = await town.owner.query<{ checked: number; intact: number; state: string }>(
    `select g.checked, g.intact, k.state from package_progress g join package k on k.id = g.package_id where k.id = $1`,
    [packageId],
  );
  return rows[0] ?? { checked: 0, intact: 0, state: '' };
}

test('六(二)2 · a killed job leaves what is true, and the next one goes on from there to the end', async () => {
  const read: string[] = [];
  let most = 0;
  let open = 0;
  // The third file is still being read when the process dies at the eighth: nothing of the job comes back.
  const dying = withOpening(async (sha256) => {
    most = Math.max(most, ++open);
    const at = read.push(sha256);
    if (at === 3 || at > 7) await new Promise(() => undefined);
    // Longer than the pause between two writes of the progress.
    await sleep(350);
    open -= 1;
  });
  void buildPackage(dying, { packageId });
  await expect.poll(async () => (await shown()).intact, { timeout: 20_000 }).toBe(2);
  await sleep(500);
  const left = await shown();
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(4);
  expect(left.state).toBe('building');
  expect(left.intact).toBe(2);
  expect(left.checked).toBeGreaterThan(2);
  expect(left.checked).toBeLessThanOrEqual(6);

  const again: string[] = [];
  const seen: number[] = [];
  await buildPackage(
    withOpening(async (sha256) => {
      again.push(sha256);
      seen.push((await shown()).checked);
    }),
    { packageId },
  );
  const paths = files.map(({ bytes }) => sha256Of(bytes));
  expect(new Set(again)).toEqual(new Set(paths.slice(left.intact)));
  expect(seen[0]).toBe(left.intact);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(await shown()).toEqual({ checked: 12, intact: 12, state: 'ready' });
});
