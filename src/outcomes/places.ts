/**
 * Places: what the caps of the regulation count. A cap may count by subject, course category, semester, school
 * year, grade, or any of them together; a subject is the course, over all of a student's enrolments (五(三)1).
 */
import { applies, type Per, type Quota } from '../regulation/regulation.ts';
import type { UsedQuota } from './outcome.ts';

/** What an outcome is counted by. School year and semester are its enrolment's, never today's. */
export interface Place {
  courseCode: string;
  schoolYear: number;
  semester: 1 | 2;
  grade: number;
}

/** @param taken the places of the same student's outcomes that count, the one in question left out */
export function usedQuotas(quotas: readonly Quota[], place: Place, taken: readonly Place[]): UsedQuota[] {
  return quotas.map((quota) => ({
    max: quota.max,
    clause: quota.clause,
    used: taken.filter((other) => countedTogether(quota, place, other)).length,
  }));
}

/** A cap of one grade or semester counts only what was handed in for it. */
function countedTogether({ per, when }: Quota, place: Place, other: Place): boolean {
  const { grade, semester } = when ?? {};
  return applies({ grade, semester }, other) && per.every((by) => sameBy[by](place, other));
}

const sameBy: Record<Per, (a: Place, b: Place) => boolean> = {
  // Only one student's outcomes are ever counted together.
  student: () => true,
  subject: (a, b) => a.courseCode === b.courseCode,
  courseCategory: (a, b) => categoryOf(a.courseCode) === categoryOf(b.courseCode),
  schoolYear: (a, b) => a.schoolYear === b.schoolYear,
  semester: (a, b) => a.schoolYear === b.schoolYear && a.semester === b.semester,
  grade: (a, b) => a.grade === b.grade,
};

/** 課程類別: the 17th of the national code's 23 characters; a course without such a code is a category of its own. */
function categoryOf(courseCode: string): string {
  return courseCode.length === 23 ? courseCode.charAt(16) : courseCode;
}
