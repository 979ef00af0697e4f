/**
 * 幹部紀錄: the posts students hold in a semester, in the school, in a class or in a club (五(一)2). What is wrong with
 * the posts of a unit is told by one function, for the grid, the import and the overview alike.
 */
import { endOfSemester, startOfSemester } from '../calendar/day.ts';
import type { Term } from '../calendar/term.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';

export const cadreClause = '五(一)2';

/** 幹部等級 as the central database codes it. */
export const levelCodes = { school: 1, class: 2, club: 3 } as const;
export type CadreLevel = keyof typeof levelCodes;
export const cadreLevels = Object.keys(levelCodes) as CadreLevel[];

/** Code points. */
export const cadreLengths = { post: 30, unit: 40 };

/** First and last day: what a post lasts where nobody says otherwise. */
export function daysOf({ schoolYear, semester }: Term): { startsOn: string; endsOn: string } {
  return { startsOn: startOfSemester(schoolYear, semester), endsOn: endOfSemester(schoolYear, semester) };
}

export interface UsualPost {
  name: string;
  /** Only one student at a time. */
  single: boolean;
  /** A class without it is reported. */
  needed: boolean;
}

/** A post as it is or would be in its unit. */
export interface HeldPost {
  registrationId: string;
  post: string;
  /** ISO days, both included. */
  startsOn: string;
  endsOn: string;
}

export type PostProblem =
  | 'cadre-post-length'
  | 'cadre-days-reversed'
  | 'cadre-outside-semester'
  | 'cadre-not-of-unit'
  | 'cadre-same-post'
  | 'cadre-post-taken';

/** A post that cannot stand; `other` is the place of the one it collides with. */
export interface Finding {
  at: number;
  problem: PostProblem;
  other?: number;
}

/**
 * What is wrong with the posts of one unit in one semester.
 * @param mayHold who may hold a post there: the class's students, or those of the division
 */
export function findingsOf(
  posts: readonly HeldPost[],
  { term, usual, mayHold }: { term: Term; usual: readonly UsualPost[]; mayHold(id: string): boolean },
): Finding[] {
  const days = daysOf(term);
  const single = new Set(usual.filter((one) => one.single).map(({ name }) => name));
  return posts.flatMap((held, at): Finding[] => {
    const length = [...held.post].length;
    if (length < 1 || length > cadreLengths.post) return [{ at, problem: 'cadre-post-length' }];
    if (held.endsOn < held.startsOn) return [{ at, problem: 'cadre-days-reversed' }];
    if (held.startsOn < days.startsOn || held.endsOn > days.endsOn)
      return [{ at, problem: 'cadre-outside-semester' }];
    if (!mayHold(held.registrationId)) return [{ at, problem: 'cadre-not-of-unit' }];
    const before = posts.slice(0, at).filter(({ post }) => post === held.post);
    const same = before.find(({ registrationId }) => registrationId === held.registrationId);
    if (same) return [{ at, problem: 'cadre-same-post', other: posts.indexOf(same) }];
    const taken = single.has(held.post) && before.find((other) => overlap(other, held));
    return taken ? [{ at, problem: 'cadre-post-taken', other: posts.indexOf(taken) }] : [];
  });
}

/** The needed posts that nobody holds. */
export function missingOf(posts: readonly { post: string }[], usual: readonly UsualPost[]): string[] {
  const held = new Set(posts.map(({ post }) => post));
  return usual.filter(({ name, needed }) => needed && !held.has(name)).map(({ name }) => name);
}

function overlap(one: HeldPost, other: HeldPost): boolean {
  return one.startsOn <= other.endsOn && other.startsOn <= one.endsOn;
}

export interface StandingPost extends HeldPost {
  postId: string;
}

export interface WantedPost extends HeldPost {
  /** null for a new one. */
  postId: string | null;
}

export interface GridChange {
  added: HeldPost[];
  changed: { before: StandingPost; after: HeldPost }[];
  removed: StandingPost[];
}

/** The posts of a unit as the office wants them, against those that stand. Another student is another record. */
export function decideGrid(
  standing: readonly StandingPost[],
  wanted: readonly WantedPost[],
  facts: Parameters<typeof findingsOf>[1] & { retired: boolean; nameOf(id: string): string },
): GridChange | Refusal {
  const [finding] = findingsOf(wanted, facts);
  const wrong = finding && wanted[finding.at];
  if (finding && wrong) return refusalOf(finding, wrong, facts);
  const own = new Map(standing.map((held) => [held.postId, held]));
  const kept = wanted.flatMap((after) => {
    const before = after.postId === null ? undefined : own.get(after.postId);
    return before?.registrationId === after.registrationId ? [{ before, after }] : [];
  });
  const stays = new Set(kept.map(({ before }) => before.postId));
  const old = new Set(kept.map(({ after }) => after));
  const added = wanted.filter((after) => !old.has(after));
  if (facts.retired && added.length > 0) return refuse('cadre-unit-retired', '五(一)2');
  return {
    added,
    changed: kept.filter(({ before, after }) =>
      (['post', 'startsOn', 'endsOn'] as const).some((field) => before[field] !== after[field]),
    ),
    removed: standing.filter(({ postId }) => !stays.has(postId)),
  };
}

function refusalOf(
  { at, problem, other }: Finding,
  held: HeldPost,
  { term, nameOf }: { term: Term; nameOf(id: string): string },
): Refusal {
  const days: Refusal['facts'] = problem === 'cadre-outside-semester' ? { ...daysOf(term) } : {};
  const more: Refusal['facts'] = other === undefined ? {} : { other: other + 1 };
  return refusals[problem]({
    row: at + 1,
    post: held.post,
    name: nameOf(held.registrationId),
    ...days,
    ...more,
  });
}

const refusals: Record<PostProblem, (facts: Refusal['facts']) => Refusal> = {
  'cadre-post-length': (facts) =>
    refuse('cadre-post-length', '五(一)2', { ...facts, max: cadreLengths.post }),
  'cadre-days-reversed': (facts) => refuse('cadre-days-reversed', '五(一)2', facts),
  'cadre-outside-semester': (facts) => refuse('cadre-outside-semester', '五(一)2', facts),
  'cadre-not-of-unit': (facts) => refuse('cadre-not-of-unit', '五(一)2', facts),
  'cadre-same-post': (facts) => refuse('cadre-same-post', '五(一)2', facts),
  'cadre-post-taken': (facts) => refuse('cadre-post-taken', '五(一)2', facts),
};

export const cadreChanged = (
  how: 'grid' | 'carry-over',
  term: Term,
  unit: Record<string, string>,
  counts: { added: number; changed: number; removed: number },
): LedgerEvent => ({ act: 'cadre.changed', about: unit, data: { how, ...term, ...counts } });
