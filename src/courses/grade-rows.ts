/** Which enrolment a row of a grade sheet is about, or why that cannot be said. @server */

import type { Place } from '../imports/difference.ts';
import type { BadLine } from '../imports/import.ts';
import type { Ground, KnownEnrolment } from '../imports/sheet-kind.ts';
import { eachInTurn } from '../platform/breathe.ts';
import type { EnrolmentKind } from './enrolment.ts';
import type { GradeField } from './grade.ts';
import type { GradeSheet } from './grade-columns.ts';
import {
  enrolmentsOf,
  type GroundEnrolment,
  type GroundOffering,
  type Identified,
  offeringsOf,
  studentsByIdKey,
} from './grade-ground-store.ts';
import type { GradeOf } from './grade-store.ts';

interface Values extends Partial<Record<GradeField, string>> {
  number: string | null;
  nationalId: string | null;
  birthDate: string | null;
  schoolYear: number | null;
  semester: number | null;
  courseCode: { code: string };
  courseName: string;
  grade: number;
  credits: number;
  group: string | null;
}

export interface FoundRow {
  place: Place;
  number: string;
  candidate: Candidate;
  cells: Partial<Record<GradeField, string>>;
}

export interface Found {
  rows: FoundRow[];
  bad: BadLine[];
  /** Grades that stand in what the sheet is about and that no row names. */
  unnamed: { enrolmentId: string; text: string; number: string; candidate: Candidate }[];
  standing: number;
}

interface Term {
  schoolYear: number;
  semester: number;
}

interface Given {
  place: Place;
  values: Values;
}

/** A student's enrolment that a row may be about: one that stands, or one that this import brings. */
export type Candidate = { named: Place | null } & (
  | { offering: GroundOffering; stands: GroundEnrolment; brought: null }
  | { offering: null; stands: null; brought: KnownEnrolment }
);

export async function findRows(ground: Ground, kind: GradeSheet, given: readonly Given[]): Promise<Found> {
  const found: Found = { rows: [], bad: [], unnamed: [], standing: 0 };
  const terms = termsOf(ground, kind, given);
  const divisions = kind.division
    ? ground.divisions.filter((one) => one === kind.division)
    : ground.divisions;
  const offerings = await offeringsOf(ground.db, [...terms.values()], divisions);
  const enrolments = await enrolmentsOf(ground.db, offerings);
  const candidates = candidatesOf(ground, kind, offerings, enrolments);
  const people = await studentsOf(ground, given);
  await eachInTurn(given, (one) => {
    const row = findRow(ground, kind, one, candidates, people);
    if ('problem' in row) found.bad.push({ place: one.place, ...row });
    else found.rows.push(row);
  });
  for (const [number, own] of candidates)
    for (const candidate of own) {
      const { stands, named } = candidate;
      if (!stands || stands.text === null) continue;
      found.standing += 1;
      if (!named)
        found.unnamed.push({ enrolmentId: stands.enrolmentId, text: stands.text, number, candidate });
    }
  return found;
}

type Wrong = Omit<BadLine, 'place'>;

function findRow(
  ground: Ground,
  kind: GradeSheet,
  { place, values }: Given,
  candidates: ReadonlyMap<string, Candidate[]>,
  people: ReadonlyMap<string, Identified[]>,
): FoundRow | Wrong {
  const term = termOf(ground, kind, place, values);
  if ('problem' in term) return term;
  const number = studentOf(ground, kind, values, people);
  if (typeof number !== 'string') return number;
  const fitting = (candidates.get(number) ?? []).filter((one) => isAbout(one, term, kind, values));
  // A course of the whole year stands with its last semester.
  const last = Math.max(...fitting.map((one) => placeOf(one).semester));
  const chosen = kind.ofYear ? fitting.filter((one) => placeOf(one).semester === last) : fitting;
  const [candidate, ...others] = chosen;
  const { code } = values.courseCode;
  if (!candidate) return wrong('課程代碼', 'not-enrolled', { found: code, number });
  if (others.length > 0)
    return wrong('班組', 'enrolment-ambiguous', {
      groups: chosen.map((one) => placeOf(one).group).join('、'),
    });
  const differs = candidate.offering && differing(candidate.offering, kind, values);
  if (differs) return differs;
  if (candidate.named) return wrong('課程代碼', 'duplicate-row', { first: candidate.named.row });
  candidate.named = place;
  return { place, number, candidate, cells: values };
}

/** How the enrolment of a row is named towards the database: by its id, once it has one. */
export function gradeOfRow({
  number,
  candidate: { stands, brought },
}: Pick<FoundRow, 'number' | 'candidate'>): GradeOf {
  return stands
    ? { enrolmentId: stands.enrolmentId }
    : { number, ...brought, kind: brought.kind as EnrolmentKind };
}

export function keyOfRow({ number, candidate }: Pick<FoundRow, 'number' | 'candidate'>): string {
  const { schoolYear, semester, code, group } = placeOf(candidate);
  const { kind } = candidate.stands ?? candidate.brought;
  return `${schoolYear}/${semester}/${number}/${code}/${group}/${kind}`;
}

export function labelOfRow({ number, candidate }: Pick<FoundRow, 'number' | 'candidate'>): string {
  const { schoolYear, semester, group } = placeOf(candidate);
  const name = candidate.offering?.name ?? placeOf(candidate).code;
  return `${number} ${schoolYear}-${semester} ${name}（${group}）`;
}

/** Name, grade and credits of a row that says them differently: one of the two is wrong, and nobody guesses which. */
function differing(offering: GroundOffering, kind: GradeSheet, values: Values): Wrong | undefined {
  const { columns } = kind;
  if (values.courseName !== offering.name)
    return wrong(columns.courseName.header, 'course-name-differs', {
      found: values.courseName,
      offered: offering.name,
    });
  if (values.grade !== offering.grade)
    return wrong(columns.grade.header, 'grade-differs', { found: values.grade, offered: offering.grade });
  if (values.credits !== offering.credits)
    return wrong(columns.credits.header, 'credits-differ', {
      found: values.credits,
      offered: offering.credits,
    });
  return undefined;
}

function isAbout(one: Candidate, term: Term, kind: GradeSheet, { courseCode, group }: Values): boolean {
  const place = placeOf(one);
  return (
    place.schoolYear === term.schoolYear &&
    (kind.ofYear === true || place.semester === term.semester) &&
    place.code === courseCode.code &&
    (group === null || place.group === group)
  );
}

/** The student number of a row, out of what it names its student by. */
function studentOf(
  ground: Ground,
  kind: GradeSheet,
  { number, nationalId, birthDate }: Values,
  people: ReadonlyMap<string, Identified[]>,
): string | Wrong {
  const isOurs = (division: string | undefined) =>
    ground.divisions.some((one) => one === division && (kind.division === null || kind.division === one));
  if (number !== null) {
    const division = ground.known.students.get(number);
    if (division === undefined) return wrong('學號', 'unknown-student', { found: number });
    return isOurs(division) ? number : wrong('學號', 'student-of-other-division', { found: number });
  }
  if (nationalId === null) return wrong('學號', 'no-student-named');
  const all = people.get(ground.school.seal.keyOf(nationalId).toString('hex')) ?? [];
  if (all.length === 0) return wrong('身分證號', 'unknown-id');
  if (birthDate !== null && all.every((one) => one.birthDate !== birthDate))
    return wrong('出生日期', 'birth-differs');
  const [one, ...more] = all.filter(({ division }) => isOurs(division));
  if (!one) return wrong('身分證號', 'id-of-other-division');
  return more.length === 0 ? one.number : wrong('學號', 'student-ambiguous');
}

async function studentsOf(ground: Ground, given: readonly Given[]): Promise<Map<string, Identified[]>> {
  const ids = new Set(
    given.flatMap(({ values }) => (values.number === null && values.nationalId ? [values.nationalId] : [])),
  );
  return studentsByIdKey(
    ground.db,
    [...ids].map((id) => ground.school.seal.keyOf(id).toString('hex')),
  );
}

/** Every semester the rows are about; both of the year where the sheet is about years. */
function termsOf(ground: Ground, kind: GradeSheet, given: readonly Given[]): Map<string, Term> {
  const terms = new Map<string, Term>();
  for (const { place, values } of given) {
    const term = termOf(ground, kind, place, values);
    if ('problem' in term) continue;
    for (const semester of kind.ofYear ? [1, 2] : [term.semester])
      terms.set(`${term.schoolYear}-${semester}`, { schoolYear: term.schoolYear, semester });
  }
  return terms;
}

function termOf(ground: Ground, kind: GradeSheet, place: Place, values: Values): Term | Wrong {
  const cover = ground.covers.get(place.workbook);
  const schoolYear = values.schoolYear ?? cover?.schoolYear;
  const semester = kind.ofYear ? 0 : (values.semester ?? cover?.semester);
  if (!schoolYear) return wrong(kind.columns.schoolYear.header, 'empty');
  if (!kind.ofYear && !semester) return wrong(kind.columns.semester.header, 'empty');
  return { schoolYear, semester: semester ?? 0 };
}

function candidatesOf(
  { known }: Ground,
  kind: GradeSheet,
  offerings: readonly GroundOffering[],
  enrolments: readonly GroundEnrolment[],
): Map<string, Candidate[]> {
  const candidates = new Map<string, Candidate[]>();
  const add = (number: string, candidate: Candidate) => {
    const own = candidates.get(number);
    if (own) own.push(candidate);
    else candidates.set(number, [candidate]);
  };
  for (const stands of enrolments) {
    const offering = offerings[stands.offering];
    if (offering && kind.kinds.includes(stands.kind))
      add(stands.number, { offering, brought: null, stands, named: null });
  }
  for (const [number, enrolled] of known.enrolments)
    for (const brought of enrolled)
      if (kind.kinds.some((one) => one === brought.kind))
        add(number, { offering: null, brought, stands: null, named: null });
  return candidates;
}

function placeOf({
  offering,
  brought,
}: Candidate): Pick<KnownEnrolment, 'schoolYear' | 'semester' | 'code' | 'group'> {
  return offering ?? brought;
}

function wrong(header: string, problem: string, facts: BadLine['facts'] = {}): Wrong {
  return { column: header, problem, facts };
}
