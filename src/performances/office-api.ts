/** The office's and the homeroom teacher's side: how many, who has nothing, and what was handed in, read only. */
import { appointmentFor, divisionsFor } from '../accounts/rights.ts';
import { type Route, route } from '../accounts/route.ts';
import { presentOf } from '../calendar/store.ts';
import type { Db } from '../platform/db.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { categoryKeys, categoryOf, nameOf } from './category.ts';
import { licenceNames } from './licence-store.ts';
import {
  performanceClasses,
  performanceList,
  performanceSummary,
  performancesOfClass,
  performancesOfStudent,
} from './office-contract.ts';
import { classCounts, classOf, studentCounts, studentsPlaced, yearsUpTo } from './office-store.ts';
import { notFound } from './performance.ts';
import { studentSeen } from './right.ts';
import { performancesIn, performancesOf, type StandingPerformance } from './standing-store.ts';

export const routes: Route[] = [
  route(performanceClasses, async ({ school, actor, query }) => {
    const present = await presentOf(school.db, school.clock);
    if (isRefusal(present)) return present;
    const { regulation } = present.rules;
    const divisions = divisionsFor(actor, 'performance.watch', regulation);
    const classIds = actor.appointments.flatMap(({ office, classId }) =>
      office === 'homeroom' && classId !== null ? [classId] : [],
    );
    if (divisions.length + classIds.length === 0) return refuse('not-allowed', '五(四)');
    const schoolYear = query.schoolYear ?? present.schoolYear;
    return {
      schoolYear,
      schoolYears: await yearsUpTo(school.db, present.schoolYear),
      opens: divisionsFor(actor, 'performance.keep', regulation),
      classes: await classCounts(school.db, { schoolYear, divisions, classIds }),
    };
  }),

  route(performancesOfClass, async ({ school, actor, params }) => {
    const present = await presentOf(school.db, school.clock);
    if (isRefusal(present)) return present;
    const { regulation } = present.rules;
    const found = await classOf(school.db, params.classId);
    if (!found || !appointmentFor(actor, 'performance.watch', regulation, found)) return notFound();
    const students = await studentCounts(school.db, found);
    const { classId, name, schoolYear, division } = found;
    return {
      classId,
      name,
      schoolYear,
      students: students.map((one) => ({ ...one, handedInAt: one.handedInAt?.toISOString() ?? null })),
      may: appointmentFor(actor, 'performance.keep', regulation, { division }) ? ['open' as const] : [],
    };
  }),

  route(performanceList, async ({ school, actor, query }) => {
    const present = await presentOf(school.db, school.clock);
    if (isRefusal(present)) return present;
    const divisions = divisionsFor(actor, 'performance.keep', present.rules.regulation);
    if (divisions.length === 0) return refuse('not-allowed', '六(二)4');
    const { category, schoolYear = present.schoolYear } = query;
    if (!categoryKeys.includes(category)) return notFound();
    const found = await performancesIn(school.db, { schoolYear, divisions, category });
    const owners = found.map(({ registrationId }) => registrationId);
    const students = await studentsPlaced(school.db, owners, schoolYear);
    const { licences, performances } = await shown(school.db, found);
    return {
      schoolYear,
      schoolYears: await yearsUpTo(school.db, present.schoolYear),
      licences,
      performances: performances.flatMap(({ registrationId, ...performance }) => {
        const student = students.get(registrationId);
        if (!student) return [];
        const { number: studentNumber, name, ...placed } = student;
        return [{ ...performance, ...placed, studentNumber, student: name }];
      }),
    };
  }),

  route(performancesOfStudent, async ({ school, actor, params }) => {
    const student = await studentSeen(school, actor, params.registrationId);
    if (isRefusal(student)) return student;
    const { licences, performances } = await shown(
      school.db,
      await performancesOf(school.db, [student.registrationId]),
    );
    const { number, name } = student;
    return {
      student: { number, name },
      licences,
      performances: performances.map(({ registrationId: _, ...one }) => one),
    };
  }),

  route(performanceSummary, async ({ school, actor, params }) => {
    const student = await studentSeen(school, actor, params.registrationId, 'performance.count');
    if (isRefusal(student)) return student;
    const found = await performancesOf(school.db, [student.registrationId]);
    const years = Map.groupBy(found, ({ schoolYear }) => schoolYear);
    const open = await studentSeen(school, actor, params.registrationId);
    return {
      years: [...years].map(([schoolYear, { length }]) => ({ schoolYear, performances: length })),
      may: isRefusal(open) ? [] : ['open' as const],
    };
  }),
];

async function shown(db: Db, found: readonly StandingPerformance[]) {
  const codes = found.flatMap(({ fields }) => Object.values(fields));
  const names = await licenceNames(db, [...new Set(codes)], { retired: true });
  const performances = found.map(({ semester: _, cadrePostId, ...one }) => ({
    ...one,
    fields: { ...one.fields },
    name: nameOf(categoryOf(one.category), one.fields, (code) => names.get(code)),
    fromCadre: cadrePostId !== null,
  }));
  return { licences: Object.fromEntries(names), performances };
}
