/** Grades: entered by offering, read by student and by class. */
import { createHash } from 'node:crypto';
import { appointmentFor } from '../accounts/rights.ts';
import { type Route, route } from '../accounts/route.ts';
import { remember } from '../history/store.ts';
import { record } from '../ledger/record.ts';
import { seesRegistration } from '../people/registration.ts';
import { registrationScope } from '../people/registration-store.ts';
import { inTransaction } from '../platform/db.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { defaultOf } from '../regulation/regulation.ts';
import { labelOf } from './correct-store.ts';
import { lockOffering, type Semester, takersOf } from './course-store.ts';
import { type GradeTexts, gradeOf, gradeText, resultOf } from './grade.ts';
import * as contract from './grade-contract.ts';
import { decideGrades, gradeChange, gradesEntered } from './grade-entry.ts';
import { saveGrades } from './grade-store.ts';
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
  const { value: passMark, cite: clause } = defaultOf(rules, 'passMark');
  return {
    ...offering,
    passMark,
    clause,
    rows: takers.map(({ text, endedAt, ...taker }) => ({
      ...taker,
      ended: endedAt !== null,
      cells: filled(gradeOf(text)),
      seen: gradeText(gradeOf(text)),
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
  const passMark = defaultOf(ground.rules, 'passMark').value;
  const grades = await gradesOf(school.db, ids);
  const owners = await ownersOf(school.db, ids);
  return { records: owners.map((owner) => shownRecord(owner, begun(grades, ground.at), passMark)) };
});

const studentGrades = route(contract.studentGrades, async ({ school, actor, params }) => {
  const ground = await groundOf(school.db, school, actor);
  if (isRefusal(ground)) return ground;
  const student = await registrationScope(school.db, params.registrationId, ground.at);
  if (!student || !seesRegistration(actor, 'grades.see', ground.rules.regulation, student))
    return refuse('not-found', '五(二)1');
  const grades = await gradesOf(school.db, [student.registrationId]);
  return shownRecord(student, begun(grades, ground.at), defaultOf(ground.rules, 'passMark').value);
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
  const rows = await gradesOfClass(school.db, params.classId, { schoolYear, semester });
  return {
    className: found.name,
    schoolYear,
    semester,
    semesters: ([1, 2] as const).map((one) => ({ schoolYear, semester: one })),
    students: shownClass(rows, defaultOf(ground.rules, 'passMark').value),
  };
});

/** Without what is only planned for a later semester. */
function begun(grades: readonly GradeRow[], at: Semester): GradeRow[] {
  const order = (one: Semester) => one.schoolYear * 2 + one.semester;
  return grades.filter((grade) => order(grade) <= order(at) || grade.text !== null);
}

function shownRecord(owner: Owner, grades: readonly GradeRow[], passMark: number) {
  const { registrationId, division, number, name } = owner;
  return {
    registrationId,
    division,
    number,
    name,
    grades: grades
      .filter((one) => one.registrationId === registrationId)
      .map(({ registrationId: _, text, ...grade }) => ({
        ...grade,
        cells: filled(gradeOf(text)),
        result: resultOf(gradeOf(text), passMark),
      })),
  };
}

function shownClass(rows: readonly ClassGrade[], passMark: number) {
  const students = Map.groupBy(rows, ({ registrationId }) => registrationId);
  return [...students.entries()].map(([registrationId, own]) => {
    const results = own.flatMap(({ course, text }) =>
      course === null ? [] : [{ course, result: resultOf(gradeOf(text), passMark) }],
    );
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

export const routes: Route[] = [offeringGrades, enterGrades, myGrades, studentGrades, classGrades];
