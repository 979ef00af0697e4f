/** The caps on a student's choice for a round, and what the whole school year leaves of them. */
import { type Division, type Quota, type QuotaOf, quotasFor, type Rules } from '../regulation/regulation.ts';

interface Round {
  schoolYear: number;
  batch: number;
  division: Division;
  grade: number;
}

export function capsOf(
  of: QuotaOf,
  rules: Rules | undefined,
  { division, batch }: Pick<Round, 'division' | 'batch'>,
  { grade, semester }: { grade: number; semester: 1 | 2 },
): Quota[] {
  return rules ? quotasFor(rules, of, { grade, semester, division, batch }) : [];
}

/**
 * The cap on the whole school year and what other rounds have taken of it; other caps are said when they refuse.
 * It is known before anything was handed in.
 */
export function yearlyCap(
  of: QuotaOf,
  round: Round,
  { rules }: { rules?: Rules },
  elsewhere: readonly { schoolYear: number }[],
): { max: number | null; elsewhere: number } {
  const yearly = capsOf(of, rules, round, { grade: round.grade, semester: 1 }).filter(
    ({ per, when }) => !when && per.every((by) => by === 'student' || by === 'schoolYear'),
  );
  return {
    max: yearly.length === 0 ? null : Math.min(...yearly.map((quota) => quota.max)),
    elsewhere: elsewhere.filter(({ schoolYear }) => schoolYear === round.schoolYear).length,
  };
}
