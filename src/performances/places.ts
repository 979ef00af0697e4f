/** What the caps of the regulation count of a student's performances: the school year, or less where a text says so. */
import type { UsedQuota } from '../outcomes/outcome.ts';
import { applies, type Per, type Quota } from '../regulation/regulation.ts';

/** What a performance is counted by: the semester in which it was first handed in. */
export interface Place {
  schoolYear: number;
  semester: 1 | 2;
  /** Of the student then; undefined where nobody placed them. */
  grade: number | undefined;
}

export interface PlacedIn {
  schoolYear: number;
  semester: 1 | 2;
  grade: number;
}

/** The grade of a semester, or of the last one before it. */
export function placeOf(
  { schoolYear, semester }: { schoolYear: number; semester: 1 | 2 },
  placements: readonly PlacedIn[],
): Place {
  const order = (at: { schoolYear: number; semester: number }) => at.schoolYear * 2 + at.semester;
  const before = placements
    .filter((placed) => order(placed) <= order({ schoolYear, semester }))
    .sort((one, other) => order(other) - order(one))[0];
  return { schoolYear, semester, grade: before?.grade };
}

/** @param taken the places of the same student's performances that count, the one in question left out */
export function usedQuotas(quotas: readonly Quota[], place: Place, taken: readonly Place[]): UsedQuota[] {
  return quotas.map(({ max, clause, per, when }) => ({
    max,
    clause,
    used: taken.filter(
      (other) =>
        applies({ grade: when?.grade, semester: when?.semester }, other) &&
        per.every((by) => sameBy[by](place, other)),
    ).length,
  }));
}

const sameBy: Record<Per, (a: Place, b: Place) => boolean> = {
  // Only one student's performances are ever counted together, and they belong to no subject.
  student: () => true,
  subject: () => true,
  courseCategory: () => true,
  schoolYear: (a, b) => a.schoolYear === b.schoolYear,
  semester: (a, b) => a.schoolYear === b.schoolYear && a.semester === b.semester,
  grade: (a, b) => a.grade === b.grade,
};
