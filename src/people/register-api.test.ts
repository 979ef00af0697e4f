import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CastName, classes, people } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { recordHistory } from '../history/contract.ts';
import { readSheets } from '../platform/sheets.ts';
import { isRefusal } from '../regulation/refusal.ts';
import {
  changeStudents,
  countStudents,
  exportStudents,
  exportUnmasked,
  findById,
  findStudents,
  myRegister,
  oneStudent,
  previewChange,
  registerChoices,
  unmaskId,
} from './contract.ts';
import { wanted } from './register.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
  await school.owner.query(
    `insert into appointment (person_id, office, division, class_id, starts_on) values ($1, 'homeroom', 'day', $2, '2025-08-01')`,
    [people.wang.id, classes.dayOne.id],
  );
});
afterAll(async () => {
  await school.close();
});

const ids = (...names: ('lin' | 'chen' | 'ji' | 'tsai' | 'huang')[]) =>
  names.map((name) => people[name].registration);

async function find(who: CastName, query: Record<string, string | number>) {
  const { answer, refusal } = await school.as(who).call(findStudents, { query });
  return refusal?.refused ?? answer?.students.map(({ name }) => name);
}

async function change(who: CastName, registrationIds: string[], values: object, reason = '依戶籍謄本更正') {
  const client = school.as(who);
  const preview = await client.call(previewChange, { body: { registrationIds, values } });
  const body = { registrationIds, values, reason, seen: preview.answer?.seen ?? '' };
  const done = await client.call(changeStudents, { body });
  return { preview, done, body };
}

test('五(一)1 · any part of a name finds a student, rare characters and one sign alone too', async () => {
  expect(await find('registrar', { q: '𠮷' })).toEqual(['𠮷田堃']);
  expect(await find('registrar', { q: '育安' })).toEqual(['林育安']);
  expect(await find('registrar', { q: '思' })).toEqual(['陳思妤']);
  expect(await find('registrar', { q: '育 林' })).toEqual(['林育安']);
  expect(await find('registrar', { q: '林思' })).toEqual([]);
});

test('五(一)1 · a student number by its beginning, a class by its name, both with a name', async () => {
  const everybody = ['林育安', '陳思妤', '𠮷田堃', '蔡牧青'];
  expect(await find('registrar', { q: '114010' })).toEqual(everybody);
  expect(await find('registrar', { q: '1140102' })).toEqual(['陳思妤']);
  expect(await find('registrar', { q: '商一甲' })).toEqual(everybody);
  expect(await find('registrar', { q: '商一 蔡' })).toEqual(['蔡牧青']);
  const { answer } = await school.as('registrar').call(findStudents, { query: { q: '商一甲 陳' } });
  expect(answer?.words).toEqual([
    { word: '商一甲', as: 'class' },
    { word: '陳', as: 'name' },
  ]);
});

test('五(一)1 · an ID number is found by its key, and is refused in an address', async () => {
  const byId = (who: CastName, nationalId: string) => school.as(who).call(findById, { body: { nationalId } });
  expect((await byId('registrar', 'ｂ234567894')).answer?.students.map(({ name }) => name)).toEqual([
    '陳思妤',
  ]);
  expect((await byId('night', 'B234567894')).answer?.students).toEqual([]);
  expect((await byId('registrar', 'B2345')).refusal?.refused).toBe('id-shape');
  expect(await find('registrar', { q: 'B234567894' })).toBe('bad-input');
});

test('五(一)1 · filters: grade, class, programme, standing', async () => {
  expect(await find('registrar', { grade: 2 })).toEqual([]);
  expect(await find('registrar', { class: classes.dayOne.id })).toHaveLength(4);
  expect(await find('registrar', { programme: '21/301', sort: '-number' })).toEqual([
    '蔡牧青',
    '𠮷田堃',
    '陳思妤',
    '林育安',
  ]);
  expect(await find('registrar', { programme: '21/999' })).toEqual([]);
  expect(await find('registrar', { standing: 'ended' })).toEqual([]);
  expect(await find('registrar', { standing: 'current' })).toHaveLength(4);
});

test('五(一)1 · each office sees its own division, 教務主任 both, a homeroom teacher the own class, nobody else any', async () => {
  expect(await find('night', {})).toEqual(['黃喆']);
  expect(await find('director', {})).toHaveLength(5);
  expect(await find('wang', {})).toHaveLength(4);
  expect(await find('su', {})).toBe('not-allowed');
  expect(await find('lin', {})).toBe('not-allowed');
  expect(await find('keeper', {})).toBe('not-allowed');
  const [huang] = ids('huang');
  const params = { registrationId: huang ?? '' };
  for (const who of ['registrar', 'wang', 'lin'] as const)
    expect((await school.as(who).call(oneStudent, { params })).refusal?.refused, who).toBe('not-found');
  expect((await school.as('night').call(oneStudent, { params })).answer?.name).toBe('黃喆');
});

test('五(一)1 · what the list says is missing is what the filter finds, field by field', async () => {
  await school.owner.query(
    `insert into registration_identity values ($1, '1'), ($2, '0')`,
    ids('lin', 'chen'),
  );
  await school.owner.query(`update registration set entry_method = '1', division_code = '1' where id = $1`, [
    people.chen.registration,
  ]);
  const { answer } = await school.as('registrar').call(findStudents, { query: {} });
  for (const gap of wanted) {
    const lacking = answer?.students.filter(({ gaps }) => gaps.includes(gap)).map(({ name }) => name);
    expect(await find('registrar', { missing: gap }), gap).toEqual(lacking);
  }
  expect(await find('registrar', { missing: 'any' })).toHaveLength(4);
  expect(await find('registrar', { missing: 'entryMethod' })).toHaveLength(3);
  expect(await find('registrar', { identity: '1' })).toEqual(['林育安']);
  const count = await school.as('registrar').call(countStudents, { query: { missing: 'entryMethod' } });
  expect(count.answer).toEqual({ count: 3, atLeast: false });
  await school.owner.query('delete from registration_identity');
});

test('五(一)1 · a correction is looked at, then made with its reason: found by the new name, remembered, recorded', async () => {
  const { preview, done } = await change('registrar', ids('lin'), {
    name: '林育𠮷',
    birthDate: '民國99年3月15日',
    identities: '1、4',
  });
  expect(preview.answer).toMatchObject({
    wrong: [],
    refusal: null,
    same: 0,
    students: [
      {
        label: '1140101 林育安',
        changes: [
          { field: 'name', before: '林育安', after: '林育𠮷' },
          { field: 'birthDate', before: '2010-03-14', after: '2010-03-15' },
          { field: 'identities', before: '', after: '1 原住民生、4' },
        ],
      },
    ],
  });
  expect(done.answer).toEqual({ changed: 1 });
  expect(await find('registrar', { q: '𠮷' })).toEqual(['林育𠮷', '𠮷田堃']);
  expect(await find('registrar', { q: '育安' })).toEqual([]);
  const params = { registrationId: people.lin.registration, topic: 'register' as const };
  const history = await school.as('lin').call(recordHistory, { params });
  expect(history.answer?.changes[0]).toMatchObject({
    by: '李知遠',
    reason: '依戶籍謄本更正',
    kind: 'changed',
  });
  const { data, actor } = await line('register.changed');
  expect(data).toMatchObject({ fields: ['name', 'birthDate', 'identities'], reason: '依戶籍謄本更正' });
  expect(data).toMatchObject({ registrations: ids('lin'), differenceSha256: preview.answer?.seen });
  expect(actor.appointment).toMatch(/^[0-9a-f-]{36}$/);
  await change('registrar', ids('lin'), { name: '林育安', birthDate: '2010-03-14', identities: '' });
});

test('五(一)1 · many at once: those who differ are changed, all of them or none', async () => {
  const before = await school.owner.query('select count(*)::int as count from record_change');
  const { preview, done } = await change('registrar', ids('lin', 'chen', 'ji'), { entryMethod: '2' });
  expect(preview.answer?.students.map(({ label }) => label)).toEqual([
    '1140101 林育安',
    '1140102 陳思妤',
    '1140103 𠮷田堃',
  ]);
  expect(done.answer).toEqual({ changed: 3 });
  const after = await school.owner.query('select count(*)::int as count from record_change');
  expect(after.rows[0].count - before.rows[0].count).toBe(3);
  const other = await change('registrar', ids('lin', 'huang'), { entryMethod: '3' });
  expect(other.done.refusal?.refused).toBe('not-found');
  const { rows } = await school.owner.query(`select 1 from registration where entry_method = '3'`);
  expect(rows).toEqual([]);
});

test('五(一)1 · what was not looked at is not done', async () => {
  const { body } = await change('registrar', ids('tsai'), { entryMethod: '2' });
  const again = await school.as('registrar').call(changeStudents, { body });
  expect(again.refusal?.refused).toBe('register-nothing-changes');
  await school.owner.query(`update registration set entry_method = '9' where id = $1`, ids('tsai'));
  const stale = await school.as('registrar').call(changeStudents, { body });
  expect(stale.refusal?.refused).toBe('register-changed-meanwhile');
});

test('五(一)1 · a wrong field is said, and nothing of the rest is written', async () => {
  const { preview, done } = await change('registrar', ids('tsai'), {
    entryMethod: '5',
    birthDate: '2010/2/30',
  });
  expect(preview.answer?.wrong).toMatchObject([{ field: 'birthDate', problem: 'no-such-day' }]);
  expect(done.refusal?.refused).toBe('register-unreadable');
});

test('五(一)1 · an ID number another student holds: by name in one’s own division, without in the other', async () => {
  const { preview } = await change('registrar', ids('lin'), { nationalId: 'B234567894' });
  expect(preview.answer?.refusal).toMatchObject({
    refused: 'id-of-student',
    facts: { student: '1140102 陳思妤' },
  });
  const other = await change('registrar', ids('lin'), { nationalId: 'E233000017' });
  expect(other.preview.answer?.refusal).toEqual({
    refused: 'id-held-elsewhere',
    clause: '五(一)1',
    facts: {},
  });
  expect(JSON.stringify(other.done.refusal)).not.toContain('黃喆');
});

test('五(一)1 · a new ID number is sealed, found by its key, and stands nowhere in clear', async () => {
  const { done } = await change('registrar', ids('tsai'), { nationalId: 'A223456781' });
  expect(done.answer).toEqual({ changed: 1 });
  const found = await school.as('registrar').call(findById, { body: { nationalId: 'A223456781' } });
  expect(found.answer?.students.map(({ name }) => name)).toEqual(['蔡牧青']);
  const { rows } = await school.owner.query(
    `select (select jsonb_agg(to_jsonb(c)) from record_change c)::text || (select jsonb_agg(l.data) from ledger_content l)::text as all`,
  );
  expect(rows[0].all).toContain('A22****781');
  expect(rows[0].all).not.toContain('A223456781');
});

test('五(一)1 · class and seat: a taken seat is refused, a free one is written for this semester only', async () => {
  const taken = await change('registrar', ids('tsai'), { seat: '1' });
  expect(taken.preview.answer?.refusal).toMatchObject({
    refused: 'seat-taken',
    facts: { student: '1140101 林育安' },
  });
  expect((await change('registrar', ids('tsai'), { seat: '9', classKind: '1' })).done.answer).toEqual({
    changed: 1,
  });
  const { rows } = await school.owner.query(
    `select semester, seat, class_kind from placement where registration_id = $1 order by semester`,
    ids('tsai'),
  );
  expect(rows).toEqual([
    { semester: 1, seat: 9, class_kind: '1' },
    { semester: 2, seat: 4, class_kind: null },
  ]);
});

test('五(一)1 · those who may look may not change or unmask', async () => {
  for (const who of ['director', 'wang'] as const) {
    expect((await change(who, ids('lin'), { entryMethod: '4' })).done.refusal?.refused).toBe('not-allowed');
    const params = { registrationId: people.lin.registration };
    const unmasked = await school.as(who).call(unmaskId, { params, body: { reason: '核對' } });
    expect(unmasked.refusal?.refused).toBe('not-allowed');
    expect((await school.as(who).call(oneStudent, { params })).answer?.may).toEqual([]);
  }
});

test('五(一)1 · an ID number is masked for everybody; whole once, with a reason that stands in the ledger', async () => {
  const params = { registrationId: people.chen.registration };
  const registrar = school.as('registrar');
  const page = await registrar.call(oneStudent, { params });
  expect(page.answer?.shown.nationalId).toBe('B23****894');
  expect(JSON.stringify(page.answer)).not.toContain('B234567894');
  expect((await registrar.call(unmaskId, { params, body: { reason: '' } })).refusal?.refused).toBe(
    'bad-input',
  );
  const unmasked = await registrar.call(unmaskId, { params, body: { reason: '核對轉學資料' } });
  expect(unmasked.answer?.nationalId).toBe('B234567894');
  const { data, about } = await line('register.idUnmasked');
  expect(data.reason).toBe('核對轉學資料');
  expect(about).toEqual({ registration: people.chen.registration });
  expect(
    (await school.as('night').call(unmaskId, { params, body: { reason: '核對' } })).refusal?.refused,
  ).toBe('not-found');
});

test('五(一)1 · the export is exactly what is found, masked; whole only by a reason in the ledger', async () => {
  const registrar = school.as('registrar');
  const masked = await registrar.fetch(`${exportStudents.path}?q=${encodeURIComponent('陳')}`);
  const rows = await rowsOf(Buffer.from(await masked.arrayBuffer()));
  expect(rows).toHaveLength(2);
  expect(rows[1]).toContain('B23****894');
  const post = (who: CastName, body: object) =>
    school.as(who).fetch(exportUnmasked.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const whole = await rowsOf(
    Buffer.from(await (await post('registrar', { q: '陳', reason: '送件核對' })).arrayBuffer()),
  );
  expect(whole[1]).toContain('B234567894');
  expect((await line('register.exportedUnmasked')).data).toMatchObject({ count: 1, reason: '送件核對' });
  expect((await post('director', { q: '陳', reason: '送件核對' })).status).toBe(403);
  expect((await post('registrar', { q: '陳' })).status).toBe(400);
});

test('五(一)1 · a student sees the own record and what is missing of it, nobody else’s', async () => {
  const mine = await school.as('ji').call(myRegister);
  expect(mine.answer?.registrations).toMatchObject([
    { name: '𠮷田堃', shown: { nationalId: 'A80****014', class: '商一甲' }, may: [] },
  ]);
  expect(mine.answer?.registrations[0]?.gaps).toContain('identities');
  expect(mine.answer?.registrations[0]?.courses).toMatchObject([
    { name: '國語文', teachers: ['王若蘭'], handedIn: 0 },
  ]);
  expect((await school.as('wang').call(myRegister)).refusal?.refused).toBe('not-allowed');
});

test('五(一)1 · the choices are those of one’s own divisions', async () => {
  const choices = await school.as('night').call(registerChoices);
  expect(choices.answer?.classes.map(({ name }) => name)).toEqual(['進商一甲']);
  expect(choices.answer?.may).toEqual(['change', 'unmask']);
  expect((await school.as('wang').call(registerChoices)).answer?.classes.map(({ name }) => name)).toEqual([
    '商一甲',
  ]);
});

async function line(act: string) {
  const { rows } = await school.owner.query(
    `select c.data, c.about, c.actor from ledger_line l join ledger_content c on c.line_id = l.id
     where l.act = $1 order by l.id desc limit 1`,
    [act],
  );
  return rows[0];
}

async function rowsOf(bytes: Buffer): Promise<unknown[][]> {
  const read = await readSheets(bytes, 'register.xlsx');
  if (isRefusal(read)) throw new Error(read.refused);
  return (read.sheets[0]?.rows ?? []).map(({ cells }) => cells);
}
