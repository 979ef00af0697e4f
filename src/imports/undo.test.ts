/** 產7 · The last applied import is taken back whole, or not at all. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { apply, bring, type Workbook } from '../../tests/bring.ts';
import { people } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { but, chen, ji, lin, oneSheet, studentWorkbook, tsai } from '../../tests/student-sheet.ts';
import { sampleSchool } from '../app/sample-school/school.ts';
import { sampleWorkbooks } from '../app/sample-school/workbooks.ts';
import { listImports, previewImport, undoImport } from './contract.ts';

let school: TestSchool;
beforeEach(async () => {
  school = await openTestSchool();
});
afterEach(async () => {
  await school.close();
});

test('產7 · names, an ID number and a seat changed by an import stand again as they stood', async () => {
  const before = await everything();
  const rows = [but(lin, '姓名', '林育銨'), but(chen, '身分證號', 'A287654325'), but(ji, '座號', 9), tsai];
  const importId = await applied([await studentWorkbook(rows)]);
  expect(await everything()).not.toBe(before);
  expect(await seen(importId)).toMatchObject({ state: 'applied', may: ['undo'] });
  expect(await undo(importId)).toMatchObject({ refusal: undefined, status: 204 });
  expect(await everything()).toBe(before);
  expect(await seen(importId)).toMatchObject({ state: 'undone', undoneBy: '李知遠', may: [] });
});

test('產7 · a student whom the import added was never there; who was removed from a class sits in it again', async () => {
  const before = await everything();
  const added = but(but(but(lin, '學號', '1140150'), '姓名', '周以心'), '身分證號', 'A223456781');
  const workbook = await studentWorkbook([lin, chen, ji, but(added, '座號', 50)]);
  const importId = await applied([workbook], { vanishing: 'remove', confirmed: 1 });
  expect(await numbers()).toContain('1140150');
  expect(await undo(importId)).toMatchObject({ refusal: undefined, status: 204 });
  expect(await everything()).toBe(before);
});

test('產7 · an import of every kind of sheet, undone, leaves the school as it was', async () => {
  const [staff, ...rest] = await sampleWorkbooks(sampleSchool({ size: 'small', schoolYear: 118 }));
  if (!staff) throw new Error('The sample school has no staff.');
  await giveEveryOffice();
  await applied([staff]);
  const before = await everything();
  const importId = await applied(rest);
  expect(await undo(importId)).toMatchObject({ refusal: undefined, status: 204 });
  expect(await everything()).toBe(before);
});

test('產7 · would be caught: a table whose changes nobody keeps', async () => {
  await school.owner.query('drop trigger undoable_update on placement');
  const before = await everything();
  const importId = await applied([await studentWorkbook([but(lin, '座號', 9), chen, ji, tsai])]);
  await undo(importId);
  expect(await everything()).not.toBe(before);
});

test('產7 · work handed in since for an enrolment that the import added keeps all of it', async () => {
  const importId = await applied([await enrolmentOfTsai()]);
  await school.owner.query(
    `insert into outcome (enrolment_id, registration_id, created_at)
     select e.id, e.registration_id, now() from enrolment e join offering o on o.id = e.offering_id
     where e.registration_id = $1 and o.group_name = '重修班'`,
    [people.tsai.registration],
  );
  const before = await everything();
  const refused = await undo(importId);
  expect(refused.refusal).toEqual({
    refused: 'import-built-on',
    clause: '產7',
    facts: { rows: 'outcome', count: 1 },
  });
  expect(await everything()).toBe(before);
});

test('產7 · a row that somebody changed since keeps all of it', async () => {
  const importId = await applied([await studentWorkbook([but(lin, '姓名', '林育銨'), chen, ji, tsai])]);
  await school.owner.query(`update person set name = '林育岸' where name = '林育銨'`);
  const refused = await undo(importId);
  expect(refused.refusal).toMatchObject({
    refused: 'import-changed-since',
    facts: { rows: 'person', count: 1 },
  });
});

test('產7 · only the last: a later one applied, and the images of the first are gone', async () => {
  const first = await applied([await studentWorkbook([but(lin, '姓名', '林育銨'), chen, ji, tsai])]);
  const second = await applied([await studentWorkbook([but(lin, '姓名', '林育岸'), chen, ji, tsai])]);
  expect((await undo(first)).refusal).toMatchObject({ refused: 'import-not-the-last' });
  expect(await imagesOf(first)).toBe(0);
  expect((await undo(second)).status).toBe(204);
  expect((await undo(second)).refusal).toMatchObject({
    refused: 'import-not-applied',
    facts: { state: 'undone' },
  });
  expect(await imagesOf(second)).toBe(0);
});

test('產7 · an import that changed nothing leaves the one before it to be undone', async () => {
  const first = await applied([await studentWorkbook([but(lin, '姓名', '林育銨'), chen, ji, tsai])]);
  await applied([await studentWorkbook([but(lin, '姓名', '林育銨'), chen, ji, tsai])]);
  expect((await undo(first)).status).toBe(204);
});

test('五(一)1 · another division’s office neither sees nor undoes it; the same office does', async () => {
  const importId = await applied([await studentWorkbook([but(lin, '姓名', '林育銨'), chen, ji, tsai])]);
  expect((await undo(importId, 'night')).refusal).toMatchObject({ refused: 'not-found' });
  const listed = (await school.as('night').call(listImports)).answer?.imports ?? [];
  expect(listed.map((row) => row.importId)).not.toContain(importId);
  await school.owner.query(
    `insert into appointment (person_id, office, division, starts_on) values ($1, 'registrar', 'day', '2025-08-01')`,
    [people.he.id],
  );
  expect((await undo(importId, 'he')).status).toBe(204);
});

test('五(一)1 · what changed in a student’s records is followed by its reverse, and the ledger says so in one line', async () => {
  const importId = await applied([await studentWorkbook([but(lin, '姓名', '林育銨'), chen, ji, tsai])]);
  await undo(importId);
  const { rows } = await school.owner.query(
    'select kind, fields from record_change where import_id = $1 order by id',
    [importId],
  );
  expect(rows).toEqual([
    { kind: 'changed', fields: [{ field: 'name', before: '林育安', after: '林育銨' }] },
    { kind: 'changed', fields: [{ field: 'name', before: '林育銨', after: '林育安' }] },
  ]);
  const lines = await school.owner.query(
    `select count(*)::int as count from ledger_line l join ledger_content c on c.line_id = l.id
     where l.act = 'import.undone' and c.about->>'import' = $1`,
    [importId],
  );
  expect(lines.rows[0].count).toBe(1);
});

async function applied(workbooks: Workbook[], wish: Parameters<typeof apply>[2] = {}): Promise<string> {
  const registrar = school.as('registrar');
  const brought = await bring(registrar, workbooks);
  const answer = await apply(registrar, brought, wish);
  if (answer.status !== 200) throw new Error(JSON.stringify([answer.refusal, brought.problems.slice(0, 5)]));
  return brought.importId;
}

function undo(importId: string, by: 'registrar' | 'night' | 'he' = 'registrar') {
  return school.as(by).call(undoImport, { params: { importId } });
}

async function seen(importId: string) {
  return (await school.as('registrar').call(previewImport, { params: { importId } })).answer;
}

async function enrolmentOfTsai(): Promise<Workbook> {
  const headers = ['學年度', '學期', '部別', '學號', '課程代碼', '班組', '修課類別'];
  const row = [114, 1, '日間部', '1140104', '114123456V21301A1011011', '重修班', '重修'];
  return { name: '修課.xlsx', bytes: await oneSheet('修課', headers, [row]) };
}

/** The registrar of this test brings whatever there is. */
async function giveEveryOffice(): Promise<void> {
  await school.owner.query(
    `insert into appointment (person_id, office, division, starts_on)
     select $1, office, division, '2025-08-01' from (values ('system-keeper', null), ('continuing-academic', 'continuing'),
       ('student-activities', 'day'), ('continuing-student-affairs', 'continuing')) as o(office, division)`,
    [people.registrar.id],
  );
}

async function numbers(): Promise<string[]> {
  const { rows } = await school.owner.query('select student_number from registration');
  return rows.map((row) => row.student_number);
}

async function imagesOf(importId: string): Promise<number> {
  const { rows } = await school.owner.query(
    'select count(*)::int as count from import_step where import_id = $1',
    [importId],
  );
  return rows[0].count;
}

/** Records of what was done stay; everything else is compared. */
const records = /^(import_|ledger_|record_change|login|kysely_)/;

/** A hash over every row of every table that holds what is true. */
async function everything(): Promise<string> {
  const { rows: tables } = await school.owner.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  );
  const hashes = tables
    .filter(({ name }) => !records.test(name))
    .map(
      ({ name }) =>
        `(select '${name} ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from ${name} t)`,
    );
  const { rows } = await school.owner.query(`select array[${hashes.join(', ')}] as hashes`);
  return rows[0].hashes.join('\n');
}
