/**
 * 帶入上學期: last semester's posts, offered to this one. A class's officers go where most of their class went; who
 * left, who went elsewhere, and what is there already is said and stays behind.
 */

import type { Term } from '../calendar/term.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';
import { type CadreLevel, daysOf, type HeldPost, type UsualPost } from './post.ts';

export interface EarlierPost extends HeldPost {
  postId: string;
  level: CadreLevel;
  /** Class or unit. */
  unitId: string;
}

export interface CarryFacts {
  term: Term;
  /** Class of each student in the semester before, and in this one. */
  before: ReadonlyMap<string, string>;
  now: ReadonlyMap<string, string>;
  retired: ReadonlySet<string>;
  /** What this semester has already. */
  standing: readonly (HeldPost & { unitId: string })[];
  usual: Readonly<Record<CadreLevel, readonly UsualPost[]>>;
}

export type CarryVerdict = 'carries' | 'left' | 'moved' | 'retired' | 'there' | 'taken';

export interface CarryLine {
  postId: string;
  verdict: CarryVerdict;
  /** Where it would stand; null where its student or unit is gone. */
  unitId: string | null;
}

export function carryOver(posts: readonly EarlierPost[], facts: CarryFacts): CarryLine[] {
  const next = successors(facts.before, facts.now);
  const there = [...facts.standing];
  // Of several who held a post one after the other, the last goes on.
  const latest = posts.toSorted((a, b) => (a.endsOn < b.endsOn ? 1 : a.endsOn > b.endsOn ? -1 : 0));
  const lines = latest.map((held): CarryLine => {
    const now = facts.now.get(held.registrationId);
    const unitId = held.level === 'class' ? (next.get(held.unitId) ?? null) : held.unitId;
    const line = (verdict: CarryVerdict): CarryLine => ({ postId: held.postId, verdict, unitId });
    if (now === undefined || unitId === null) return line('left');
    if (held.level === 'class' && now !== unitId) return line('moved');
    if (facts.retired.has(unitId)) return line('retired');
    const same = there.filter((one) => one.unitId === unitId && one.post === held.post);
    if (same.some((one) => one.registrationId === held.registrationId)) return line('there');
    const single = facts.usual[held.level].some(({ name, single: only }) => only && name === held.post);
    if (single && same.length > 0) return line('taken');
    there.push({ ...carried(held, facts.term), unitId });
    return line('carries');
  });
  const found = new Map(lines.map((line) => [line.postId, line]));
  return posts.flatMap(({ postId }) => found.get(postId) ?? []);
}

/** The post as it begins anew: the whole semester. */
export function carried({ registrationId, post }: EarlierPost, term: Term): HeldPost {
  return { registrationId, post, ...daysOf(term) };
}

/** What was chosen in the preview must still be so. */
export function decideCarryOver(lines: readonly CarryLine[], chosen: readonly string[]): Refusal | undefined {
  if (chosen.length === 0) return refuse('cadre-nothing-chosen', '五(一)2');
  const carries = new Set(lines.filter(({ verdict }) => verdict === 'carries').map(({ postId }) => postId));
  return chosen.every((postId) => carries.has(postId))
    ? undefined
    : refuse('cadre-changed-meanwhile', '五(一)2');
}

/** Where most of a class went. */
function successors(
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const [registrationId, from] of before) {
    const to = now.get(registrationId);
    if (to === undefined) continue;
    const of = counts.get(from) ?? new Map<string, number>();
    counts.set(from, of.set(to, (of.get(to) ?? 0) + 1));
  }
  return new Map(
    [...counts].map(([from, of]) => [
      from,
      [...of].reduce((best, one) => (one[1] > best[1] ? one : best))[0],
    ]),
  );
}
