/** The teacher's queue as the screens show it: courses, counts, what waits. @server */
import type { Actor } from '../accounts/actor.ts';
import type { Calendar } from '../calendar/store.ts';
import { isRefusal, type Refusal } from '../regulation/refusal.ts';
import { rightToCertify } from './certification.ts';
import type { WorkState } from './filter.ts';
import type { QueueRow } from './queue-store.ts';
import { courseWindow } from './window.ts';

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
  wanted: WorkState | undefined,
  stoodInFor: ReadonlyMap<string, { endsOn: string | null; deputyForName: string | null }>,
) {
  const courses = Map.groupBy(rows, (row) => row.offeringId);
  return [...courses.values()].flatMap((items) => {
    const [course] = items;
    if (!course) return [];
    const handedIn = items.filter((item) => item.outcomeId !== null);
    const inState = (state: WorkState) => handedIn.filter((item) => stateOf(item) === state);
    return [
      {
        offeringId: course.offeringId,
        subject: course.subject,
        group: course.group,
        schoolYear: course.schoolYear,
        semester: course.semester,
        division: course.division,
        teachers: course.teachers,
        deputyFor: deputyFor(actor, course, stoodInFor),
        ...windowAnswer(calendars.get(semesterName(course)), items, now),
        waiting: inState('waiting').length,
        certified: inState('certified').length,
        returned: inState('returned').length,
        withdrawn: inState('withdrawn').length,
        items: (wanted ? inState(wanted) : handedIn).map((item) => itemAnswer(item, actor)),
      },
    ];
  });
}

/** In whose place the actor decides here, and until which day. */
function deputyFor(
  actor: Actor,
  course: QueueRow,
  stoodInFor: ReadonlyMap<string, { endsOn: string | null; deputyForName: string | null }>,
) {
  const right = rightToCertify(actor, course);
  if (!right?.deputyFor) return null;
  const held = stoodInFor.get(right.id);
  return { teacherId: right.deputyFor, name: held?.deputyForName ?? '', until: held?.endsOn ?? null };
}

function windowAnswer(calendar: Calendar | Refusal | undefined, items: readonly QueueRow[], now: Date) {
  const waiting = items.filter((item) => stateOf(item) === 'waiting' && item.outcomeId !== null);
  const told = (waiting.length > 0 ? waiting : items).map(({ handedInAt, lateBy, reopenings }) => ({
    at: handedInAt ?? now,
    lateBy,
    reopenings,
  }));
  const [place] = items;
  if (!calendar || isRefusal(calendar) || !place)
    return { opens: null, closes: null, clause: '附錄', open: false };
  return courseWindow(calendar, place, told, now);
}

function itemAnswer(item: QueueRow, actor: Actor) {
  const { decision, decidedBy, decidedAt } = item;
  return {
    outcomeId: item.outcomeId ?? '',
    versionId: item.versionId,
    versionNumber: item.versionNumber,
    afterReturn: item.afterReturn,
    late: item.lateBy !== null,
    student: { name: item.name, className: item.className, seat: item.seat },
    description: item.description,
    handedInAt: item.handedInAt?.toISOString() ?? '',
    state: stateOf(item),
    opened: item.opened,
    decided:
      decision && decidedBy && decidedAt
        ? {
            by: decidedBy,
            whose: whoseOf(item, actor),
            at: decidedAt.toISOString(),
          }
        : null,
  };
}

function whoseOf(item: QueueRow, actor: Actor): 'own' | 'deputy' | 'colleague' {
  if (item.decidedById === actor.personId) return 'own';
  return item.byDeputy ? 'deputy' : 'colleague';
}

function stateOf(item: QueueRow): WorkState {
  return item.withdrawn ? 'withdrawn' : (item.decision ?? 'waiting');
}
