/**
 * 課程代碼健檢: what the central database's pre-check would refuse, found while there is still time to mend it: before
 * the upload window of the semester opens. Offerings are held against the course plan and against who takes them.
 */
import { isRefusal } from '../regulation/refusal.ts';
import { goesIntoRosters, isRequired, readCourseCode } from './course-code.ts';
import type { EnrolmentKind } from './enrolment.ts';

/** Students who take an offering, in heaps that are alike for the check. */
export interface Takers {
  kind: EnrolmentKind;
  entrySchoolYear: number;
  fieldGroup: string;
  programme: string;
  count: number;
}

export interface CheckedOffering {
  offeringId: string;
  code: string;
  /** False: the school's own key. */
  coded: boolean;
  name: string;
  grade: number;
  group: string;
  credits: number;
  takers: readonly Takers[];
}

/** A line of the plan; of the semester that is checked, or any line with an offered code. */
export interface Planned {
  code: string;
  name: string;
  entrySchoolYear: number;
  fieldGroup: string;
  programme: string;
  grade: number;
  semester: number;
  credits: number;
}

/** Students placed in the semester, and which codes they take in whatever offering. */
export interface Cohort {
  entrySchoolYear: number;
  fieldGroup: string;
  programme: string;
  grade: number;
  count: number;
  /** Code to how many of them take it. */
  taking: ReadonlyMap<string, number>;
}

export const findingKeys = [
  'no-code',
  'code-damaged',
  'name-differs',
  'not-in-plan',
  'other-school',
  'other-entry-year',
  'other-programme',
  'outside-rosters',
  'credits-differ',
  'not-offered',
  'not-taken',
] as const;
export type FindingKey = (typeof findingKeys)[number];

export interface Finding {
  key: FindingKey;
  /** `blocks`: the pre-check refuses it. `warns`: it may be right, look. `note`: the rosters leave it out by themselves. */
  weight: 'blocks' | 'warns' | 'note';
  /** null: planned and not offered. */
  offeringId: string | null;
  code: string;
  name: string;
  group: string;
  grade: number;
  students: number;
  facts: Record<string, string | number>;
}

export interface School {
  semester: number;
  /** This division's own codes. */
  schoolCodes: readonly string[];
}

/** Findings by weight, then by how many students they concern. */
export function checkCourses(
  offerings: readonly CheckedOffering[],
  plan: readonly Planned[],
  cohorts: readonly Cohort[],
  school: School,
): Finding[] {
  const byCode = Map.groupBy(plan, ({ code }) => code);
  const found = [
    ...offerings.flatMap((offering) => aboutOffering(offering, byCode.get(offering.code) ?? [], school)),
    ...missing(offerings, plan, cohorts, school),
  ];
  const weights = ['blocks', 'warns', 'note'];
  return found.sort(
    (one, other) =>
      weights.indexOf(one.weight) - weights.indexOf(other.weight) || other.students - one.students,
  );
}

function aboutOffering(offering: CheckedOffering, planned: readonly Planned[], school: School): Finding[] {
  const all = countOf(offering.takers);
  if (!offering.coded) return [about(offering, 'no-code', 'blocks', all)];
  const parts = readCourseCode(offering.code);
  if (isRefusal(parts)) return [about(offering, 'code-damaged', 'blocks', all)];
  const found: Finding[] = [];
  const [line] = planned;
  if (!line) found.push(about(offering, 'not-in-plan', 'blocks', all));
  else {
    if (line.name !== offering.name)
      found.push(about(offering, 'name-differs', 'blocks', all, { planned: line.name }));
    const now = planned.find(
      ({ semester, grade }) => semester === school.semester && grade === offering.grade,
    );
    if (now && now.credits !== offering.credits)
      found.push(
        about(offering, 'credits-differ', 'warns', all, { planned: now.credits, offered: offering.credits }),
      );
  }
  // Who repeats, makes up, was transferred or visits rightly carries a code of another year, school or programme.
  const ordinary = offering.takers.filter(({ kind }) => kind === 'ordinary');
  const whereNot = (is: (takers: Takers) => boolean) => countOf(ordinary.filter((takers) => !is(takers)));
  if (!school.schoolCodes.includes(parts.schoolCode) && countOf(ordinary) > 0)
    found.push(about(offering, 'other-school', 'blocks', countOf(ordinary), { inCode: parts.schoolCode }));
  const otherYear = whereNot((takers) => takers.entrySchoolYear === parts.entrySchoolYear);
  if (otherYear > 0)
    found.push(about(offering, 'other-entry-year', 'warns', otherYear, { inCode: parts.entrySchoolYear }));
  const otherProgramme = whereNot(
    (takers) => takers.fieldGroup === parts.fieldGroup && takers.programme === parts.programme,
  );
  if (otherProgramme > 0)
    found.push(
      about(offering, 'other-programme', 'blocks', otherProgramme, {
        inCode: `${parts.fieldGroup}-${parts.programme}`,
      }),
    );
  if (!goesIntoRosters(parts))
    found.push(about(offering, 'outside-rosters', 'note', all, { ...categoryOf(parts) }));
  return found;
}

function categoryOf({ category, attribute }: { category: string; attribute: string }) {
  return { category, attribute };
}

/** 應修未修: required by the plan of a cohort's own year and programme in this semester, and not taken by all of it. */
function missing(
  offerings: readonly CheckedOffering[],
  plan: readonly Planned[],
  cohorts: readonly Cohort[],
  school: School,
): Finding[] {
  const offered = new Set(offerings.map(({ code }) => code));
  return cohorts.flatMap((cohort) =>
    plan.flatMap((line): Finding[] => {
      const parts = readCourseCode(line.code);
      const required = !isRefusal(parts) && isRequired(parts);
      if (!required || !isFor(line, cohort) || line.semester !== school.semester) return [];
      const lacking = cohort.count - (cohort.taking.get(line.code) ?? 0);
      if (lacking <= 0) return [];
      const { code, name, grade, fieldGroup, programme, entrySchoolYear } = line;
      return [
        {
          key: offered.has(code) ? 'not-taken' : 'not-offered',
          weight: 'warns',
          offeringId: null,
          code,
          name,
          grade,
          group: '',
          students: lacking,
          facts: { cohort: `${fieldGroup}-${programme}`, entered: entrySchoolYear, of: cohort.count },
        },
      ];
    }),
  );
}

function isFor(line: Planned, cohort: Cohort): boolean {
  return (
    line.entrySchoolYear === cohort.entrySchoolYear &&
    line.fieldGroup === cohort.fieldGroup &&
    line.programme === cohort.programme &&
    line.grade === cohort.grade
  );
}

function countOf(takers: readonly Takers[]): number {
  return takers.reduce((sum, { count }) => sum + count, 0);
}

function about(
  { offeringId, code, name, group, grade }: CheckedOffering,
  key: FindingKey,
  weight: Finding['weight'],
  students: number,
  facts: Finding['facts'] = {},
): Finding {
  return { key, weight, offeringId, code, name, group, grade, students, facts };
}
