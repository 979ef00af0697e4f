/** Overviews: read through what the asker answers for. */
import { appointmentFor, divisionsFor, rights } from '../accounts/rights.ts';
import { type Route, route } from '../accounts/route.ts';
import { dayOf, semesterOf } from '../calendar/day.ts';
import { termAsked } from '../calendar/term.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { rulesFor } from '../regulation/store.ts';
import { classGlance, divisionOverview } from './contract.ts';
import { attentionOf } from './overview.ts';
import { routes as progress } from './progress-api.ts';
import { classesOf, oneClass, studentsOf } from './store.ts';

export const routes: Route[] = [
  route(divisionOverview, async ({ school, actor, query }) => {
    const now = semesterOf(dayOf(await school.clock.now(school.db)));
    const term = termAsked(query, now);
    const rules = await rulesFor(school.db, now.schoolYear, now.semester);
    if (isRefusal(rules)) return rules;
    const { regulation } = rules;
    const divisions = divisionsFor(actor, 'overview.see', regulation);
    if (divisions.length === 0) return refuse('not-allowed', rights['overview.see'].clause);
    const classes = await classesOf(school.db, divisions, term);
    return {
      ...term,
      classes: classes.map(({ schoolYear: _, ...one }) => ({
        ...one,
        may: appointmentFor(actor, 'class.see', regulation, one) ? ['open' as const] : [],
      })),
    };
  }),

  route(classGlance, async ({ school, actor, params, query }) => {
    const now = semesterOf(dayOf(await school.clock.now(school.db)));
    const rules = await rulesFor(school.db, now.schoolYear, now.semester);
    if (isRefusal(rules)) return rules;
    const found = await oneClass(school.db, params.classId);
    if (!found || !appointmentFor(actor, 'class.see', rules.regulation, found))
      return refuse('not-found', rights['class.see'].clause);
    const semester = query.semester ?? (found.schoolYear === now.schoolYear ? now.semester : 2);
    const knowsCounselling = appointmentFor(actor, 'counselling.see', rules.regulation, found) !== undefined;
    const students = await studentsOf(school.db, found.classId, { schoolYear: found.schoolYear, semester });
    return {
      class: found,
      semester,
      students: students.map((student) => {
        const known = { ...student, counselled: knowsCounselling ? student.counselled : null };
        return { ...known, attention: attentionOf(known) };
      }),
    };
  }),

  ...progress,
];
