/** What the other topics show of a student: each section for whom the rights table names, and not there for anybody else. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appoint } from '../../tests/appoint.ts';
import { type CastName, classes, enrolments, people } from '../../tests/cast.ts';
import { draftFor, handIn } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { certifiedOutcome, must } from '../../tests/submitting.ts';
import { cadreGrid, cadreOfStudent, saveCadreGrid } from '../cadre/contract.ts';
import { counsellingOfStudent, recordCounselling } from '../counselling/contract.ts';
import { portfolioOfStudent } from '../outcomes/contract.ts';
import { myRegister, oneStudent } from './contract.ts';

let school: TestSchool;
const params = { registrationId: people.lin.registration };

beforeAll(async () => {
  school = await openTestSchool();
  await appoint(school, 'he', 'student-activities', { division: 'day' });
  await appoint(school, 'fang', 'counselling-teacher');
  await appoint(school, 'su', 'homeroom', { class: 'dayOne' });
  await appoint(school, 'lai', 'homeroom', { class: 'nightOne' });
  const { registration: registrationId } = people.lin;
  const inClass = { params: { level: 'class' as const, unitId: classes.dayOne.id } };
  const { seen } = must(await school.as('he').call(cadreGrid, inClass));
  const dates = { startsOn: '2025-08-01', endsOn: '2026-01-31' };
  const posts = [{ postId: null, registrationId, post: '班長', ...dates }];
  must(await school.as('he').call(saveCadreGrid, { ...inClass, body: { seen, posts } }));
  const talk = {
    category: 'career' as const,
    topic: '金絲雀主題',
    place: '金絲雀地點',
    heldOn: '2025-12-09',
    heldFrom: null,
    heldTo: null,
    content: '金絲雀內容',
    privateNote: '金絲雀備註',
    followUp: '',
    followUpDue: null,
    registrationIds: [registrationId],
  };
  must(await school.as('fang').call(recordCounselling, { body: talk }));
  await certifiedOutcome(school, { enrolment: 'linChinese' });
  await handIn(school.as('lin'), { enrolmentId: enrolments.linMaths.id });
  await draftFor(school.as('lin'), enrolments.linChinese.id);
});
afterAll(() => school.close());

const refusedFor = async (
  endpoint: typeof cadreOfStudent | typeof counsellingOfStudent | typeof portfolioOfStudent,
  who: readonly CastName[],
) => Promise.all(who.map(async (one) => (await school.as(one).call(endpoint, { params })).refusal?.refused));

test('五 · the page names the sections its viewer may see: the registrar none of cadre and counselling', async () => {
  const seesOf = async (who: CastName) => must(await school.as(who).call(oneStudent, { params })).sees;
  const everyone = ['portfolio.see', 'performance.count'];
  const selected = 'selection.count';
  expect(await seesOf('su')).toEqual(['grades.see', 'cadre.see', 'counselling.see', ...everyone, selected]);
  expect(await seesOf('registrar')).toEqual(['grades.see', ...everyone, selected]);
  expect(await seesOf('director')).toEqual(['grades.see', 'counselling.see', ...everyone]);
  const { registrations } = must(await school.as('lin').call(myRegister));
  expect(registrations[0]?.sees).toHaveLength(6);
});

test('五(一)2 · posts by semester for the homeroom teacher and who keeps them; not there for anybody else', async () => {
  for (const who of ['su', 'he'] as const) {
    const { posts } = must(await school.as(who).call(cadreOfStudent, { params }));
    expect(posts.map(({ schoolYear, semester, unit, post }) => [schoolYear, semester, unit, post])).toEqual([
      [114, 1, '商一甲', '班長'],
    ]);
  }
  const out = ['registrar', 'director', 'night', 'lai', 'wang', 'chen', 'lin'] as const;
  expect(new Set(await refusedFor(cadreOfStudent, out))).toEqual(new Set(['not-found']));
});

test('國9 · the homeroom sees that a student was spoken with; what it was about only the counselling teacher', async () => {
  const seen = must(await school.as('su').call(counsellingOfStudent, { params }));
  expect(seen.present).toEqual({ schoolYear: 114, semester: 1, seen: true });
  expect(seen.talks).toMatchObject([{ heldOn: '2025-12-09', category: 'career', record: null }]);
  for (const who of ['su', 'director'] as const)
    expect(JSON.stringify(await school.as(who).call(counsellingOfStudent, { params }))).not.toContain(
      '金絲雀',
    );
  const kept = must(await school.as('fang').call(counsellingOfStudent, { params }));
  expect(kept.talks[0]?.record?.topic).toBe('金絲雀主題');
  expect(JSON.stringify(kept)).not.toContain('金絲雀內容');
});

test('國9 · the registrar, another class, the other division and other students see nothing of it', async () => {
  const out = ['registrar', 'night', 'lai', 'wang', 'he', 'chen', 'lin'] as const;
  expect(new Set(await refusedFor(counsellingOfStudent, out))).toEqual(new Set(['not-found']));
});

test('五(二)2 · whoever was seen less often than the text asks is not seen yet', async () => {
  const chen = { params: { registrationId: people.chen.registration } };
  const { present, atLeast, talks } = must(await school.as('su').call(counsellingOfStudent, chen));
  expect({ seen: present.seen, atLeast, talks }).toEqual({ seen: false, atLeast: 1, talks: [] });
});

test('五(三)1 · outcomes by semester with counts and states; drafts are not there', async () => {
  const { semesters } = must(await school.as('su').call(portfolioOfStudent, { params }));
  expect(semesters).toMatchObject([
    { schoolYear: 114, semester: 1, handedIn: 2, waiting: 1, returned: 0, certified: 1, selected: 0 },
  ]);
  const states = semesters[0]?.works.map(({ subject, state }) => [subject, state]).sort();
  expect(states).toEqual([
    ['國語文', 'certified'],
    ['數學', 'received'],
  ]);
});

test('五(三)1 · what a work says is for who may open it: its certifier and the office that submits it', async () => {
  const opened = async (who: CastName) => {
    const { semesters } = must(await school.as(who).call(portfolioOfStudent, { params }));
    return semesters.flatMap(({ works }) => works.map((one) => one.opened?.certifies ?? null)).sort();
  };
  // The homeroom teacher of the class teaches the mathematics, and opens that one.
  expect(await opened('su')).toEqual([true, null].sort());
  expect(await opened('registrar')).toEqual([false, false]);
  expect(await opened('director')).toEqual([null, null]);
  const out = ['night', 'lai', 'wang', 'fang', 'he', 'chen', 'lin'] as const;
  expect(new Set(await refusedFor(portfolioOfStudent, out))).toEqual(new Set(['not-found']));
});
