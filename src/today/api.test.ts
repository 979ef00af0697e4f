import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { classes, enrolments, people, schoolYear } from '../../tests/cast.ts';
import { handIn } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { certifiedOutcome, must } from '../../tests/submitting.ts';
import { returnOutcome } from '../certification/contract.ts';
import { classGlance, divisionOverview } from './contract.ts';

let school: TestSchool;
const dayOne = { params: { classId: classes.dayOne.id } };

beforeAll(async () => {
  school = await openTestSchool();
  await school.owner.query(
    `insert into appointment (person_id, office, class_id, division, starts_on)
     values ($1, 'homeroom', $2, 'day', '2025-08-01')`,
    [people.wang.id, classes.dayOne.id],
  );
  await certifiedOutcome(school, { enrolment: 'linMaths' });
  await handIn(school.as('lin'), { enrolmentId: enrolments.linChinese.id });
  const { outcomeId, versionId } = await handIn(school.as('chen'), {
    enrolmentId: enrolments.chenChinese.id,
  });
  must(
    await school
      .as('wang')
      .call(returnOutcome, { params: { outcomeId }, body: { versionId, reason: '請補封面' } }),
  );
});
afterAll(() => school.close());

describe('a class at a glance', () => {
  test('五 · the homeroom teacher sees each student’s counts and whom to speak to', async () => {
    const { students, class: shown } = must(await school.as('wang').call(classGlance, dayOne));
    expect(shown).toMatchObject({ name: '商一甲', schoolYear });
    const seen = students.map(({ name, uploaded, certified, waiting, returned, attention }) => [
      name,
      [uploaded, waiting, returned, certified],
      attention,
    ]);
    expect(seen).toEqual([
      ['林育安', [2, 1, 0, 1], ['not-counselled']],
      ['陳思妤', [1, 0, 1, 0], ['returned', 'not-counselled']],
      ['𠮷田堃', [0, 0, 0, 0], ['nothing', 'not-counselled']],
      ['蔡牧青', [0, 0, 0, 0], ['nothing', 'not-counselled']],
    ]);
  });

  test('五(二)2 · who keeps no counselling is not told who was counselled', async () => {
    const { students } = must(await school.as('registrar').call(classGlance, dayOne));
    expect(students.map(({ counselled }) => counselled)).toEqual([null, null, null, null]);
  });

  test('五 · not another class’s teacher, nor the other division’s office', async () => {
    for (const who of ['su', 'night', 'lin'] as const)
      expect((await school.as(who).call(classGlance, dayOne)).status).toBe(404);
  });
});

describe('class by class', () => {
  test('五 · an office sees its own division, 教務主任 both; counts only', async () => {
    const own = must(await school.as('registrar').call(divisionOverview));
    expect(own.classes.map(({ name }) => name)).toEqual(['商一甲']);
    expect(own.classes[0]).toMatchObject({
      students: 4,
      may: ['open'],
      measures: {
        outcomes: { done: 2, of: 4 },
        certification: { done: 2, of: 3 },
        counselling: { done: 0, of: 4 },
        grades: { done: 0, of: 7 },
      },
    });
    const all = must(await school.as('director').call(divisionOverview));
    expect(all.classes.map(({ name }) => name)).toEqual(['商一甲', '進商一甲']);
    expect(JSON.stringify(all)).not.toContain(people.lin.name);
    expect((await school.as('wang').call(divisionOverview)).refusal).toMatchObject({
      refused: 'not-allowed',
    });
  });
});
