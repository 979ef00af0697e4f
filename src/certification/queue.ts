/** The teacher's queue as the screens show it: courses, counts, what waits. @server */
import type { Actor } from '../accounts/actor.ts';
import type { Calendar } from '../calendar/store.ts';
import { decideOpen } from '../calendar/window.ts';
import { isRefusal, type Refusal } from '../regulation/refusal.ts';
import { rightToCertify } from './certification.ts';
import type { QueueRow } from './store.ts';

type State = 'waiting' | 'certified' | 'returned';

/** @param wanted only items in this state; the counts always tell of all */
export function queueAnswer(
  rows: readonly QueueRow[],
  actor: Actor,
  calendars: ReadonlyMap<number, Calendar | Refusal>,
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
        ...windowAnswer(calendars.get(course.schoolYear), course, now),
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

function windowAnswer(calendar: Calendar | Refusal | undefined, course: QueueRow, now: Date) {
  const { schoolYear, semester, division, grade } = course;
  const dated =
    !calendar || isRefusal(calendar)
      ? undefined
      : calendar.windowOf('certification', { schoolYear, semester, division, grade });
  if (!dated || isRefusal(dated)) return { opens: null, closes: null, clause: '附錄', open: false };
  return {
    opens: dated.window.opens?.toISOString() ?? null,
    closes: dated.window.closes.toISOString(),
    clause: dated.clause,
    open: decideOpen(dated, now) === undefined,
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
    handedInAt: item.handedInAt.toISOString(),
    state: stateOf(item),
  };
}

function stateOf(item: QueueRow): State {
  return item.decision ?? 'waiting';
}
