/** What the student's two pages ask: the courses of a semester, and one outcome with its history. */
import { type Route, route } from '../accounts/route.ts';
import { dayOf, semesterOf } from '../calendar/day.ts';
import { type Calendar, calendarOf } from '../calendar/store.ts';
import type { AnswerOf } from '../platform/contract.ts';
import type { School } from '../platform/school.ts';
import { isRefusal } from '../regulation/refusal.ts';
import { type KeptReopening, windowAt, within } from '../reopening/reopening.ts';
import { myCourses, outcomeDetail } from './contract.ts';
import { ownOutcome } from './facts-store.ts';
import { type Courses, coursesOf, historyOf, type OutcomeHistory } from './list-store.ts';
import { closesFor, notFound, stateOf, studentMay } from './outcome.ts';
import type { Place } from './places.ts';
import { limitsOf, quotasOf, uploadFacts, windowKeyOf } from './rules.ts';
import { instantOf, shownWindow, withRemaining } from './shown.ts';

export const routes: Route[] = [
  route(myCourses, async ({ school, actor, query }) => {
    const today = semesterOf(dayOf(new Date(Date.now() + school.clock.offsetMs)));
    const courses = await coursesOf(school.db, actor, {
      schoolYear: query.schoolYear ?? null,
      semester: query.semester ?? null,
      current: today.schoolYear * 2 + today.semester,
      offsetMs: school.clock.offsetMs,
    });
    const schoolYear = courses.schoolYear ?? query.schoolYear ?? today.schoolYear;
    const semester = courses.semester ?? (query.semester === 2 ? 2 : today.semester);
    const { now, semesters } = courses;
    const calendar = await calendarOf(school.db, schoolYear, semester);
    if (isRefusal(calendar)) return calendar;
    const subjects = Map.groupBy(courses.enrolments, (enrolment) => enrolment.courseCode);
    const windows = new Map<string, ReturnType<typeof shownWindow>>();
    // Most subjects of a student share one window.
    const windowOf = (place: Courses['enrolments'][number]) => {
      const key = `${place.division}/${place.grade}/${JSON.stringify(place.reopenings)}`;
      const window = windows.get(key) ?? shownWindow(openNow(calendar, place, now), now);
      windows.set(key, window);
      return window;
    };
    return {
      schoolYear,
      semester,
      now: now.toISOString(),
      semesters,
      reopened: courses.reopened.map(({ reopeningId, reason, until, ...term }) => ({
        reopeningId,
        reason,
        schoolYear: term.schoolYear,
        semester: term.semester,
        closes: instantOf(until),
      })),
      limits: limitsOf(calendar.rules.national),
      subjects: [...subjects.values()].flatMap((enrolments) => {
        const [first] = enrolments;
        if (!first) return [];
        const ids = new Set(enrolments.map((enrolment) => enrolment.enrolmentId));
        return [
          {
            courseCode: first.courseCode,
            name: first.name,
            enrolments: enrolments.map(({ enrolmentId, group, kind, ended }) => ({
              enrolmentId,
              group,
              kind,
              ended,
            })),
            window: windowOf(first),
            quotas: quotasOf(calendar.rules, first, courses.taken).map(withRemaining),
            outcomes: courses.outcomes.filter((outcome) => ids.has(outcome.enrolmentId)).map(shownOutcome),
          },
        ];
      }),
    };
  }),

  route(outcomeDetail, async ({ school, actor, params }) => {
    const outcome = await ownOutcome(school.db, school.clock, actor, params.outcomeId);
    const history = outcome && (await historyOf(school.db, outcome.outcomeId));
    if (!outcome || !history) return notFound();
    const calendar = await calendarOf(school.db, outcome.schoolYear, outcome.semester);
    if (isRefusal(calendar)) return calendar;
    const window = calendar.windowOf('outcome.upload', windowKeyOf(outcome));
    const facts = uploadFacts(outcome, calendar, window);
    const open = openNow(calendar, outcome, outcome.now);
    return {
      outcomeId: outcome.outcomeId,
      now: outcome.now.toISOString(),
      subject: history.subject,
      group: history.group,
      kind: history.kind,
      origin: history.origin ?? {},
      schoolYear: outcome.schoolYear,
      semester: outcome.semester,
      state: stateOf(outcome),
      draft: history.draft && { ...history.draft, savedAt: instantOf(history.draft.savedAt) },
      window: shownWindow(open, outcome.now),
      uploadUntil: isRefusal(open) ? null : closesFor(facts, open).toISOString(),
      graceMinutes: facts.grace.minutes,
      quotas: facts.quotas.map(withRemaining),
      limits: limitsOf(calendar.rules.national),
      versions: history.versions.map((version) => shownVersion(school, version)),
      withdrawnAt: history.withdrawnAt?.toISOString() ?? null,
      may: studentMay(facts, outcome.now),
    };
  }),
];

/** The window that counts for the student now: the general one, or where it has closed their own. */
function openNow(
  calendar: Calendar,
  place: Place & { division: 'day' | 'continuing'; reopenings: readonly KeptReopening[] },
  now: Date,
) {
  const window = calendar.windowOf('outcome.upload', windowKeyOf(place));
  if (isRefusal(window)) return window;
  return windowAt(window, within(place.reopenings, calendar.lastSelection(place)), now);
}

type Listed = Courses['outcomes'][number];

function shownOutcome(outcome: Listed): AnswerOf<typeof myCourses>['subjects'][number]['outcomes'][number] {
  const { outcomeId, enrolmentId, description, versions, files, handedInAt, late, lost } = outcome;
  const state = stateOf(outcome);
  return {
    outcomeId,
    enrolmentId,
    state,
    description,
    versions,
    files,
    late,
    lost,
    handedInAt: handedInAt && instantOf(handedInAt),
    reason: state === 'returned' ? outcome.reason : null,
  };
}

function shownVersion(school: School, version: OutcomeHistory['versions'][number]) {
  return {
    ...version,
    begunAt: instantOf(version.begunAt),
    handedInAt: instantOf(version.handedInAt),
    files: version.files.map(({ secondVerifiedAt, lost, ...file }) => ({
      ...file,
      copies: lost
        ? ('lost' as const)
        : school.files.status(secondVerifiedAt === null ? null : new Date(secondVerifiedAt)),
    })),
    decisions: version.decisions.map((decision) => ({
      ...decision,
      at: instantOf(decision.at),
      withdrawnAt: decision.withdrawnAt && instantOf(decision.withdrawnAt),
    })),
  };
}
