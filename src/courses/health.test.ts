import { expect, test } from 'vitest';
import { type CheckedOffering, type Cohort, checkCourses, type Planned, type Takers } from './health.ts';

const code = '114123456V21301A1011011';
const takers: Takers = {
  kind: 'ordinary',
  entrySchoolYear: 114,
  fieldGroup: '21',
  programme: '301',
  count: 4,
};
const offering: CheckedOffering = {
  offeringId: 'o',
  code,
  coded: true,
  name: '國語文',
  grade: 1,
  group: '商一甲',
  credits: 3,
  takers: [takers],
};
const line: Planned = {
  code,
  name: '國語文',
  entrySchoolYear: 114,
  fieldGroup: '21',
  programme: '301',
  grade: 1,
  semester: 1,
  credits: 3,
};
const cohort: Cohort = { ...takers, grade: 1, taking: new Map([[code, 4]]) };
const check = (
  change: Partial<CheckedOffering> = {},
  { plan = [line], cohorts = [] as Cohort[] }: { plan?: Planned[]; cohorts?: Cohort[] } = {},
) =>
  checkCourses([{ ...offering, ...change }], plan, cohorts, { semester: 1, schoolCodes: ['123456'] }).map(
    ({ key, weight, students }) => [key, weight, students],
  );
const at = (place: number, signs: string) =>
  code.slice(0, place - 1) + signs + code.slice(place - 1 + signs.length);

test('國8 · an offering that is as planned has nothing to be said about', () => {
  expect(check({}, { cohorts: [cohort] })).toEqual([]);
});

test('國8 · a course without a national code, or with a damaged one, concerns all who take it', () => {
  expect(check({ code: 'SELF-01', coded: false })).toEqual([['no-code', 'blocks', 4]]);
  expect(check({ code: at(17, 'G') })).toEqual([['code-damaged', 'blocks', 4]]);
});

test('國8 · a name other than the plan’s, other credits, or a code that no plan has', () => {
  expect(check({ name: '國文' })).toEqual([['name-differs', 'blocks', 4]]);
  expect(check({ credits: 4 })).toEqual([['credits-differ', 'warns', 4]]);
  expect(check({}, { plan: [] })).toEqual([['not-in-plan', 'blocks', 4]]);
});

test('國8 · school, entry year and programme in the code are held against those who take it ordinarily', () => {
  const moved = (place: number, signs: string) => {
    const other = at(place, signs);
    return check({ code: other }, { plan: [{ ...line, code: other }] });
  };
  expect(moved(4, '654321')).toEqual([['other-school', 'blocks', 4]]);
  expect(moved(1, '113')).toEqual([['other-entry-year', 'warns', 4]]);
  expect(moved(13, '302')).toEqual([['other-programme', 'blocks', 4]]);
});

test('八 · who repeats, makes up, was transferred or visits carries a foreign code rightly', () => {
  const other = at(1, '113654321V21302');
  for (const kind of ['retake', 'make-up', 'repeat', 'transfer', 'visiting'] as const)
    expect(
      check({ code: other, takers: [{ ...takers, kind }] }, { plan: [{ ...line, code: other }] }),
    ).toEqual([]);
});

test('國8 · categories 8 and 9 are noted, with attribute D they are not', () => {
  const flexible = at(17, '90A');
  expect(check({ code: flexible }, { plan: [{ ...line, code: flexible }] })).toEqual([
    ['outside-rosters', 'note', 4],
  ]);
  const credited = at(17, '90D');
  expect(check({ code: credited }, { plan: [{ ...line, code: credited }] })).toEqual([]);
});

test('國8 · 應修未修: required and not offered, or offered and not taken by all', () => {
  const other = { ...line, code: at(22, '99'), name: '數學' };
  const none: Cohort = { ...cohort, count: 40 };
  expect(check({}, { plan: [line, other], cohorts: [{ ...cohort }] })).toEqual([['not-offered', 'warns', 4]]);
  expect(check({}, { cohorts: [none] })).toEqual([['not-taken', 'warns', 36]]);
});

test('國8 · electives, and what the plan has for another semester, year or programme, are not missed', () => {
  const elective = { ...line, code: at(17, '7') };
  const lines = [
    { ...line, semester: 2, code: at(22, '98') },
    { ...line, grade: 2, code: at(22, '97') },
    { ...line, programme: '302', code: at(22, '96') },
  ];
  expect(check({}, { plan: [line, elective, ...lines], cohorts: [cohort] })).toEqual([]);
});

test('國8 · what the pre-check refuses stands first, then what concerns most students', () => {
  const flexible = at(17, '90A');
  const many = { ...takers, count: 30 };
  const found = checkCourses(
    [
      { ...offering, offeringId: 'note', code: flexible, takers: [many] },
      { ...offering, offeringId: 'few', code: 'SELF-01', coded: false },
      { ...offering, offeringId: 'many', code: 'SELF-02', coded: false, takers: [many] },
    ],
    [{ ...line, code: flexible }],
    [],
    { semester: 1, schoolCodes: ['123456'] },
  );
  expect(found.map(({ offeringId }) => offeringId)).toEqual(['many', 'few', 'note']);
});
