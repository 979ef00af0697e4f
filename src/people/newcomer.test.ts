/** 五(一)1, 八 · A student by form: the checks of the sheet, and a transfer in by the same act. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { type CastName, classes, people } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { must } from '../../tests/submitting.ts';
import { recordHistory } from '../history/contract.ts';
import { oneStudent } from './contract.ts';
import { previewStudent, registerStudent } from './newcomer-contract.ts';
import type { FieldKey } from './register.ts';
import { studentStatus } from './status-contract.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.close());

type Input = z.input<typeof registerStudent.body>;
type Values = Partial<Record<FieldKey, string>>;
const hsu: Values = {
  name: '許若安',
  nationalId: 'A223456781',
  birthDate: '99/8/8',
  gender: '2',
  entrySchoolYear: '114',
  fieldGroup: '21',
  programme: '301',
  class: classes.dayOne.name,
  seat: '8',
  identities: '1、4',
};
const newcomer = (
  values: Values = {},
  others: { number?: string; transfer?: typeof transfer } = {},
): Input => ({
  division: 'day' as const,
  number: '1140150',
  values: { ...hsu, ...values },
  transfer: null,
  ...others,
});
const transfer = { on: '2025-12-08', otherSchool: '654321', reason: '全家搬遷' };
const look = async (body: Input) => must(await school.as('registrar').call(previewStudent, { body }));
const enter = (body: Input, who: CastName = 'registrar') => school.as(who).call(registerStudent, { body });

test('五(一)1 · only the office of the division registers; the other division, students and 教務主任 do not', async () => {
  for (const who of ['night', 'director', 'wang', 'lin'] as const)
    expect((await enter(newcomer(), who)).refusal).toMatchObject({ refused: 'not-allowed' });
});

test.each([
  [{ name: '' }, 'name', 'empty'],
  [{ nationalId: 'A223456782' }, 'nationalId', 'id-checksum'],
  [{ nationalId: people.chen.nationalId }, 'nationalId', 'id-of-another'],
  [{ nationalId: people.huang.nationalId }, 'nationalId', 'id-in-other-division'],
  [{ birthDate: '2020-01-01' }, 'birthDate', 'birth-implausible'],
  [{ birthDate: '99/2/30' }, 'birthDate', 'no-such-day'],
  [{ class: '商九甲' }, 'class', 'no-such-class'],
  [{ class: '' }, 'class', 'empty'],
  [{ seat: '1' }, 'seat', 'seat-taken'],
  [{ identities: '1,1' }, 'identities', 'repeated-code'],
] as const)('五(一)1 · %j is wrong at %s: %s, and nothing is registered', async (values, field, problem) => {
  expect((await look(newcomer(values))).wrong).toMatchObject([{ field, problem }]);
  expect((await enter(newcomer(values))).refusal).toMatchObject({ refused: 'register-unreadable' });
});

test('五(一)1 · a number that is taken, or is none, is wrong; all wrong fields are said at once', async () => {
  const taken = newcomer({}, { number: people.lin.number });
  expect((await look(taken)).wrong).toMatchObject([{ field: 'number', problem: 'number-taken' }]);
  const { wrong } = await look(newcomer({ gender: '7', seat: '0' }, { number: '!' }));
  expect(wrong.map(({ field }) => field).sort()).toEqual(['gender', 'number', 'seat']);
});

test('五(一)1 · registered with class, seat and identities; remembered, recorded, and not a second time', async () => {
  const { registrationId } = must(await enter(newcomer()));
  const params = { registrationId };
  const student = must(await school.as('registrar').call(oneStudent, { params }));
  expect(student).toMatchObject({ number: '1140150', division: 'day', grade: 1, startsOn: '2025-08-01' });
  expect(student.shown).toMatchObject({
    nationalId: 'A22****781',
    birthDate: '2010-08-08',
    gender: '女',
    class: '商一甲',
    seat: '8',
    identities: '1 原住民生、4',
  });
  const history = await school
    .as('registrar')
    .call(recordHistory, { params: { ...params, topic: 'register' } });
  const [added] = must(history).changes;
  expect(added).toMatchObject({ kind: 'added', by: '李知遠' });
  expect(JSON.stringify(added)).not.toContain('A223456781');
  const { rows } = await school.owner.query(
    `select c.data from ledger_line l join ledger_content c on c.line_id = l.id
     where l.act = 'register.studentEntered' and c.about->>'registration' = $1`,
    [registrationId],
  );
  expect(rows).toMatchObject([{ data: { transferredIn: false } }]);
  expect((await look(newcomer({ seat: '9' }, { number: '1140151' }))).wrong).toMatchObject([
    { field: 'nationalId', problem: 'id-of-another', facts: { number: '1140150' } },
  ]);
});

test('八 · transferred in: effects first, then registration, class and event in one act, from that day on', async () => {
  const body = newcomer(
    { nationalId: 'B123456780', name: '周以恩', seat: '10' },
    { number: '1140160', transfer },
  );
  const looked = await look(body);
  expect(looked).toMatchObject({ wrong: [], refusal: null });
  expect(looked.effects.map(({ key }) => key)).toContain('transfer-in.placement');
  const { registrationId } = must(await enter(body));
  const params = { registrationId };
  expect(must(await school.as('registrar').call(studentStatus, { params }))).toMatchObject({
    standing: 'enrolled',
    events: [
      {
        kind: 'transfer-in',
        on: '2025-12-08',
        state: 'in-force',
        reason: '全家搬遷',
        details: { otherSchool: '654321', className: '商一甲', seat: 10 },
        may: ['correct', 'keepDocument'],
      },
    ],
  });
  expect(must(await school.as('registrar').call(oneStudent, { params }))).toMatchObject({
    startsOn: '2025-12-08',
    values: { class: '商一甲', seat: '10' },
  });
});

test.each([
  [{ on: '2025-12-11' }, 'transfer-in-ahead'],
  [{ otherSchool: '65432' }, 'status-school-code'],
  [{ reason: '' }, 'status-reason-length'],
])(
  '八 · a transfer in with %j is refused as a whole: %s; on the day itself it is taken',
  async (part, refused) => {
    const body = newcomer(
      { nationalId: 'C123456781', seat: '11' },
      { number: '1140170', transfer: { ...transfer, ...part } },
    );
    expect((await look(body)).refusal).toMatchObject({ refused, clause: '八' });
    expect((await enter(body)).refusal).toMatchObject({ refused });
    const today = { ...body, transfer: { ...transfer, on: '2025-12-10' } };
    expect(await look(today)).toMatchObject({ wrong: [], refusal: null });
  },
);

test('五(一)1 · two officers at once cannot register the same person twice', async () => {
  const of = (number: string, seat: string) =>
    enter(newcomer({ nationalId: 'D123456782', seat }, { number }));
  const answers = await Promise.all([of('1140180', '12'), of('1140181', '13')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});
