/** The parts of a course code that the pre-check holds against the register. */
import type { CodeParts } from './precheck.ts';

/** Null where the code is not the 23 characters of the national table. */
export function courseParts(code: string): CodeParts | null {
  if (!/^\d{3}[0-9A-Z]{20}$/.test(code)) return null;
  return {
    entrySchoolYear: Number(code.slice(0, 3)),
    schoolCode: code.slice(3, 9),
    fieldGroup: code.slice(10, 12),
    programme: code.slice(12, 15),
    category: code.slice(16, 17),
    attribute: code.slice(18, 19),
  };
}
