/** A whole sample school through the same import as everybody's: by the house, and by its offices over HTTP. */
import { expect, test } from 'vitest';
import { apply, bring, type Workbook } from '../../tests/bring.ts';
import { people } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { sampleSchool } from '../app/sample-school/school.ts';
import { sampleWorkbooks } from '../app/sample-school/workbooks.ts';
import { isRefusal } from '../regulation/refusal.ts';
import { beginImport, listImports } from './contract.ts';
import { importAsHouse } from './house.ts';
import type { ApplyWish } from './import.ts';

const sample = sampleSchool({ size: 'small', schoolYear: 118 });

test('五(一)1 · the house imports a whole school at once, and a second time nothing changes', async () => {
  const school = await openTestSchool();
  const workbooks = await sampleWorkbooks(sample);
  const first = await importAsHouse(school.school, workbooks);
  if (isRefusal(first)) throw new Error(JSON.stringify(first));
  const added = Object.fromEntries(first.counts.map((part) => [part.sheet, part.added]));
  expect(added).toEqual({
    staff: sample.staff.length,
    offices: sample.staff.flatMap((member) => member.offices).length,
    classes: sample.classes.length,
    homerooms: sample.classes.length,
    students: sample.students.length,
    placements: sample.students.length * 2,
    coursePlan: expect.any(Number),
    visits: sample.classes.filter(({ grade }) => grade === 2).length,
    offerings: sample.offerings.length,
    enrolments: sample.enrolments.length,
    semesterGrades: ofKind('day', 'ordinary'),
    retakeGrades: ofKind('day', 'retake'),
    transferGrades: ofKind('day', 'transfer'),
    continuingGrades: ofKind('continuing', 'ordinary'),
    continuingMakeUps: expect.any(Number),
  });
  const lines = await linesOf(school);
  const again = await importAsHouse(school.school, workbooks);
  expect(again).toMatchObject({ changed: false });
  expect(await linesOf(school)).toBe(lines);
  await school.close();
});

test('五(一)1 · what was imported is what the sample says, ID numbers sealed', async () => {
  const school = await openTestSchool();
  await importAsHouse(school.school, await sampleWorkbooks(sample));
  const { rows } = await school.owner.query(
    `select p.name, p.birth_date::text as birth, p.gender, p.national_id_sealed as sealed, r.division,
       r.entry_school_year as entry, r.programme, c.name as class, m.seat
     from registration r join person p on p.id = r.person_id join placement m on m.registration_id = r.id
     join class c on c.id = m.class_id where r.student_number = $1 and m.semester = 2`,
    [sample.students[0]?.number],
  );
  const [student] = sample.students;
  expect(rows[0]).toMatchObject({
    name: student?.name,
    birth: student?.birthDate,
    gender: student?.sex,
    division: student?.division,
    entry: student?.entrySchoolYear,
    class: student?.className,
    seat: student?.seat,
  });
  expect(school.school.seal.open(rows[0].sealed)).toBe(student?.nationalId);
  const { rows: leaks } = await school.owner.query(
    `select count(*)::int as count from import_workbook where sealed is not null`,
  );
  expect(leaks[0].count).toBe(0);
  await school.close();
});

test('五(一)1 · each office brings its own workbook over HTTP; a division cannot touch the other', async () => {
  const school = await openTestSchool();
  const [staff, day] = await sampleWorkbooks(sample);
  if (!staff || !day) throw new Error('no workbooks');
  expect((await bringAll(school, 'keeper', [staff])).status).toBe(200);
  expect((await bringAll(school, 'registrar', [day])).status).toBe(200);

  const night = await bringAll(school, 'night', [day], { badRows: 'leave-out' });
  expect(night.preview.parts.map((part) => part.added.total + part.changed.total + part.same)).toEqual(
    night.preview.parts.map(() => 0),
  );
  expect(night.preview.parts.flatMap((part) => part.bad.lines.map((line) => line.problem))).toContain(
    'other-division',
  );
  expect(night.answer).toMatchObject({ changed: false });

  const registrar = await bringAll(school, 'registrar', [staff]);
  expect(registrar.refusal).toMatchObject({ refused: 'import-sheet-unreadable' });
  const wang = await school.as('wang').call(beginImport);
  expect(wang.refusal).toMatchObject({ refused: 'not-allowed', clause: '五(一)1' });

  const history = await school.as('night').call(listImports);
  expect(history.answer?.imports.map((row) => row.openedBy)).toEqual(['許采薇']);
  await school.close();
});

test('產14 · when many staff would vanish, their number has to be typed; the keeper keeps the office', async () => {
  const school = await openTestSchool();
  const [staff] = await sampleWorkbooks(sample);
  if (!staff) throw new Error('no workbook');
  const without = await bringAll(school, 'keeper', [staff], { vanishing: 'remove' });
  expect(without.preview).toMatchObject({ alarm: true, vanishing: 9 });
  expect(without.refusal).toEqual({
    refused: 'import-vanishing-unconfirmed',
    clause: '產14',
    facts: { count: 9 },
  });
  expect((await bringAll(school, 'keeper', [staff], { vanishing: 'remove', confirmed: 8 })).status).toBe(409);
  const before = await staffLeft(school);
  expect(before).toBe(0);
  expect((await bringAll(school, 'keeper', [staff], { vanishing: 'remove', confirmed: 9 })).status).toBe(200);
  expect(await staffLeft(school)).toBe(9);
  const { rows } = await school.owner.query(
    `select 1 from appointment where office = 'system-keeper' and person_id = $1 and revoked_at is null`,
    [people.keeper.id],
  );
  expect(rows).toHaveLength(1);
  await school.close();
});

function ofKind(division: string, kind: string): number {
  return sample.enrolments.filter((one) => one.division === division && one.kind === kind).length;
}

async function bringAll(
  school: TestSchool,
  who: 'keeper' | 'registrar' | 'night',
  workbooks: readonly Workbook[],
  wish: Partial<ApplyWish> = {},
) {
  const client = school.as(who);
  const brought = await bring(client, workbooks);
  return { ...(await apply(client, brought, wish)), preview: brought.preview };
}

async function linesOf(school: TestSchool): Promise<number> {
  const { rows } = await school.owner.query(
    `select count(*)::int as count from ledger_line where act = 'import.applied'`,
  );
  return rows[0].count;
}

async function staffLeft(school: TestSchool): Promise<number> {
  const { rows } = await school.owner.query(
    'select count(*)::int as count from staff where left_on is not null',
  );
  return rows[0].count;
}
