/** Course codes, the course plan, and what the pre-check would refuse of a semester's courses. */
import type { Division } from '../accounts/actor.ts';
import { type Route, route } from '../accounts/route.ts';
import { calendarOf } from '../calendar/store.ts';
import type { Db } from '../platform/db.ts';
import { isRefusal } from '../regulation/refusal.ts';
import * as contract from './contract.ts';
import { givenIn, programmesOf, type Semester, schoolCodes, usesOfCode } from './course-store.ts';
import { checkCourses, type Finding } from './health.ts';
import { checkedOfferings, cohortsOf } from './health-store.ts';
import { linesFor, type PlanScope, planChoices, plansOf } from './plan-store.ts';
import { type Ground, officeGround, semesterAsked } from './seen.ts';

const codeGround = route(contract.codeGround, async ({ school, actor, query }) => {
  const ground = await officeGround(school.db, school, actor);
  if (isRefusal(ground)) return ground;
  const codes = await schoolCodes(school.db);
  const code = query.code?.trim().toUpperCase();
  return {
    schoolYear: ground.at.schoolYear,
    schoolCodes: [codes.day, codes.continuing],
    programmes: await programmesOf(school.db),
    known: code ? await knownOf(school.db, code, ground) : null,
  };
});

async function knownOf(db: Db, code: string, { divisions }: Ground) {
  const { names, offerings } = await usesOfCode(db, code, divisions);
  const lines = await Promise.all(
    divisions.map((division) => linesFor(db, division, { codes: [code], semester: 0 })),
  );
  return {
    names,
    offerings,
    planned: lines.flat().map(({ division, entrySchoolYear, programme, grade, semester, credits }) => ({
      division,
      entrySchoolYear,
      programme,
      grade,
      semester,
      credits,
    })),
  };
}

const coursePlan = route(contract.coursePlan, async ({ school, actor, query }) => {
  const ground = await officeGround(school.db, school, actor);
  if (isRefusal(ground)) return ground;
  const plans = await planChoices(school.db, ground.divisions);
  const keys = ['division', 'entrySchoolYear', 'fieldGroup', 'programme'] as const;
  const shown =
    plans.find((plan) => keys.every((key) => query[key] === undefined || query[key] === plan[key])) ?? null;
  const lines = shown ? await plansOf(school.db, [shown]) : [];
  const codes = lines.map(({ code }) => code);
  const given = await givenIn(school.db, ground.at.schoolYear, codes);
  return {
    plans,
    shown: shown && scopeOf(shown),
    lines: lines.map(({ code, courseName, grade, semester, credits }) => ({
      code,
      courseName,
      grade,
      semester,
      credits,
      given: given.get(`${code}/${grade}/${semester}`) ?? 0,
    })),
  };
});

function scopeOf({ division, entrySchoolYear, fieldGroup, programme }: PlanScope): PlanScope {
  return { division, entrySchoolYear, fieldGroup, programme };
}

const courseHealth = route(contract.courseHealth, async ({ school, actor, query }) => {
  const ground = await officeGround(school.db, school, actor);
  if (isRefusal(ground)) return ground;
  const asked = await semesterAsked(school.db, ground, query);
  const checks = [];
  for (const division of ground.divisions) {
    const { offerings, findings } = await checkOf(school.db, division, asked);
    const span = await uploadSpan(school.db, division, asked);
    checks.push({ division, offerings, ...span, findings: findings.map((one) => ({ ...one, division })) });
  }
  return { ...asked, today: ground.today, checks };
});

async function checkOf(
  db: Db,
  division: Division,
  term: Semester,
): Promise<{ offerings: number; findings: Finding[] }> {
  const offerings = await checkedOfferings(db, division, term);
  const lines = await linesFor(db, division, {
    codes: offerings.map(({ code }) => code),
    semester: term.semester,
  });
  const plan = lines.map(({ courseName, ...line }) => ({ ...line, name: courseName }));
  const cohorts = await cohortsOf(db, division, term);
  const codes = await schoolCodes(db);
  const school = { semester: term.semester, schoolCodes: [codes.day, codes.continuing] };
  return { offerings: offerings.length, findings: checkCourses(offerings, plan, cohorts, school) };
}

/** When students may upload; nulls while a date it hangs on is not entered. */
async function uploadSpan(db: Db, division: Division, { schoolYear, semester }: Semester) {
  const calendar = await calendarOf(db, schoolYear, semester);
  const dated = isRefusal(calendar)
    ? calendar
    : calendar.windowOf('outcome.upload', { schoolYear, semester, division });
  if (isRefusal(dated)) return { opens: null, closes: null, clause: dated.clause };
  const { opens, closes } = dated.window;
  return { opens: opens?.toISOString() ?? null, closes: closes.toISOString(), clause: dated.clause };
}

export const routes: Route[] = [codeGround, coursePlan, courseHealth];
