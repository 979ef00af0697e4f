/** Date rules as a regulation writes them: an event, and how far from it. `closingCeremony + 2w`. */

/** Days, weeks, working days (Monday to Friday), years. */
export type Unit = 'd' | 'w' | 'wd' | 'y';

export interface DateRule {
  /** The event's name, or a fixed date `2026-01-19`. */
  anchor: string;
  /** `.end`: the day after the event's last day. */
  after: boolean;
  count: number;
  unit: Unit;
}

/** Events a rule may hang on. The last ones are keyed by round, the others by semester or school year. */
export const anchors = [
  'semester',
  'semester.start',
  'firstMidterm',
  'secondMidterm',
  'thirdMidterm',
  'finalExam',
  'closingCeremony',
  'schoolYear',
  'selection.opens',
  'firstSubmission',
  'receiptDetails.received',
  'nationalDeadline',
] as const;

/** @returns undefined for a text that is no date rule or names no event */
export function parseDateRule(text: string): DateRule | undefined {
  const match = /^([A-Za-z][\w.]*?|\d{4}-\d{2}-\d{2})(\.end)?(?:\s*([+-])\s*(\d+)(wd|d|w|y))?$/.exec(
    text.trim(),
  );
  if (!match) return undefined;
  const [, anchor = '', end, sign, count, unit] = match;
  const week = /^semester\.week(\d+)$/.test(anchor);
  const fixed = /^\d/.test(anchor);
  if (!fixed && !week && !(anchors as readonly string[]).includes(anchor)) return undefined;
  return {
    anchor,
    after: end !== undefined,
    count: count ? Number(count) * (sign === '-' ? -1 : 1) : 0,
    unit: (unit ?? 'd') as Unit,
  };
}

export function parseSpan(text: string): { count: number; unit: Unit } | undefined {
  const match = /^(\d+)(wd|d|w|y)$/.exec(text);
  return match ? { count: Number(match[1]), unit: match[2] as Unit } : undefined;
}
