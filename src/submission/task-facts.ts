/** Everything an act on a task has to know: the task as the actor may see it, its dates, roster and pre-check. @server */
import type { Actor } from '../accounts/actor.ts';
import { calendarOf } from '../calendar/store.ts';
import type { DatedWindow, WindowKey } from '../calendar/window.ts';
import type { Db, Tx } from '../platform/db.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import type { Rules } from '../regulation/regulation.ts';
import { lastSelectionWindow } from '../selection/window.ts';
import { courseParts } from './course-parts.ts';
import { layouts } from './layouts.ts';
import { type Finding, precheck } from './precheck.ts';
import { type Roster, rosterCode, rosterOf } from './roster.ts';
import { mayWatch, type RoundKey } from './round.ts';
import { schoolCodes, type TaskSummary, taskSummaries } from './round-store.ts';
import { type SelectedRow, selectedOf } from './selected-store.ts';

export interface SeenTask {
  task: TaskSummary;
  rules: Rules;
  roster: Roster;
  rosterCode: string;
  selection: DatedWindow | Refusal;
  submission: DatedWindow | Refusal;
}

/** A task of a division the actor may watch; everything else is not found. */
export async function taskSeenBy(db: Db | Tx, actor: Actor, taskId: string): Promise<SeenTask | Refusal> {
  const [task] = await taskSummaries(db, { taskId });
  if (!task) return refuse('not-found', '六(二)2');
  const calendar = await calendarOf(db, task.schoolYear);
  if (isRefusal(calendar)) return calendar;
  if (!mayWatch(actor, task.division, calendar.rules.regulation)) return refuse('not-found', '六(二)2');
  const roster = rosterFor(task);
  const code = roster && rosterCode(roster, task.gradeBand, task.batch);
  if (!roster || code === undefined) return refuse('no-roster-code', '國8', { batch: task.batch });
  const key = keyOf(task);
  return {
    task,
    rules: calendar.rules,
    roster,
    rosterCode: code,
    selection: lastSelectionWindow(calendar, task, task.division),
    submission: calendar.windowOf('submission', key),
  };
}

export function keyOf(task: RoundKey & { division: 'day' | 'continuing' }): WindowKey {
  const { schoolYear, gradeBand, batch, division } = task;
  return { schoolYear, gradeBand, batch, division };
}

function rosterFor(task: { schoolYear: number; division: 'day' | 'continuing' }): Roster | undefined {
  return rosterOf(layouts(), { schoolYear: task.schoolYear, part: 'outcomes', division: task.division });
}

export interface Checked {
  selected: SelectedRow[];
  findings: Finding[];
}

/** Reads what is selected and checks it as it stands now. */
export async function checkTask(db: Db | Tx, seen: SeenTask): Promise<Checked> {
  const { task, roster, rules } = seen;
  const selected = await selectedOf(db, task);
  const school = await schoolCodes(db);
  const findings = precheck(
    selected.map((row) => ({
      ...row,
      hasNationalId: row.nationalIdSealed !== null,
      parts: row.coded ? courseParts(row.courseCode) : null,
    })),
    roster,
    {
      schoolYear: task.schoolYear,
      division: task.division,
      schoolCodes: [school.day, school.continuing],
      descriptionMax: rules.national.files.description.max,
    },
  );
  return { selected, findings };
}

/** For answers that may be shown without dates: the closing instant, or null while nobody has entered it. */
export function closingOf(window: DatedWindow | Refusal): string | null {
  return isRefusal(window) ? null : window.window.closes.toISOString();
}

/** The dates packing hangs on; the refusal names the one nobody has entered. */
export function datesOf({ selection, submission }: SeenTask) {
  if (isRefusal(selection)) return selection;
  if (isRefusal(submission)) return submission;
  return {
    selectionCloses: { at: selection.window.closes, clause: selection.clause },
    submission: { ...submission.window, clause: submission.clause },
  };
}
