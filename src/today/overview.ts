/** 一覽: a class at a glance and a division class by class. Counts only; what a count means for somebody is decided here. */

/** What a homeroom teacher knows of one student in a semester. */
export interface StudentCounts {
  subjects: number;
  uploaded: number;
  certified: number;
  returned: number;
  waiting: number;
  /** Whether a counselling record of the semester names them; null for whoever may not know. */
  counselled: boolean | null;
  /** Lines of receipt details they have been asked about and not answered. */
  unanswered: number;
}

export const attentions = ['no-subjects', 'nothing', 'returned', 'unanswered', 'not-counselled'] as const;
export type Attention = (typeof attentions)[number];

/**
 * What to speak to a student about. `nothing` says that nothing was handed in: a fact, not a fault, for nobody has
 * to (國5). What was returned or asked waits for the student.
 */
export function attentionOf(counts: StudentCounts): Attention[] {
  const found: Attention[] = [];
  if (counts.subjects === 0) found.push('no-subjects');
  else if (counts.uploaded === 0) found.push('nothing');
  if (counts.returned > 0) found.push('returned');
  if (counts.unanswered > 0) found.push('unanswered');
  if (counts.counselled === false) found.push('not-counselled');
  return found;
}

export const measures = ['register', 'grades', 'cadre', 'counselling', 'outcomes', 'certification'] as const;
export type Measure = (typeof measures)[number];

/** How far something is: `of` 0 means there is nothing to be done. */
export interface Progress {
  done: number;
  of: number;
}

export function total(parts: readonly Progress[]): Progress {
  return parts.reduce((sum, { done, of }) => ({ done: sum.done + done, of: sum.of + of }), {
    done: 0,
    of: 0,
  });
}

/** Whole per cent, rounded down: 100 only where nothing is missing. */
export function percent({ done, of }: Progress): number {
  return of === 0 ? 100 : Math.floor((done / of) * 100);
}
