/** Date rules as a regulation writes them: an event, and how far from it. `closingCeremony + 2w`. */

/** Days, weeks, working days (Monday to Friday), months, years. */
export type Unit = 'd' | 'w' | 'wd' | 'm' | 'y';

export interface DateRule {
  /** The event's name, a fixed date `2026-01-19`, or a day of every school year `03-31`. */
  anchor: string;
  /** `.end`: the day after the event's last day. */
  after: boolean;
  count: number;
  unit: Unit;
}

/** Events of a semester. `semester.week3` is one too: the third week, from Monday to Sunday. */
export const semesterAnchors = [
  'semester',
  'semester.start',
  'firstMidterm',
  'secondMidterm',
  'thirdMidterm',
  'finalExam',
  'closingCeremony',
] as const;

export const yearAnchors = ['schoolYear', 'schoolYear.start'] as const;

/** Events of a round: grade band and batch. */
export const roundAnchors = ['selection.opens', 'firstSubmission', 'nationalDeadline'] as const;

/** What happens by itself and is not entered by anybody: a file was applied, a version was handed in. */
export const happenings = ['receiptDetails.received', 'uploaded'] as const;

const anchors: readonly string[] = [...semesterAnchors, ...yearAnchors, ...roundAnchors, ...happenings];

/** @returns undefined for a text that is no date rule or names no event */
export function parseDateRule(text: string): DateRule | undefined {
  const match =
    /^([A-Za-z][\w.]*?|(?:\d{4}-)?\d{2}-\d{2})(\.end)?(?:\s*([+-])\s*(\d{1,4})(wd|d|w|m|y))?$/.exec(
      text.trim(),
    );
  if (!match) return undefined;
  const [, anchor = '', end, sign, count, unit] = match;
  if (!isFixed(anchor) && weekOf(anchor) === undefined && !anchors.includes(anchor)) return undefined;
  return {
    anchor,
    after: end !== undefined,
    count: count ? Number(count) * (sign === '-' ? -1 : 1) : 0,
    unit: (unit ?? 'd') as Unit,
  };
}

/** A day the calendar has: `2026-01-19`, or `03-31` of every school year. */
export function isFixed(anchor: string): boolean {
  const [, year, monthDay] = /^(\d{4}-)?(\d{2}-\d{2})$/.exec(anchor) ?? [];
  // A day of every year must be one in every year: no 29 February.
  const day = `${year ?? '2025-'}${monthDay}`;
  const at = Date.parse(`${day}T00:00:00Z`);
  return monthDay !== undefined && !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

/** The number of a semester's week, 1 to 30; undefined for every other anchor. */
export function weekOf(anchor: string): number | undefined {
  const week = Number(/^semester\.week(\d{1,2})$/.exec(anchor)?.[1]);
  return week >= 1 && week <= 30 ? week : undefined;
}

export function parseSpan(text: string): { count: number; unit: Unit } | undefined {
  const match = /^(\d{1,4})(wd|d|w|m|y)$/.exec(text);
  return match ? { count: Number(match[1]), unit: match[2] as Unit } : undefined;
}
