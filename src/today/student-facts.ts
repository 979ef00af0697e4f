/** The days of many students at once, from the same decisions as their pages. @server */
import { dayOf, semesterOf } from '../calendar/day.ts';
import { type DatedWindow, decideOpen } from '../calendar/window.ts';
import { windowKeyOf } from '../outcomes/rules.ts';
import { shownWindow, withRemaining } from '../outcomes/shown.ts';
import { categoryOf, nameOf } from '../performances/category.ts';
import { licenceNames } from '../performances/licence-store.ts';
import { yearTerms } from '../performances/terms.ts';
import type { Db } from '../platform/db.ts';
import { studentState } from '../receipt-details/answer.ts';
import { answersOf, signOffsOf } from '../receipt-details/answer-store.ts';
import { confirmationIn } from '../receipt-details/confirmation.ts';
import { importsAbout, importsOf, receivingTasks } from '../receipt-details/import-store.ts';
import { hashOfLines, linesOfImport } from '../receipt-details/line-store.ts';
import { isRefusal, type Refusal } from '../regulation/refusal.ts';
import { windowAt, within } from '../reopening/reopening.ts';
import { yearlyCap } from '../selection/caps.ts';
import { roundsOf, type StudentRound } from '../selection/store.ts';
import { selectionWindow } from '../selection/window.ts';
import type { Calendars } from './calendars.ts';
import {
  type Choosable,
  choosableOf,
  type Ground,
  groundsOf,
  openOutcomes,
  openReopenings,
} from './student-facts-store.ts';
import type { Confirmations, Courses, Performances, Selections } from './student-matters.ts';

interface Asking {
  db: Db;
  calendars: Calendars;
  now: Date;
}

export interface StudentFacts {
  courses: Courses;
  performances?: Performances;
  selections: Selections;
  receipts: Confirmations;
}

/** By registration. Questions are left out: an answer is a notice, and waits for nobody. */
export async function studentFacts(
  asking: Asking,
  registrationIds: readonly string[],
): Promise<Map<string, StudentFacts>> {
  if (registrationIds.length === 0) return new Map();
  const [courses, reopened, performances, selections, receipts] = await Promise.all([
    coursesOf(asking, registrationIds),
    reopenedOf(asking, registrationIds),
    performancesOf(asking, registrationIds),
    selectionsOf(asking, registrationIds),
    receiptsOf(asking, registrationIds),
  ]);
  return new Map(
    registrationIds.map((id) => [
      id,
      {
        courses: { subjects: courses.get(id) ?? [], reopened: reopened.get(id) ?? [] },
        performances: performances.get(id),
        selections: { rounds: selections.get(id) ?? [] },
        receipts: { confirmations: receipts.get(id) ?? [] },
      },
    ]),
  );
}

async function coursesOf({ db, calendars, now }: Asking, registrationIds: readonly string[]) {
  const today = semesterOf(dayOf(now));
  const rows = await openOutcomes(db, registrationIds, today.schoolYear * 2 + today.semester);
  const subjects = new Map<string, Courses['subjects'][number][]>();
  for (const { registrationId, subject: name, outcomeId, state, description, lost, ...place } of rows) {
    const calendar = await calendars(place.schoolYear, place.semester);
    if (isRefusal(calendar)) continue;
    const general = calendar.windowOf('outcome.upload', windowKeyOf(place));
    const reopenings = within(place.reopenings, calendar.lastSelection(place));
    const dated = isRefusal(general) ? general : windowAt(general, reopenings, now);
    const outcomes = [{ outcomeId, state, description, reason: null, lost }];
    add(subjects, registrationId, { name, window: shownWindow(dated, now), outcomes });
  }
  return subjects;
}

async function reopenedOf({ db, now }: Asking, registrationIds: readonly string[]) {
  const told = new Map<string, Courses['reopened'][number][]>();
  for (const { registrationId, closes, ...one } of await openReopenings(db, registrationIds, now))
    add(told, registrationId, { ...one, closes: closes.toISOString() });
  return told;
}

async function performancesOf({ db, calendars, now }: Asking, registrationIds: readonly string[]) {
  const counted = semesterOf(dayOf(now));
  const calendar = await calendars(counted.schoolYear);
  const told = new Map<string, Performances>();
  if (isRefusal(calendar)) return told;
  const grounds = await groundsOf(db, registrationIds);
  const codes = grounds.flatMap(({ drafts }) => drafts.flatMap(({ fields }) => Object.values(fields)));
  const names = await licenceNames(db, codes, { retired: true });
  const named = ({ performanceId, category, fields, description }: Ground['drafts'][number]) => {
    const name = nameOf(categoryOf(category), fields, (code) => names.get(code));
    return { performanceId, state: 'draft', name, description };
  };
  for (const { registrationId, drafts, ...student } of grounds) {
    const { window, quotas } = yearTerms(calendar, student, counted);
    told.set(registrationId, {
      schoolYear: counted.schoolYear,
      window: shownWindow(window, now),
      quotas: quotas.map(withRemaining),
      performances: drafts.map(named),
    });
  }
  return told;
}

async function selectionsOf({ db, calendars, now }: Asking, registrationIds: readonly string[]) {
  const rounds = await roundsOf(db, registrationIds);
  const running: { round: StudentRound; dated: DatedWindow; calendar: Parameters<typeof yearlyCap>[2] }[] =
    [];
  for (const round of rounds) {
    const calendar = await calendars(round.schoolYear);
    const dated = isRefusal(calendar) ? calendar : selectionWindow(calendar, round, round);
    // What is not open asks nothing of anybody.
    if (isRefusal(calendar) || isRefusal(dated) || decideOpen(dated, now)) continue;
    running.push({ round, dated, calendar: { rules: calendar.rules } });
  }
  const years = [...new Set(running.map(({ round }) => round.schoolYear))];
  const items = Map.groupBy(
    await choosableOf(db, registrationIds, years),
    ({ registrationId, schoolYear }) => `${registrationId} ${schoolYear}`,
  );
  const told = new Map<string, Selections['rounds'][number][]>();
  for (const { round, dated, calendar } of running) {
    const own = items.get(`${round.registrationId} ${round.schoolYear}`) ?? [];
    const outcomes = own.filter(({ of }) => of === 'outcome');
    const performances = own.filter(({ of }) => of === 'performance');
    add(told, round.registrationId, {
      roundId: round.roundId,
      schoolYear: round.schoolYear,
      opens: dated.window.opens?.toISOString() ?? null,
      closes: dated.window.closes.toISOString(),
      max: yearlyCap('outcome.selection', round, calendar, []).max,
      used: chosenOf(outcomes),
      outcomes: outcomes.map((one) => ({ ...shownItem(one, round), certified: one.choosable })),
      performances: {
        max: yearlyCap('performance.selection', round, calendar, []).max,
        used: chosenOf(performances),
        listed: performances.filter(({ choosable }) => choosable).map((one) => shownItem(one, round)),
      },
    });
  }
  return told;
}

function chosenOf(items: readonly Choosable[]): number {
  return items.filter(({ roundId }) => roundId !== null).length;
}

function shownItem({ roundId }: Choosable, round: StudentRound) {
  return { selected: roundId !== null, frozen: roundId !== null && roundId !== round.roundId };
}

/** Only of files whose confirmation runs: lines are many. */
async function receiptsOf({ db, calendars, now }: Asking, registrationIds: readonly string[]) {
  const told = new Map<string, Confirmations['confirmations'][number][]>();
  for (const importId of await importsAbout(db, registrationIds)) {
    const [held] = await importsOf(db, { importId });
    const [task] = held ? await receivingTasks(db, { taskId: held.taskId }) : [];
    if (!held?.receivedAt || !task) continue;
    const calendar = await calendars(task.schoolYear);
    const dated: ReturnType<typeof confirmationIn> | Refusal = isRefusal(calendar)
      ? calendar
      : confirmationIn(calendar, task, held.receivedAt);
    if (isRefusal(dated) || now < dated.window.opens || now >= dated.window.closes) continue;
    const { opens, closes } = dated.window;
    const signedOff = (await signOffsOf(db, [importId])).length > 0;
    const lines = Map.groupBy(
      await linesOfImport(db, importId, { registrationIds }),
      ({ registrationId }) => registrationId ?? '',
    );
    const answers = Map.groupBy(
      await answersOf(db, { taskId: held.taskId, registrationIds }),
      ({ registrationId }) => registrationId,
    );
    for (const [registrationId, own] of lines) {
      const said = (answers.get(registrationId) ?? []).map((one) => ({
        ...one,
        resolved: one.verdict !== null,
      }));
      add(told, registrationId, {
        importId,
        round: { schoolYear: task.schoolYear },
        confirmation: { opens: opens.toISOString(), closes: closes.toISOString() },
        signedOff,
        state: studentState(said, hashOfLines(own)),
        lines: own.map(({ result }) => ({ result })),
      });
    }
  }
  return told;
}

function add<Value>(to: Map<string, Value[]>, key: string, value: Value): void {
  to.set(key, [...(to.get(key) ?? []), value]);
}
