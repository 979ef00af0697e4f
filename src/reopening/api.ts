/** The office opens a semester's upload again for named students, looks at what came of it, and may end it early. */
import { appointmentFor, divisionsFor } from '../accounts/rights.ts';
import { type Route, route, type SignedIn } from '../accounts/route.ts';
import { type Calendar, calendarOf, presentOf } from '../calendar/store.ts';
import { type Term, type TermAsked, termAsked } from '../calendar/term.ts';
import { remember } from '../history/store.ts';
import { record } from '../ledger/record.ts';
import { notify } from '../notices/notify.ts';
import { lockStudents } from '../outcomes/store.ts';
import { termsUpTo } from '../people/class-store.ts';
import { type Db, inTransaction, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import type { Division } from '../regulation/regulation.ts';
import * as contract from './contract.ts';
import {
  decideEnding,
  decideReopening,
  mayReopen,
  reopeningChange,
  reopeningEnded,
  uploadReopened,
  type Wish,
} from './reopening.ts';
import {
  addReopening,
  choicesIn,
  endReopening,
  namedCourses,
  namedStudents,
  oneReopening,
  type ReopeningRow,
  reopeningsIn,
  teachersOf,
} from './store.ts';

export const routes: Route[] = [
  route(contract.reopenings, async ({ school, actor, query }) => {
    const seen = await sightOf(school, actor, query);
    if (isRefusal(seen)) return seen;
    const { divisions, term, now } = seen;
    const found = await reopeningsIn(school.db, divisions, term);
    return {
      ...term,
      semesters: await termsUpTo(school.db, seen.present),
      reopenings: found.map((one) => shown(one, now)),
    };
  }),

  route(contract.reopeningChoices, async ({ school, actor, query }) => {
    const seen = await sightOf(school, actor, query);
    if (isRefusal(seen)) return seen;
    const { classId, words } = query;
    return choicesIn(school.db, seen.divisions, seen.term, { classId, words });
  }),

  route(contract.reopen, async ({ school, actor, body }) => {
    const seen = await sightOf(school, actor, body);
    if (isRefusal(seen)) return seen;
    return inTransaction(school.db, async (tx) => {
      const asked = [...new Set(body.registrationIds)];
      await lockStudents(tx, asked);
      const now = await school.clock.now(tx);
      const students = await namedStudents(tx, asked, seen.divisions, seen.term);
      const courses = await namedCourses(tx, body.courseCodes, seen.term);
      const [division, other] = [...new Set(students.map((one) => one.division))];
      // Whoever is not of the office's division is nobody here.
      const strangers = students.length < asked.length || courses.length < new Set(body.courseCodes).size;
      if (strangers || other) return refuse('not-found', '產80');
      const calendar = await calendarOf(tx, seen.term.schoolYear, seen.term.semester);
      if (isRefusal(calendar)) return calendar;
      const wish: Wish = {
        ...seen.term,
        division: division ?? 'day',
        registrationIds: asked,
        courseCodes: courses.map(({ code }) => code),
        reason: body.reason,
        closes: new Date(body.closes),
      };
      const facts = { rule: mayReopen(calendar.rules), windows: windowsOf(calendar, seen.term, students) };
      const decided = decideReopening(facts, { ...wish, students: asked.length }, now);
      if (isRefusal(decided)) return decided;
      const names = courses.map(({ name }) => name);
      return { reopeningId: await save(tx, school, actor, wish, { names, now, seen }) };
    });
  }),

  route(contract.endReopening, async ({ school, actor, params, body }) =>
    inTransaction(school.db, async (tx) => {
      const first = await oneReopening(tx, params.reopeningId);
      const used = first && (await appointmentOver(tx, actor, first));
      if (!first || !used) return refuse('not-found', '產80');
      const registrationIds = first.students.map(({ registrationId }) => registrationId);
      await lockStudents(tx, registrationIds);
      const reopening = await oneReopening(tx, params.reopeningId);
      if (!reopening) return refuse('not-found', '產80');
      const at = await school.clock.now(tx);
      const { reopeningId, closes } = reopening;
      const decided = decideEnding(reopening, body.reason, at);
      if (isRefusal(decided)) return decided;
      await endReopening(tx, reopeningId, { by: actor.personId, at, reason: body.reason });
      const by = { personId: actor.personId, appointmentId: used, at, reason: body.reason };
      const names = reopening.courses.map(({ name }) => name);
      await remember(
        tx,
        reopeningChange({ ...reopening, registrationIds }, names, { before: closes, after: at }),
        by,
      );
      await record(
        tx,
        actor,
        reopeningEnded(reopeningId, body.reason),
        [{ table: 'reopening', id: reopeningId }],
        {
          appointmentId: used,
          offsetMs: school.clock.offsetMs,
        },
      );
      return { endedAt: at.toISOString() };
    }),
  ),
];

/** The divisions whose outcomes the actor submits, and the semester asked for. */
async function sightOf(school: School, actor: SignedIn, query: TermAsked) {
  const present = await presentOf(school.db, school.clock);
  if (isRefusal(present)) return present;
  const divisions = divisionsFor(actor, 'outcome.reopen', present.rules.regulation);
  if (divisions.length === 0) return refuse('not-allowed', '產80');
  const { schoolYear, semester } = termAsked(query, present);
  const term = { schoolYear, semester };
  return { present, now: present.now, regulation: present.rules.regulation, divisions, term };
}

async function appointmentOver(
  db: Db | Tx,
  actor: SignedIn,
  { schoolYear, semester, division }: ReopeningRow,
): Promise<string | undefined> {
  const calendar = await calendarOf(db, schoolYear, semester);
  if (isRefusal(calendar)) return undefined;
  return appointmentFor(actor, 'outcome.reopen', calendar.rules.regulation, { division })?.id;
}

/** One for each grade there is among the students: a text or an override may treat them apart. */
function windowsOf(
  calendar: Calendar,
  term: Term,
  students: readonly { division: Division; grade: number }[],
) {
  const kinds = new Map(students.map(({ division, grade }) => [`${division} ${grade}`, { division, grade }]));
  return [...kinds.values()].map((of) => ({
    window: calendar.windowOf('outcome.upload', { ...term, ...of }),
    latest: calendar.lastSelection(of),
  }));
}

type Sight = Exclude<Awaited<ReturnType<typeof sightOf>>, Refusal>;

/** The rows, the history of each student, the ledger, and who has to know. */
async function save(
  tx: Tx,
  school: School,
  actor: SignedIn,
  wish: Wish,
  { names, now: at, seen }: { names: string[]; now: Date; seen: Sight },
): Promise<string> {
  const held = appointmentFor(actor, 'outcome.reopen', seen.regulation, wish);
  if (!held) throw new Error('Whoever may reopen holds no office for it.');
  const by = { by: actor.personId, appointmentId: held.id, at };
  const reopeningId = await addReopening(tx, wish, by);
  const { personId } = actor;
  await remember(tx, reopeningChange(wish, names, { after: wish.closes }), {
    personId,
    appointmentId: held.id,
    at,
    reason: wish.reason,
  });
  await record(tx, actor, uploadReopened(reopeningId, wish), [{ table: 'reopening', id: reopeningId }], {
    appointmentId: held.id,
    offsetMs: school.clock.offsetMs,
  });
  const told = { kind: 'reopened', aboutId: reopeningId, at } as const;
  for (const registrationId of wish.registrationIds)
    await notify(tx, school, { ...told, to: { registrationId } });
  await notify(tx, school, { ...told, to: { personIds: await teachersOf(tx, wish) } });
  return reopeningId;
}

function shown(one: ReopeningRow, now: Date) {
  const { reopeningId, division, reason, madeBy, madeAt, closes, endedAt, endedBy, endedReason } = one;
  return {
    reopeningId,
    division,
    reason,
    madeBy,
    madeAt: madeAt.toISOString(),
    closes: closes.toISOString(),
    ended: endedAt && { at: endedAt.toISOString(), by: endedBy ?? '', reason: endedReason ?? '' },
    students: one.students,
    courses: one.courses,
    may: endedAt || now >= closes ? [] : ['end' as const],
  };
}
