/** Coverage: per class, as a report, and of one student. Days, kinds and teachers; the topic only for who keeps the record. */
import { appointmentFor } from '../accounts/rights.ts';
import { type Route, route } from '../accounts/route.ts';
import { presentOf } from '../calendar/store.ts';
import { termsUpTo } from '../people/class-store.ts';
import { seesRegistration } from '../people/registration.ts';
import { registrationScope } from '../people/registration-store.ts';
import type { AnswerOf } from '../platform/contract.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import * as contract from './contract.ts';
import { counsellingClause, coverageOf } from './counselling.ts';
import { openFollowUps, type PlacedStudent, placedIn, talksIn, timesIn } from './coverage-store.ts';
import { shownWindow, timesAsked, type Watching, watchedBy, windowIn } from './facts.ts';
import { classReportPdf, reportSheet } from './report-pdf.ts';
import { recordsOfStudents } from './store.ts';

const counsellingCoverage = route(contract.counsellingCoverage, async ({ school, actor, query }) => {
  const seen = await watchedBy(school, school.db, actor, query);
  if (isRefusal(seen)) return seen;
  const { term, present, keeps } = seen;
  const atLeast = timesAsked(present.rules.regulation);
  const students = await placedIn(school.db, term, seen);
  const byId = new Map(students.map((student) => [student.registrationId, student]));
  const coverage = coverageOf(students, await timesIn(school.db, term), atLeast);
  const divisions = [...new Set(students.map(({ division }) => division))];
  return {
    ...term,
    semesters: await termsUpTo(school.db, present),
    atLeast,
    windows: await Promise.all(
      divisions.map(async (division) => ({
        division,
        ...shownWindow(await windowIn(school.db, term, division)),
      })),
    ),
    classes: [...Map.groupBy(students, ({ classId }) => classId)].flatMap(([classId, [first]]) => {
      const own = coverage.get(classId);
      if (!first || !own) return [];
      const { division, grade, className } = first;
      const missing = own.missing.flatMap((id) => byId.get(id) ?? []).map(shownStudent);
      return [{ ...own, division, grade, name: className, missing }];
    }),
    followUps:
      keeps.length === 0
        ? []
        : (await openFollowUps(school.db, actor.personId)).map((one) => ({
            ...one,
            overdue: one.due !== null && one.due < present.today,
          })),
    keeps: keeps.length > 0,
  };
});

const counsellingOfClass = route(contract.counsellingOfClass, async ({ school, actor, params, query }) => {
  const seen = await watchedBy(school, school.db, actor, query);
  return isRefusal(seen) ? seen : reportOf(school, seen, params.classId);
});

const counsellingReportPdf = route(
  contract.counsellingReportPdf,
  async ({ school, actor, params, query, reply }) => {
    const { language, ...asked } = query;
    const seen = await watchedBy(school, school.db, actor, asked);
    if (isRefusal(seen)) return seen;
    const report = await reportOf(school, seen, params.classId);
    if (isRefusal(report)) return report;
    const { title } = reportSheet(report, language, seen.present.today);
    return reply
      .header('content-type', 'application/pdf')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${title}.pdf`)}`)
      .send(classReportPdf(school.name, report, { language, today: seen.present.today }));
  },
);

const counsellingOfStudent = route(contract.counsellingOfStudent, async ({ school, actor, params }) => {
  const present = await presentOf(school.db, school.clock);
  if (isRefusal(present)) return present;
  const { schoolYear, semester, rules } = present;
  const student = await registrationScope(school.db, params.registrationId, present);
  if (!student || !seesRegistration(actor, 'counselling.see', rules.regulation, student))
    return refuse('not-found', counsellingClause);
  const { division } = student;
  const keeps = appointmentFor(actor, 'counselling.keep', rules.regulation, { division }) !== undefined;
  const records = await recordsOfStudents(school.db, [student.registrationId]);
  const atLeast = timesAsked(rules.regulation);
  const now = records.filter((one) => one.schoolYear === schoolYear && one.semester === semester);
  return {
    atLeast,
    present: { schoolYear, semester, seen: now.length >= atLeast },
    talks: records.map((one) => ({
      schoolYear: one.schoolYear,
      semester: one.semester,
      heldOn: one.heldOn,
      category: one.category,
      group: one.students.length > 1,
      counsellor: one.counsellor,
      record: keeps ? { recordId: one.recordId, topic: one.topic } : null,
    })),
  };
});

export const routes: Route[] = [
  counsellingCoverage,
  counsellingOfClass,
  counsellingReportPdf,
  counsellingOfStudent,
];

async function reportOf(
  school: School,
  seen: Watching,
  classId: string,
): Promise<AnswerOf<typeof contract.counsellingOfClass> | Refusal> {
  const { term, present, keeps } = seen;
  const students = (await placedIn(school.db, term, seen)).filter((student) => student.classId === classId);
  const [first] = students;
  if (!first) return refuse('not-found', counsellingClause);
  const talks = Map.groupBy(await talksIn(school.db, term, classId), ({ registrationId }) => registrationId);
  const atLeast = timesAsked(present.rules.regulation);
  return {
    ...term,
    classId: first.classId,
    division: first.division,
    name: first.className,
    atLeast,
    window: shownWindow(await windowIn(school.db, term, first.division)),
    students: students.map((student) => {
      const own = talks.get(student.registrationId) ?? [];
      return {
        ...shownStudent(student),
        seen: own.length >= atLeast,
        talks: own.map(({ registrationId: _, ...talk }) => talk),
      };
    }),
    keeps: keeps.length > 0,
  };
}

function shownStudent({ registrationId, number, name, className, seat }: PlacedStudent) {
  return { registrationId, number, name, className, seat };
}
