/** What a school year's rules say to one student about diverse performance: until when, and how many are left. */
import type { DatedWindow, WindowKey } from '../calendar/window.ts';
import type { UsedQuota } from '../outcomes/outcome.ts';
import type { Refusal } from '../regulation/refusal.ts';
import { type Division, quotasFor, type Rules, type WindowOf } from '../regulation/regulation.ts';
import { type PlacedIn, placeOf, usedQuotas } from './places.ts';

interface Semester {
  schoolYear: number;
  semester: 1 | 2;
}

interface Student {
  division: Division;
  /** The semesters of the performances that count. */
  taken: readonly Semester[];
  placements: readonly PlacedIn[];
}

export function yearTerms(
  { rules, windowOf }: { rules: Rules; windowOf(of: WindowOf, key: WindowKey): DatedWindow | Refusal },
  { division, taken, placements }: Student,
  counted: Semester,
): { window: DatedWindow | Refusal; quotas: UsedQuota[] } {
  const place = placeOf(counted, placements);
  const { grade } = place;
  const quotas = quotasFor(rules, 'performance.upload', { division, grade, semester: counted.semester });
  const others = taken.map((other) => placeOf(other, placements));
  return {
    window: windowOf('performance.upload', { schoolYear: counted.schoolYear, division, grade }),
    quotas: usedQuotas(quotas, place, others),
  };
}
