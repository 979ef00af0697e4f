/** The works of the queue in a row, each with its course, as they are filtered, walked through and picked. */
import type { TFunction } from 'i18next';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { useNow } from '../../platform/ui/clock.tsx';
import { certificationQueue } from '../contract.ts';
import { type Chosen, worksChosen } from '../filter.ts';

export type Course = AnswerOf<typeof certificationQueue>['courses'][number];
export type Work = Course['items'][number] & { offeringId: string; course: Course };

export function worksOf(courses: readonly Course[]): Work[] {
  return courses.flatMap((course) =>
    course.items.map((item) => ({ ...item, offeringId: course.offeringId, course })),
  );
}

/** The works before and after this one among those that the address chose. */
export function useNeighbours(
  outcomeId: string,
  chosen: Chosen,
): { next?: string; previous?: string; left: number } {
  const queue = useAnswer(certificationQueue);
  const now = useNow(60_000);
  const ids = worksChosen(worksOf(queue.data?.courses ?? []), chosen, now).map((work) => work.outcomeId);
  const others = ids.filter((id) => id !== outcomeId);
  const at = ids.indexOf(outcomeId);
  if (at < 0) return { next: others[0], previous: others.at(-1), left: others.length };
  return { next: ids[at + 1] ?? others[0], previous: ids[at - 1], left: others.length };
}

export function courseName(t: TFunction, { subject, group }: Pick<Course, 'subject' | 'group'>): string {
  return t('certification.queue.course', { subject, group });
}

export function studentName(t: TFunction, student: Work['student']): string {
  const { className, seat, name } = student;
  return t('certification.studentLine', { className, seat: seat ?? '–', name });
}

/** A choice as it stands in an address. */
export function addressOf(chosen: Chosen): Record<string, string> {
  return Object.fromEntries(
    Object.entries(chosen).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
