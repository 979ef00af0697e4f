import { afterAll, beforeAll, expect, test } from 'vitest';
import { apply, bring } from '../../tests/bring.ts';
import { people } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { but, chen, everybody, ji, lin, studentWorkbook, tsai } from '../../tests/student-sheet.ts';
import { applyImport, discardImport, previewImport } from './contract.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(async () => {
  await school.close();
});

test('產7 · rows left out by choice leave the good ones applied, and are kept with what was wrong', async () => {
  const registrar = school.as('registrar');
  const workbook = await studentWorkbook([but(lin, '身分證號', 'A123456788'), but(chen, '姓名', '陳思予')]);
  const brought = await bring(registrar, [workbook]);
  expect((await apply(registrar, brought, { badRows: 'leave-out' })).status).toBe(200);
  expect(await namesIn(['陳思予', '陳思妤', '林育安'])).toEqual(['林育安', '陳思予']);
  const params = { importId: brought.importId };
  // The same office sees what came of it; another division's does not.
  await school.owner.query(
    `insert into appointment (person_id, office, division, starts_on) values ($1, 'registrar', 'day', '2025-08-01')`,
    [people.he.id],
  );
  expect((await school.as('night').call(previewImport, { params })).refusal).toMatchObject({
    refused: 'not-found',
  });
  const history = await school.as('he').call(previewImport, { params });
  expect(history.answer?.leftOut).toMatchObject([{ place: { row: 2 }, problem: 'id-checksum' }]);
});

test('產7 · what was not looked at is not applied: somebody changed the register in between', async () => {
  const registrar = school.as('registrar');
  const brought = await bring(registrar, [
    await studentWorkbook([lin, but(chen, '姓名', '陳思羽'), ji, tsai]),
  ]);
  await school.owner.query(`update person set name = '蔡木青' where name = '蔡牧青'`);
  const applied = await apply(registrar, brought);
  expect(applied.refusal).toMatchObject({ refused: 'import-changed-meanwhile', clause: '產7' });
  expect(await namesIn(['陳思羽'])).toEqual([]);
  await school.owner.query(`update person set name = '蔡牧青' where name = '蔡木青'`);
});

test('產7 · two offices correct the same name at once: one is applied, the other has to look again', async () => {
  const correction = async (name: string) =>
    bring(school.as('registrar'), [await studentWorkbook([but(lin, '姓名', name), chen, ji, tsai])]);
  // So that nothing but this name differs.
  await apply(school.as('registrar'), await correction('林育安'));
  const both = [await correction('林育恩'), await correction('林育德')];
  const answers = await Promise.all(both.map((brought) => apply(school.as('registrar'), brought)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.flatMap(({ refusal }) => refusal?.refused ?? [])).toEqual(['import-changed-meanwhile']);
  await apply(school.as('registrar'), await correction('林育安'));
});

test('產7 · one import applied five times at once is applied once', async () => {
  const brought = await bring(school.as('registrar'), [
    await studentWorkbook([but(lin, '姓名', '林育佑'), chen, ji, tsai]),
  ]);
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => apply(school.as('registrar'), brought)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ refusal }) => refusal?.refused === 'import-closed')).toHaveLength(4);
  const again = await bring(school.as('registrar'), [await studentWorkbook([lin, chen, ji, tsai])]);
  await apply(school.as('registrar'), again);
});

test('五(一)1 · an import is its opener’s alone, is applied once, and leaves no bytes behind', async () => {
  const registrar = school.as('registrar');
  const brought = await bring(registrar, [await studentWorkbook([but(lin, '姓名', '林育銨')])]);
  const params = { importId: brought.importId };
  const other = await school.as('night').call(previewImport, { params });
  expect(other.refusal).toMatchObject({ refused: 'not-found' });
  expect((await apply(school.as('night'), brought)).refusal).toMatchObject({ refused: 'not-found' });
  expect((await apply(registrar, brought)).status).toBe(200);
  expect((await apply(registrar, brought)).refusal).toMatchObject({
    refused: 'import-closed',
    facts: { state: 'applied' },
  });
  const { rows } = await school.owner.query(
    'select count(*)::int as count from import_workbook where import_id = $1 and sealed is not null',
    [brought.importId],
  );
  expect(rows[0].count).toBe(0);
});

test('五(一)1 · an import put aside changes nothing and cannot be applied any more', async () => {
  const registrar = school.as('registrar');
  const brought = await bring(registrar, [await studentWorkbook([but(ji, '姓名', '吉田堃')])]);
  const params = { importId: brought.importId };
  expect((await registrar.call(discardImport, { params })).status).toBe(204);
  expect((await apply(registrar, brought)).refusal).toMatchObject({ facts: { state: 'discarded' } });
  expect(await namesIn(['吉田堃', '𠮷田堃'])).toEqual(['𠮷田堃']);
});

test('五(一)1 · one ledger line holds the hash of the applied difference; the ID number is nowhere in it', async () => {
  const registrar = school.as('registrar');
  const brought = await bring(registrar, [await studentWorkbook([but(tsai, '座號', 44)])]);
  const applied = await apply(registrar, brought);
  const { rows } = await school.owner.query(
    `select c.data, c.about, c.actor from ledger_line l join ledger_content c on c.line_id = l.id
     where l.act = 'import.applied' and c.about->>'import' = $1`,
    [brought.importId],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0].data.differenceSha256).toBe(applied.answer?.differenceSha256);
  expect(rows[0].actor.appointment).toMatch(/^[0-9a-f-]{36}$/);
  expect(JSON.stringify(rows)).not.toContain('F131104093');
});

test('產14 · one of four students vanishing from a class needs the number typed', async () => {
  const registrar = school.as('registrar');
  const brought = await bring(registrar, [await studentWorkbook([lin, chen, ji])]);
  expect(brought.preview).toMatchObject({ alarm: true, vanishing: 1 });
  const body = { seen: brought.preview.seen, badRows: 'refuse', vanishing: 'remove', confirmed: null };
  const params = { importId: brought.importId };
  const unasked = await registrar.call(applyImport, { params, body });
  expect(unasked.refusal).toMatchObject({ refused: 'import-vanishing-unconfirmed', facts: { count: 1 } });
  expect((await apply(registrar, brought, { vanishing: 'remove', confirmed: 1 })).status).toBe(200);
  const { rows } = await school.owner.query(
    `select 1 from placement m join registration r on r.id = m.registration_id
     where r.student_number = '1140104' and m.semester = 1`,
  );
  expect(rows).toHaveLength(0);
});

test('八 · a student with work handed in does not drop out of a class because a list forgot them', async () => {
  const own = await openTestSchool();
  await own.owner.query(
    `insert into outcome (enrolment_id, registration_id, created_at)
     select id, registration_id, now() from enrolment where registration_id =
       (select id from registration where student_number = '1140101') limit 1`,
  );
  const registrar = own.as('registrar');
  const brought = await bring(registrar, [await studentWorkbook(everybody.slice(1))]);
  expect(brought.preview.parts[1]?.vanishing).toMatchObject({ total: 1, labels: ['1140101 林育安'] });
  const applied = await apply(registrar, brought, { vanishing: 'remove', confirmed: 1 });
  expect(applied.refusal).toEqual({
    refused: 'student-has-work',
    clause: '八',
    facts: { count: 1, students: '1140101' },
  });
  await own.close();
});

async function namesIn(names: string[]): Promise<string[]> {
  const { rows } = await school.owner.query('select name from person where name = any($1)', [names]);
  return rows.map((row) => row.name).sort();
}
