/**
 * 及格標準: the score from which a grade passes. A special identity (特殊身分別) lowers it, in some grades only; which
 * ones and how far is data of the school's text, and our default where the text says nothing (產25, 產26, 產27).
 */

import type { Rules } from './regulation.ts';

export interface PassMarkRule {
  mark: number;
  /** Code of the special identity it is for; everybody, where left out. */
  identity?: string;
  /** The grade a course is given in; every grade, where left out. */
  grade?: number;
  clause: string;
}

export interface PassMark {
  mark: number;
  /** The special identity that lowered it. */
  identity: string | null;
  clause: string;
}

/** What the school's text says, else our defaults. */
export function passMarksOf({
  regulation,
  defaults,
}: Pick<Rules, 'regulation' | 'defaults'>): PassMarkRule[] {
  if (regulation.passMarks) return [...regulation.passMarks];
  return [...defaults.values()]
    .filter(({ key }) => key === 'passMark' || key.startsWith('passMark.'))
    .map(({ cite: clause, value: mark, identity, grade }) => ({ mark, identity, grade, clause }));
}

/** The lowest of those that apply: an identity helps or does nothing. Throws where none is for everybody: a bug. */
export function passMarkFor(
  rules: readonly PassMarkRule[],
  { identities, grade }: { identities: readonly string[]; grade: number },
): PassMark {
  const [lowest] = rules
    .filter((rule) => rule.identity === undefined || identities.includes(rule.identity))
    .filter((rule) => rule.grade === undefined || rule.grade === grade)
    .sort((one, other) => one.mark - other.mark || (one.identity ? 1 : 0) - (other.identity ? 1 : 0));
  if (!lowest) throw new Error('No pass mark is for everybody.');
  return { mark: lowest.mark, identity: lowest.identity ?? null, clause: lowest.clause };
}

/** What makes a list of them unfit to be in force. */
export function wrongInPassMarks(rules: readonly PassMarkRule[]): string[] {
  const forAll = rules.some(({ identity, grade }) => identity === undefined && grade === undefined);
  const key = ({ identity, grade }: PassMarkRule) => `${identity ?? 'everybody'}, grade ${grade ?? 'any'}`;
  const twice = rules.filter((rule, at) => rules.slice(0, at).some((other) => key(other) === key(rule)));
  return [
    ...(forAll ? [] : ['no pass mark is said for everybody']),
    ...twice.map((rule) => `the pass mark of ${key(rule)} is said twice (${rule.clause})`),
  ];
}
