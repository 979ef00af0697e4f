/**
 * What waits for somebody today, in the three groups people think in: overdue, due, done. Every matter is told
 * by what the topics answered; nothing is decided here a second time.
 */
import type { Refusal } from '../regulation/refusal.ts';

export type Urgency = 'overdue' | 'due' | 'coming' | 'done';

export interface Matter {
  key: string;
  /** Its sentence: `today.matter.<kind>`. */
  kind: string;
  urgency: Urgency;
  /** What fills the sentence. */
  facts: Record<string, string | number>;
  opens: string | null;
  closes: string | null;
  to: string;
  params?: Record<string, string>;
  /** Why it could not be done by itself. */
  refusal?: Refusal;
  query?: Record<string, string>;
}

export interface Span {
  opens: string | null;
  closes: string | null;
}

/** How a thing that is not done yet stands in its window. */
export function urgencyOf({ opens, closes }: Span, now: Date): Exclude<Urgency, 'done'> {
  if (opens && now < new Date(opens)) return 'coming';
  if (closes && now >= new Date(closes)) return 'overdue';
  return 'due';
}

/** Of one group: what closes first stands first; what never closes stands last. */
export function inGroup(matters: readonly Matter[], urgency: Urgency): Matter[] {
  const end = ({ closes }: Matter) => (closes ? Date.parse(closes) : Number.POSITIVE_INFINITY);
  return matters
    .filter((matter) => matter.urgency === urgency)
    .sort((one, other) => (end(one) === end(other) ? 0 : end(one) - end(other)));
}
