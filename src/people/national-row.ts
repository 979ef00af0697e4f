/** Whom a row of a national roster is about: ID number and birth date, nothing else. */
import type { Division } from '../accounts/actor.ts';
import { endOfSemester, startOfSemester } from '../calendar/day.ts';

/** A registration under an ID number. */
export interface Holder {
  registrationId: string;
  number: string;
  name: string;
  division: Division;
  birthDate: string | null;
  /** ISO days. */
  startsOn: string;
  endsOn: string | null;
}

/** @param covered the division whose school code stands on the cover, where the two differ */
export function holderIn<H extends Holder>(
  holders: readonly H[],
  { birthDate, at }: { birthDate: string; at: { schoolYear: number; semester: 1 | 2 } },
  { divisions, covered }: { divisions: readonly Division[]; covered: Division | null },
): H | { column: string; problem: string } {
  if (holders.length === 0) return { column: '身分證號', problem: 'unknown-id' };
  const own = holders.filter(({ division }) => divisions.includes(division));
  if (own.length === 0) return { column: '身分證號', problem: 'other-division' };
  const same = own.filter((one) => one.birthDate === birthDate);
  // Who came back has two registrations: the one of the semester is meant, else the latest.
  const found = same.find((one) => isIn(one, at)) ?? same[0];
  if (!found) return { column: '出生日期', problem: 'birth-differs' };
  if (covered && covered !== found.division) return { column: '身分證號', problem: 'not-of-cover' };
  return found;
}

function isIn(
  { startsOn, endsOn }: Holder,
  { schoolYear, semester }: { schoolYear: number; semester: 1 | 2 },
): boolean {
  return (
    startsOn <= endOfSemester(schoolYear, semester) &&
    (endsOn === null || endsOn >= startOfSemester(schoolYear, semester))
  );
}
