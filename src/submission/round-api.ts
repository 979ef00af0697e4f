/** Rounds: the overview, opening one, and one division's task with its pre-check. */
import { type Route, route } from '../accounts/route.ts';
import { dayOf, semesterOf } from '../calendar/day.ts';
import { calendarOf } from '../calendar/store.ts';
import { record } from '../ledger/record.ts';
import { brokenConstraint, inTransaction } from '../platform/db.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { rulesFor } from '../regulation/store.ts';
import { lastSelectionWindow } from '../selection/window.ts';
import * as contract from './contract.ts';
import { layouts } from './layouts.ts';
import { decidePackage } from './package.ts';
import { namesOfLines, type PackageRow, packagesOf } from './package-store.ts';
import { blocked, doubtful } from './precheck.ts';
import { rosterCode, rosterOf } from './roster.ts';
import {
  decideRound,
  gradeBands,
  mayOpenRound,
  mayWatch,
  type RoundKey,
  roundOpened,
  submits,
} from './round.ts';
import { roundsOpened, saveRound, type TaskSummary, taskSummaries } from './round-store.ts';
import { shownPackage } from './shown.ts';
import {
  type Checked,
  checkTask,
  closingOf,
  datesOf,
  keyOf,
  type SeenTask,
  taskSeenBy,
} from './task-facts.ts';

const submissionRounds = route(contract.submissionRounds, async ({ school, actor }) => {
  const now = await school.clock.now(school.db);
  const { schoolYear } = semesterOf(dayOf(now));
  const rules = await rulesFor(school.db, schoolYear);
  if (isRefusal(rules)) return rules;
  if (!mayOpenRound(actor, rules.regulation)) return refuse('not-allowed', '六(二)2');
  const tasks = (await taskSummaries(school.db)).filter((task) =>
    mayWatch(actor, task.division, rules.regulation),
  );
  const opened = await roundsOpened(school.db);
  const rounds = await Promise.all(
    [...Map.groupBy(tasks, ({ roundId }) => roundId).values()].map(async (group) => {
      const [first] = group as [TaskSummary];
      const calendar = await calendarOf(school.db, first.schoolYear);
      return {
        ...shownKey(first),
        roundId: first.roundId,
        openedAt: first.openedAt.toISOString(),
        tasks: group.map((task) => ({
          ...shownTask(task),
          selectionCloses: isRefusal(calendar)
            ? null
            : closingOf(lastSelectionWindow(calendar, task, task.division)),
          clause: isRefusal(calendar) ? calendar.clause : calendar.windowOf('submission', keyOf(task)).clause,
          deadline: isRefusal(calendar) ? null : closingOf(calendar.windowOf('submission', keyOf(task))),
        })),
      };
    }),
  );
  return { rounds, openable: openable(schoolYear, opened) };
});

const openRound = route(contract.openRound, async ({ school, actor, body }) => {
  return inTransaction(school.db, async (tx) => {
    const now = await school.clock.now(tx);
    const { schoolYear } = semesterOf(dayOf(now));
    const rules = await rulesFor(tx, schoolYear);
    if (isRefusal(rules)) return rules;
    if (!mayOpenRound(actor, rules.regulation)) return refuse('not-allowed', '六(二)2');
    const opened = await roundsOpened(tx);
    const decided = decideRound(body, {
      current: schoolYear,
      hasCode: hasCode(body),
      exists: opened.some((round) => sameRound(round, body)),
    });
    if (isRefusal(decided)) return decided;
    const { roundId, taskIds } = await saveRound(tx, { ...body, by: actor.personId, at: now });
    await record(
      tx,
      actor,
      roundOpened(roundId, body),
      [{ table: 'round', id: roundId }, ...taskIds.map((id) => ({ table: 'submission_task', id }))],
      { offsetMs: school.clock.offsetMs },
    );
    return { roundId };
  }).catch((error: unknown) => {
    // Two offices open the same round at once: the second one finds it open.
    if (brokenConstraint(error) === 'round_school_year_grade_band_batch_key')
      return refuse('round-exists', '六(二)2');
    throw error;
  });
});

const submissionTask = route(contract.submissionTask, async ({ school, actor, params }) => {
  const seen = await taskSeenBy(school.db, actor, params.taskId);
  if (isRefusal(seen)) return seen;
  const { task, roster, rules } = seen;
  const checked = await checkTask(school.db, seen);
  const packages = await packagesOf(school.db, { taskId: task.taskId });
  const own = submits(actor, task.division, rules.regulation) !== undefined;
  const cannotRequest = whyNoPackage(seen, checked, packages, await school.clock.now(school.db));
  return {
    ...shownTask(task),
    round: { ...shownKey(task), roundId: task.roundId },
    selectionCloses: closingOf(seen.selection),
    deadline: closingOf(seen.submission),
    roster: { name: roster.name, code: seen.rosterCode },
    clause: seen.submission.clause,
    findings: shownFindings(checked),
    blocked: [...blocked(checked.findings)],
    packages: await Promise.all(
      packages.map(async (made) =>
        shownPackage(
          made,
          own,
          await namesOfLines(
            school.db,
            made.packageId,
            made.failures.map(({ line }) => line),
          ),
        ),
      ),
    ),
    may: own ? [...(cannotRequest ? [] : (['request'] as const)), 'mend' as const] : [],
    cannotRequest: own ? cannotRequest : null,
  };
});

/** The refusal a request would meet now if what blocks were left out and the rest acknowledged; null when it would be granted. */
function whyNoPackage(seen: SeenTask, checked: Checked, packages: readonly PackageRow[], now: Date) {
  const dates = datesOf(seen);
  if (isRefusal(dates)) return dates;
  const blocking = blocked(checked.findings);
  const decided = decidePackage(
    {
      roundClosed: seen.task.roundClosed,
      ...dates,
      packages: packages.map(({ state }) => state),
      selected: checked.selected.map(({ outcomeId }) => outcomeId),
      blocked: blocking,
      doubtful: doubtful(checked.findings),
    },
    { leaveOut: { outcomeIds: [...blocking], reason: '-' }, acknowledged: true },
    now,
  );
  return isRefusal(decided) ? decided : null;
}

function shownKey({ schoolYear, gradeBand, batch }: RoundKey): RoundKey {
  return { schoolYear, gradeBand, batch };
}

function shownTask(task: TaskSummary) {
  return {
    taskId: task.taskId,
    division: task.division,
    students: task.students,
    outcomes: task.outcomes,
    newest:
      task.newestNumber === null || task.newestState === null
        ? null
        : { number: task.newestNumber, state: task.newestState },
    handedOverAt: task.handedOverAt?.toISOString() ?? null,
  };
}

function shownFindings({ selected, findings }: Checked) {
  const rows = new Map(selected.map((row) => [row.outcomeId, row]));
  return findings.flatMap((finding) => {
    const row = rows.get(finding.outcomeId);
    if (!row) return [];
    const { student, enrolmentId, courseName, courseCode } = row;
    return [{ ...finding, enrolmentId, student, subject: courseName, courseCode }];
  });
}

/** The rounds of this school year and the last one that nobody has opened yet, as the layouts know them. */
function openable(current: number, opened: readonly RoundKey[]): RoundKey[] {
  return [current, current - 1].flatMap((schoolYear) =>
    gradeBands.flatMap((gradeBand) =>
      [1, 2, 3]
        .map((batch) => ({ schoolYear, gradeBand, batch }))
        .filter((key) => hasCode(key) && !opened.some((round) => sameRound(round, key))),
    ),
  );
}

function hasCode({ schoolYear, gradeBand, batch }: RoundKey): boolean {
  const roster = rosterOf(layouts(), { schoolYear, part: 'outcomes', division: 'day' });
  return roster !== undefined && rosterCode(roster, gradeBand, batch) !== undefined;
}

function sameRound(a: RoundKey, b: RoundKey): boolean {
  return a.schoolYear === b.schoolYear && a.gradeBand === b.gradeBand && a.batch === b.batch;
}

export const routes: Route[] = [submissionRounds, openRound, submissionTask];
