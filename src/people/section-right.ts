/** Rights without which a section of a student's page is not there at all. */
import type { RightKey } from '../accounts/rights.ts';

export const sectionRights = [
  'grades.see',
  'cadre.see',
  'counselling.see',
  'portfolio.see',
  'performance.count',
  'selection.count',
] as const satisfies readonly RightKey[];
export type SectionRight = (typeof sectionRights)[number];
