/** The parts of a course code that the pre-check holds against the register. */
import { readCourseCode } from '../courses/course-code.ts';
import { isRefusal } from '../regulation/refusal.ts';
import type { CodeParts } from './precheck.ts';

/** Null where the code is not one of the national table. */
export function courseParts(code: string): CodeParts | null {
  const read = readCourseCode(code);
  return isRefusal(read) ? null : read;
}
