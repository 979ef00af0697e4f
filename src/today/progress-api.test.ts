import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { classes, enrolments, people } from '../../tests/cast.ts';
import { handIn } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { certifiedOutcome, days, must, openedRound, selects } from '../../tests/submitting.ts';
import { classProgress, courseProgress, divisionProgress } from './progress-contract.ts';

let school: TestSchool;

beforeAll(async () => {
  school = await openTestSchool();
  await school.owner.query(
    `insert into appointment (person_id, office, class_id, division, starts_on)
     values ($1, 'homeroom', $2, 'day', '2025-08-01')`,
    [people.wang.id, classes.dayOne.id],
  );
  const outcomeId = await certifiedOutcome(school, { enrolment: 'linMaths' });
  await handIn(school.as('lin'), { enrolmentId: enrolments.linChinese.id });
  school.clock.moveTo(new Date('2025-12-11T00:30:00+08:00'));
  await handIn(school.as('chen'), { enrolmentId: enrolments.chenChinese.id });
  await handIn(school.as('huang'), { enrolmentId: enrolments.huangChinese.id });
  school.clock.moveTo(days.selecting);
  const { roundId } = await openedRound(school);
  await selects(school, 'lin', roundId, [outcomeId]);
  school.clock.moveTo(new Date('2025-12-12T10:00:00+08:00'));
});
afterAll(() => school.close());

const term = { schoolYear: 114, semester: 1 as const };

describe('progress of a division', () => {
  test('五(三)1 · a student counts once, on the day of the first upload in Taipei; an office sees its own', async () => {
    const { lines, divisions, groups } = must(
      await school.as('registrar').call(divisionProgress, { query: term }),
    );
    expect(divisions).toEqual(['day']);
    expect(lines.map(({ act, of, days: counts }) => [act, of, counts])).toEqual([
      [
        'upload',
        4,
        [
          { day: '2025-12-10', count: 1 },
          { day: '2025-12-11', count: 1 },
        ],
      ],
      ['certification', 3, [{ day: '2025-12-10', count: 1 }]],
      ['selection', 1, [{ day: '2026-08-10', count: 1 }]],
    ]);
    expect(lines[0]).toMatchObject({ closes: '2026-02-03T16:00:00.000Z', clause: '附錄' });
    expect(groups).toMatchObject([
      {
        name: '商一甲',
        upload: { done: 2, of: 4 },
        certification: { done: 1, of: 3 },
        selection: { done: 1, of: 1 },
        may: ['open'],
      },
    ]);
  });

  test('五 · 教務主任 sees both divisions, or one of them, by department', async () => {
    const as = school.as('director');
    const both = must(await as.call(divisionProgress, { query: { ...term, by: 'department' } }));
    expect(both.groups).toMatchObject([{ name: '21 / 301', upload: { done: 3, of: 5 } }]);
    const evening = must(await as.call(divisionProgress, { query: { ...term, division: 'continuing' } }));
    expect(evening.groups.map(({ name }) => name)).toEqual(['進商一甲']);
    expect(evening.lines[0]).toMatchObject({ of: 1, days: [{ day: '2025-12-11', count: 1 }] });
  });

  test('五(三)2 · teachers stand by name; a course taught together counts for both; nobody’s student is named', async () => {
    const answer = must(
      await school.as('registrar').call(divisionProgress, { query: { ...term, by: 'teacher' } }),
    );
    const shown = answer.groups.map(({ name, upload, certification, selection }) => [
      name,
      [upload.done, upload.of, certification.done, certification.of],
      selection,
    ]);
    expect(new Map(shown.map(([name, ...rest]) => [name, rest]))).toEqual(
      new Map([
        ['方以樂', [[1, 2, 1, 1], null]],
        ['王若蘭', [[2, 5, 0, 2], null]],
        ['蘇承翰', [[1, 2, 1, 1], null]],
      ]),
    );
    expect(JSON.stringify(answer)).not.toContain(people.lin.name);
  });

  test('五 · who answers for no class is refused, and an office in the other division', async () => {
    expect((await school.as('wang').call(divisionProgress)).refusal).toMatchObject({
      refused: 'not-allowed',
    });
    const over = await school.as('registrar').call(divisionProgress, { query: { division: 'continuing' } });
    expect(over.refusal).toMatchObject({ refused: 'not-allowed' });
  });
});

describe('progress of one’s own', () => {
  test('五(三)2 · a teacher sees the own courses, enrolment by enrolment', async () => {
    const { courses, lines } = must(await school.as('wang').call(courseProgress, { query: term }));
    expect(courses.map(({ group, upload, certification }) => [group, upload, certification])).toEqual([
      ['商一甲', { done: 2, of: 4 }, { done: 0, of: 2 }],
      ['重修班', { done: 0, of: 1 }, { done: 0, of: 0 }],
    ]);
    expect(lines.map(({ act, of }) => [act, of])).toEqual([
      ['upload', 5],
      ['certification', 2],
    ]);
    expect(must(await school.as('he').call(courseProgress, { query: term })).courses).toEqual([]);
  });

  test('國3 · a deputy sees the courses stood in for', async () => {
    await school.owner.query(
      `insert into appointment (person_id, office, deputy_for, starts_on, ends_on)
       values ($1, 'deputy', $2, '2025-08-01', '2026-01-31')`,
      [people.he.id, people.su.id],
    );
    const { courses } = must(await school.as('he').call(courseProgress, { query: term }));
    expect(courses.map(({ subject }) => subject)).toEqual(['數學']);
  });

  test('五 · the homeroom teacher sees the class, another teacher not', async () => {
    const asked = { params: { classId: classes.dayOne.id }, query: { semester: 1 as const } };
    const { lines, name } = must(await school.as('wang').call(classProgress, asked));
    expect([name, lines.map(({ of }) => of)]).toEqual(['商一甲', [4, 3, 1]]);
    expect((await school.as('su').call(classProgress, asked)).status).toBe(404);
  });
});
