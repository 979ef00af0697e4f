/** 借讀 within a semester: what its roster lists. */
import { endOfSemester, startOfSemester } from '../calendar/day.ts';

/** @param term semester 0 is the whole school year */
export function isVisitIn(
  { startsOn, endsOn }: { startsOn: string; endsOn: string },
  { schoolYear, semester }: { schoolYear: number; semester: number },
): boolean {
  const first = startOfSemester(schoolYear, semester === 2 ? 2 : 1);
  const last = endOfSemester(schoolYear, semester === 1 ? 1 : 2);
  return startsOn <= last && endsOn >= first;
}
