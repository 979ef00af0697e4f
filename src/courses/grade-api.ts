/** Grades: entered by offering, read by student and by class. */
import { createHash } from 'node:crypto';
import { appointmentFor } from '../accounts/rights.ts';
import { type Route, route } from '../accounts/route.ts';
import { remember } from '../history/store.ts';
import { record } from '../ledger/record.ts';
import { identityName } from '../people/identity-store.ts';
import { seesRegistration } from '../people/registration.ts';
import { registrationScope } from '../people/registration-store.ts';
import { inTransaction } from '../platform/db.ts';
import type { PassMark } from '../regulation/pass-mark.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { labelOf } from './correct-store.ts';
import { lockOffering, type Semester, takersOf } from './course-store.ts';
import { type GradeTexts, gradeOf, gradeSeen, gradeText, resultOf } from './grade.ts';
import * as contract from './grade-contract.ts';
import { decideGrades, gradeChange, gradesEntered } from './grade-entry.ts';
import { saveGrades } from './grade-store.ts';
import { type Judged, passMarksIn } from './pass-mark-store.ts';
import { groundOf, keptOffering, seenOffering } from './seen.ts';
import {
  type ClassGrade,
  classWith,
  type GradeRow,
  gradesOf,
  gradesOfClass,
  type Owner,
  ownersOf,
} from './student-grades-store.ts';

const offeringGrades = route(contract.offeringGrades, async ({ school, actor, params }) => {
  const seen = await seenOffering(school.db, school, actor, params.offeringId);
  if (isRefusal(seen)) return seen;
  const { offering, keeper, rules } = seen;
  const takers = await takersOf(school.db, params.offeringId);
  const everybody = { ...offering, registrationId: null };
  const judged = takers.map(({ registrationId }) => ({ ...offering, registrationId }));
  const markOf = await passMarksIn(school.db, rules, [everybody, ...judged]);
  return {
    ...offering,
    passMark: shownPassMark(markOf(everybody), offering.schoolYear),
    rows: takers.map(({ text, endedAt, ...taker }) => ({
      ...taker,
      passMark: shownPassMark(markOf({ ...offering, ...taker }), offering.schoolYear),
      ended: endedAt !== null,
      cells: filled(gradeOf(text)),
      seen: gradeSeen(gradeOf(text)),
    })),
    may: keeper ? ['grade' as const] : [],
  };
});

const enterGrades = route(contract.enterGrades, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    await lockOffering(tx, params.offeringId);
    const kept = await keptOffering(tx, school, actor, params.offeringId);
    if (isRefusal(kept)) return kept;
    const { offering, appointmentId, now } = kept;
    const takers = await takersOf(tx, params.offeringId);
    const standing = new Map(
      takers.map(({ endedAt, ...taker }) => [taker.enrolmentId, { ...taker, ended: endedAt !== null }]),
    );
    const decided = decideGrades(standing, offering.division, body.rows, body.reason);
    if (isRefusal(decided)) return decided;
    if (decided.length === 0) return { changed: 0 };
    const written = decided.map(({ enrolmentId, after }) => ({ enrolmentId, text: gradeText(after) }));
    await saveGrades(tx, written);
    const reason = body.reason.trim();
    const changes = decided.map((one) => gradeChange(one, labelOf(offering)));
    await remember(tx, changes, { personId: actor.personId, appointmentId, at: now, reason });
    const sha256 = createHash('sha256').update(JSON.stringify(written)).digest('hex');
    const line = gradesEntered(params.offeringId, { rows: written.length, sha256, reason });
    await record(tx, actor, line, [], { appointmentId, offsetMs: school.clock.offsetMs });
    return { changed: written.length };
  }),
);

const myGrades = route(contract.myGrades, async ({ school, actor }) => {
  const ground = await groundOf(school.db, school, actor);
  if (isRefusal(ground)) return ground;
  const ids = actor.registrations.map(({ id }) => id);
  if (ids.length === 0) return refuse('not-allowed', '五(二)1');
  const grades = begun(await gradesOf(school.db, ids), ground.at);
  const markOf = await passMarksIn(school.db, ground.rules, grades);
  const owners = await ownersOf(school.db, ids);
  return { records: owners.map((owner) => shownRecord(owner, grades, markOf)) };
});

const studentGrades = route(contract.studentGrades, async ({ school, actor, params }) => {
  const ground = await groundOf(school.db, school, actor);
  if (isRefusal(ground)) return ground;
  const student = await registrationScope(school.db, params.registrationId, ground.at);
  if (!student || !seesRegistration(actor, 'grades.see', ground.rules.regulation, student))
    return refuse('not-found', '五(二)1');
  const grades = begun(await gradesOf(school.db, [student.registrationId]), ground.at);
  return shownRecord(student, grades, await passMarksIn(school.db, ground.rules, grades));
});

const classGrades = route(contract.classGrades, async ({ school, actor, params, query }) => {
  const ground = await groundOf(school.db, school, actor);
  if (isRefusal(ground)) return ground;
  const { regulation } = ground.rules;
  const found = await classWith(school.db, params.classId);
  const { division } = found ?? {};
  const sees =
    division && appointmentFor(actor, 'grades.see', regulation, { division, classId: params.classId });
  if (!found || !sees) return refuse('not-found', '五(二)1');
  const { schoolYear } = found;
  const now = schoolYear === ground.at.schoolYear ? ground.at.semester : 2;
  const semester = query.semester === 1 || query.semester === 2 ? query.semester : now;
  const rows = (await gradesOfClass(school.db, params.classId, { schoolYear, semester })).map((row) => ({
    ...row,
    schoolYear,
    semester,
    grade: row.grade ?? 0,
  }));
  const markOf = await passMarksIn(school.db, ground.rules, rows);
  return {
    className: found.name,
    schoolYear,
    semester,
    semesters: ([1, 2] as const).map((one) => ({ schoolYear, semester: one })),
    students: shownClass(rows, markOf),
  };
});

type MarkOf = (one: Judged) => PassMark;

/** Without what is only planned for a later semester. */
function begun(grades: readonly GradeRow[], at: Semester): GradeRow[] {
  const order = (one: Semester) => one.schoolYear * 2 + one.semester;
  return grades.filter((grade) => order(grade) <= order(at) || grade.text !== null);
}

function shownRecord(owner: Owner, grades: readonly GradeRow[], markOf: MarkOf) {
  const { registrationId, division, number, name } = owner;
  return {
    registrationId,
    division,
    number,
    name,
    grades: grades
      .filter((one) => one.registrationId === registrationId)
      .map((one) => {
        const { registrationId: _, grade: __, text, ...shown } = one;
        const passMark = markOf(one);
        return {
          ...shown,
          cells: filled(gradeOf(text)),
          result: resultOf(gradeOf(text), passMark.mark),
          passMark: shownPassMark(passMark, one.schoolYear),
        };
      }),
  };
}

function shownClass(rows: readonly (ClassGrade & Judged)[], markOf: MarkOf) {
  const students = Map.groupBy(rows, ({ registrationId }) => registrationId);
  return [...students.entries()].map(([registrationId, own]) => {
    const results = own.flatMap((one) => {
      const { course, text } = one;
      return course === null ? [] : [{ course, result: resultOf(gradeOf(text), markOf(one).mark) }];
    });
    const count = (wanted: string) => results.filter(({ result }) => result === wanted).length;
    return {
      registrationId,
      number: own[0]?.number ?? '',
      name: own[0]?.student ?? '',
      seat: own[0]?.seat ?? null,
      passed: count('passed'),
      failed: count('failed'),
      none: count('none'),
      failing: results.filter(({ result }) => result === 'failed').map(({ course }) => course),
    };
  });
}

/** Most cells of most grades are empty. */
function filled(grade: GradeTexts): Partial<GradeTexts> {
  return Object.fromEntries(Object.entries(grade).filter(([, text]) => text !== ''));
}

function shownPassMark({ mark, identity, clause }: PassMark, schoolYear: number) {
  return { mark, identity: identity && identityName(identity, schoolYear), clause };
}

export const routes: Route[] = [offeringGrades, enterGrades, myGrades, studentGrades, classGrades];
