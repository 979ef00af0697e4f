/** Progress: read through what the asker answers for, teaches, or is homeroom teacher of. */
import { appointmentFor, divisionsFor, rights } from '../accounts/rights.ts';
import { type Route, route } from '../accounts/route.ts';
import { dayOf, semesterOf } from '../calendar/day.ts';
import { type Calendar, calendarOf } from '../calendar/store.ts';
import { type Term, termAsked } from '../calendar/term.ts';
import type { DatedWindow } from '../calendar/window.ts';
import { coursesSeenBy } from '../certification/seen-store.ts';
import type { Db } from '../platform/db.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { gradeBandOf } from '../regulation/regulation.ts';
import { rulesFor } from '../regulation/store.ts';
import { selectionWindow } from '../selection/window.ts';
import { type Frame, type Grouping, linesOf, type Place, progressOf, type Tally } from './progress.ts';
import { classProgress, courseProgress, divisionProgress } from './progress-contract.ts';
import {
  type ClassTally,
  type CourseTally,
  courseTallies,
  decisionTallies,
  type RoundKey,
  roundsOfYear,
  type Scope,
  selectionTallies,
  teachersProgress,
  uploadTallies,
} from './progress-store.ts';
import { oneClass } from './store.ts';

export const routes: Route[] = [
  route(divisionProgress, async ({ school, actor, query }) => {
    const now = await school.clock.now(school.db);
    const present = semesterOf(dayOf(now));
    const rules = await rulesFor(school.db, present.schoolYear, present.semester);
    if (isRefusal(rules)) return rules;
    const { regulation } = rules;
    const divisions = divisionsFor(actor, 'overview.see', regulation);
    const asked = divisions.filter((one) => query.division === undefined || one === query.division);
    if (asked.length === 0) return refuse('not-allowed', rights['overview.see'].clause);
    const term = termAsked(query, present);
    const by = query.by ?? 'class';
    const read = await progressWithin(school.db, { divisions: asked }, term);
    if (isRefusal(read)) return read;
    const groups =
      by === 'teacher'
        ? (await teachersProgress(school.db, asked, term)).map(teacherRow).sort(byName)
        : groupsOf(read.tallies, by).map((group) => ({
            ...group,
            may: mayOpen(group) ? ['open' as const] : [],
          }));
    function mayOpen({ key, division }: { key: string; division: Place['division'] | null }): boolean {
      if (by !== 'class' || division === null) return false;
      return appointmentFor(actor, 'class.see', regulation, { division, classId: key }) !== undefined;
    }
    return { ...term, now: now.toISOString(), divisions, by, lines: read.lines, groups };
  }),

  route(classProgress, async ({ school, actor, params, query }) => {
    const now = await school.clock.now(school.db);
    const present = semesterOf(dayOf(now));
    const rules = await rulesFor(school.db, present.schoolYear, present.semester);
    if (isRefusal(rules)) return rules;
    const found = await oneClass(school.db, params.classId);
    if (!found || !appointmentFor(actor, 'class.see', rules.regulation, found))
      return refuse('not-found', rights['class.see'].clause);
    const { schoolYear, name, classId } = found;
    // A class of an earlier year has come to its second semester.
    const latest = schoolYear === present.schoolYear ? present.semester : 2;
    const term = termAsked({ schoolYear, semester: query.semester ?? latest }, present);
    const read = await progressWithin(school.db, { classId }, term);
    return isRefusal(read) ? read : { ...term, now: now.toISOString(), name, lines: read.lines };
  }),

  route(courseProgress, async ({ school, actor, query }) => {
    const now = await school.clock.now(school.db);
    const term = termAsked(query, semesterOf(dayOf(now)));
    const calendar = await calendarOf(school.db, term.schoolYear, term.semester);
    if (isRefusal(calendar)) return calendar;
    const tallies = await courseTallies(school.db, coursesSeenBy(actor), term);
    const of = (act: 'upload' | 'certification') => tallies.filter((tally) => tally.act === act);
    const lines = semesterLines(calendar, term, of);
    return { ...term, now: now.toISOString(), lines, courses: coursesIn(tallies) };
  }),
];

interface Tallies {
  upload: ClassTally[];
  certification: ClassTally[];
  /** Undefined: no round has been opened for the school year. */
  selection: ClassTally[] | undefined;
}

async function progressWithin(db: Db, scope: Scope, term: Term) {
  const calendar = await calendarOf(db, term.schoolYear, term.semester);
  if (isRefusal(calendar)) return calendar;
  const yearly = await calendarOf(db, term.schoolYear);
  if (isRefusal(yearly)) return yearly;
  const [rounds, upload, certification, selected] = await Promise.all([
    roundsOfYear(db, term.schoolYear),
    uploadTallies(db, scope, term),
    decisionTallies(db, scope, term),
    selectionTallies(db, scope, term),
  ]);
  const tallies: Tallies = { upload, certification, selection: rounds.length > 0 ? selected : undefined };
  const lines = [
    ...semesterLines(calendar, term, (act) => tallies[act]),
    ...linesOf('selection', tallies.selection ?? [], (place) => roundFrame(yearly, rounds, place)),
  ];
  return { tallies, lines };
}

function semesterLines(
  calendar: Calendar,
  term: Term,
  tallies: (act: 'upload' | 'certification') => readonly Tally[],
) {
  const windows = { upload: 'outcome.upload', certification: 'certification' } as const;
  return (['upload', 'certification'] as const).flatMap((act) =>
    linesOf(act, tallies(act), (place) => frameOf(calendar.windowOf(windows[act], { ...term, ...place }))),
  );
}

/** From the first batch of the year to the last. */
function roundFrame(calendar: Calendar, rounds: readonly RoundKey[], place: Place): Frame | undefined {
  return rounds
    .filter(({ gradeBand }) => gradeBand === gradeBandOf(place.grade))
    .map((round) => frameOf(selectionWindow(calendar, round, place)))
    .reduce<Frame | undefined>(joined, undefined);
}

function joined(one: Frame | undefined, other: Frame): Frame {
  if (!one || one.closes === null) return other;
  if (other.closes === null) return one;
  return {
    ...other,
    opens: one.opens && other.opens ? ([one.opens, other.opens].sort()[0] ?? null) : null,
    closes: [one.closes, other.closes].sort().at(-1) ?? null,
  };
}

function frameOf(dated: DatedWindow | Refusal): Frame {
  if (isRefusal(dated)) return { opens: null, closes: null, clause: dated.clause };
  const { opens, closes } = dated.window;
  return { opens: opens?.toISOString() ?? null, closes: closes.toISOString(), clause: dated.clause };
}

function groupsOf(tallies: Tallies, by: Exclude<Grouping, 'teacher'>) {
  const keyOf = ({ classId, department }: ClassTally) => (by === 'class' ? classId : department);
  const shares = (rows: readonly ClassTally[]) => {
    const grouped = Map.groupBy(rows, keyOf);
    return (key: string) => progressOf(grouped.get(key) ?? []);
  };
  const [certification, selection] = [shares(tallies.certification), shares(tallies.selection ?? [])];
  // Every student is counted in the uploads, so every class stands there.
  return [...Map.groupBy(tallies.upload, keyOf)].map(([key, rows]) => {
    const [first] = rows;
    const ofClass = by === 'class' ? first : undefined;
    return {
      key,
      name: ofClass?.className ?? key,
      code: null,
      division: ofClass?.division ?? null,
      grade: ofClass?.grade ?? null,
      upload: progressOf(rows),
      certification: certification(key),
      selection: tallies.selection ? selection(key) : null,
    };
  });
}

function coursesIn(tallies: readonly CourseTally[]) {
  return [...Map.groupBy(tallies, ({ offeringId }) => offeringId).values()].flatMap((own) => {
    const done = (act: CourseTally['act']) => progressOf(own.filter((tally) => tally.act === act));
    return own.slice(0, 1).map(({ offeringId, subject, group, division }) => ({
      ...{ offeringId, subject, group, division },
      upload: done('upload'),
      certification: done('certification'),
    }));
  });
}

const inChinese = new Intl.Collator('zh-Hant', { numeric: true });

function byName(one: { name: string }, other: { name: string }): number {
  return inChinese.compare(one.name, other.name);
}

function teacherRow({ personId, ...row }: Awaited<ReturnType<typeof teachersProgress>>[number]) {
  return { key: personId, ...row, division: null, grade: null, selection: null, may: [] };
}
