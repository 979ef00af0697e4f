/** 認證 many at once: what a batch would do to each of its items. Every item is decided by itself, as if alone. */
import { type Refusal, refuse } from '../regulation/refusal.ts';
import { type CertificationFacts, decideCertification } from './certification.ts';

export type Decision = 'certified' | 'returned';

/** A work, and the version that was on the teacher's screen. */
export interface Wish {
  outcomeId: string;
  versionId: string;
}

export const mostAtOnce = 500;

/** The first wish for each work; a work named twice is decided on once. */
export function wishedOnce(wishes: readonly Wish[]): Wish[] {
  return [...Map.groupBy(wishes, ({ outcomeId }) => outcomeId).values()].flatMap((same) => same.slice(0, 1));
}

/** @param facts undefined for what the actor may not see, or what is not there */
export function decideWish(
  wish: Wish,
  facts: CertificationFacts | Refusal | undefined,
): { accepted: true } | Refusal {
  if (!facts) return refuse('not-found', '五(三)2');
  return 'refused' in facts ? facts : decideCertification(facts, wish.versionId);
}
