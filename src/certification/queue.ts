/** The teacher's queue as the screens show it: courses, counts, what waits. @server */
import type { Actor } from '../accounts/actor.ts';
import type { Calendar } from '../calendar/store.ts';
import { type DatedWindow, decideOpen } from '../calendar/window.ts';
import { isRefusal, type Refusal } from '../regulation/refusal.ts';
import { rightToCertify } from './certification.ts';
import type { QueueRow } from './store.ts';
import { certificationWindow } from './window.ts';

type State = 'waiting' | 'certified' | 'returned';

/** Different semesters may be governed by different texts. */
export function semesterName({ schoolYear, semester }: Pick<QueueRow, 'schoolYear' | 'semester'>): string {
  return `${schoolYear}-${semester}`;
}

/** @param wanted only items in this state; the counts always tell of all */
export function queueAnswer(
  rows: readonly QueueRow[],
  actor: Actor,
  calendars: ReadonlyMap<string, Calendar | Refusal>,
  now: Date,
  wanted: State | undefined,
) {
  const courses = Map.groupBy(rows, (row) => row.offeringId);
  return [...courses.values()].flatMap((items) => {
    const [course] = items;
    if (!course) return [];
    const handedIn = items.filter((item) => item.outcomeId !== null);
    const inState = (state: State) => handedIn.filter((item) => stateOf(item) === state);
    return [
      {
        offeringId: course.offeringId,
        subject: course.subject,
        group: course.group,
        schoolYear: course.schoolYear,
        semester: course.semester,
        division: course.division,
        deputyFor: deputyFor(actor, course),
        ...windowAnswer(calendars.get(semesterName(course)), items, now),
        waiting: inState('waiting').length,
        certified: inState('certified').length,
        returned: inState('returned').length,
        items: (wanted ? inState(wanted) : handedIn).map(itemAnswer),
      },
    ];
  });
}

function deputyFor(actor: Actor, course: QueueRow): { teacherId: string } | null {
  const right = rightToCertify(actor, course);
  return right?.deputyFor ? { teacherId: right.deputyFor } : null;
}

/**
 * The course's window; where every upload has a date of its own, the next one that something waiting runs out at,
 * or the last one that has passed.
 */
function windowAnswer(calendar: Calendar | Refusal | undefined, items: readonly QueueRow[], now: Date) {
  const none = { opens: null, closes: null, clause: '附錄', open: false };
  if (!calendar || isRefusal(calendar)) return none;
  const waiting = items.filter((item) => stateOf(item) === 'waiting' && item.outcomeId !== null);
  const dated = (waiting.length > 0 ? waiting : items)
    .map((item) => certificationWindow(calendar, item, item.handedInAt ?? now))
    .filter((window): window is DatedWindow => !isRefusal(window))
    .sort((a, b) => a.window.closes.getTime() - b.window.closes.getTime());
  const next = dated.find((window) => decideOpen(window, now) === undefined) ?? dated.at(-1);
  if (!next) return none;
  return {
    opens: next.window.opens?.toISOString() ?? null,
    closes: next.window.closes.toISOString(),
    clause: next.clause,
    open: decideOpen(next, now) === undefined,
  };
}

function itemAnswer(item: QueueRow) {
  return {
    outcomeId: item.outcomeId ?? '',
    versionId: item.versionId,
    versionNumber: item.versionNumber,
    afterReturn: item.afterReturn,
    student: { name: item.name, className: item.className, seat: item.seat },
    description: item.description,
    handedInAt: item.handedInAt?.toISOString() ?? '',
    state: stateOf(item),
  };
}

function stateOf(item: QueueRow): State {
  return item.decision ?? 'waiting';
}
