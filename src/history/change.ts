/** 異動紀錄: what changed in a student's records, from what to what. */
import type { RightKey } from '../accounts/rights.ts';

/** Whose records; each is seen by whoever sees the records themselves. */
export const topics = {
  register: { see: 'register.see', own: true },
  status: { see: 'register.see', own: true },
  grades: { see: 'grades.see', own: true },
  cadre: { see: 'cadre.see', own: true },
  counselling: { see: 'counselling.keep', own: false },
  performances: { see: 'performance.see', own: true },
  outcomes: { see: 'portfolio.see', own: true },
} as const satisfies Record<string, { see: RightKey; own: boolean }>;

export type HistoryTopic = keyof typeof topics;
export const topicKeys = Object.keys(topics) as HistoryTopic[];

export interface FieldChange {
  field: string;
  before: string;
  after: string;
}

export interface Change {
  registrationId: string;
  topic: HistoryTopic;
  kind: 'added' | 'changed' | 'removed';
  /** What the record is, in words. */
  label: string;
  fields: readonly FieldChange[];
}

/** The fields in which two versions of a record differ; a value nobody gave is ''. */
export function changesBetween(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((field) => ({ field, before: before[field] ?? '', after: after[field] ?? '' }))
    .filter((change) => change.before !== change.after);
}
