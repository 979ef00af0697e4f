/**
 * 課程諮詢紀錄: one conversation with one or many students (五(二)2), entered before the semester ends (附錄). It stays in
 * the school (國9): no package, export or other topic reads it.
 */
import { semesterOf } from '../calendar/day.ts';
import type { Term } from '../calendar/term.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';

export const counsellingClause = '五(二)2';

export const categories = ['courses', 'selection', 'portfolio', 'career', 'learning', 'other'] as const;
export type Category = (typeof categories)[number];

/** Code points. */
export const counsellingLengths = {
  topic: 60,
  place: 40,
  content: 2000,
  privateNote: 500,
  followUp: 500,
  reason: 200,
  template: 40,
};
/** More than a school's largest class, fewer than a grade by mistake. */
export const mostStudents = 120;

export interface RecordText {
  category: Category;
  topic: string;
  place: string;
  /** ISO day. */
  heldOn: string;
  /** `14:05`, or null. */
  heldFrom: string | null;
  heldTo: string | null;
  content: string;
  /** For the counselling teachers alone. */
  privateNote: string;
  followUp: string;
  followUpDue: string | null;
}

export interface RecordFacts {
  today: string;
  /** Students of the record whom the teacher does not find at school in that semester. */
  strangers: number;
  students: number;
  /** Why the window of a concerned division and semester is shut, if it is. */
  windowRefusal: Refusal | undefined;
}

/** The tidied record, or why it cannot be kept. */
export function decideRecord(wanted: RecordText, facts: RecordFacts): RecordText | Refusal {
  if (facts.students === 0) return refuse('counselling-nobody', '五(二)2');
  if (facts.students > mostStudents) return refuse('counselling-too-many', '五(二)2', { max: mostStudents });
  if (facts.strangers > 0) return refuse('counselling-strangers', '五(二)2', { count: facts.strangers });
  if (wanted.heldOn > facts.today) return refuse('counselling-in-future', '五(二)2', { day: wanted.heldOn });
  if (facts.windowRefusal) return facts.windowRefusal;
  const text = tidied(wanted);
  const wrong = lengthRefusal(text) ?? timesRefusal(text);
  return wrong ?? text;
}

/** Only the teacher who held the conversation changes it or takes it back. */
export function decideTouch(
  record: { counsellor: string; withdrawn: boolean },
  personId: string,
): Refusal | undefined {
  if (record.counsellor !== personId) return refuse('counselling-not-yours', '五(二)2');
  return record.withdrawn ? refuse('counselling-withdrawn', '五(二)2') : undefined;
}

export function decideWithdrawal(
  reason: string,
  windowRefusal: Refusal | undefined,
): { reason: string } | Refusal {
  if (windowRefusal) return windowRefusal;
  const said = reason.trim();
  const length = [...said].length;
  const max = counsellingLengths.reason;
  return length < 1 || length > max
    ? refuse('counselling-reason', '五(二)2', { max, length })
    : { reason: said };
}

/** A follow-up may be done at any time, also after the semester: that is what it is for. */
export function decideFollowUp(
  record: { followUp: string; done: boolean },
  done: boolean,
): Refusal | undefined {
  if (record.followUp === '') return refuse('counselling-no-follow-up', '五(二)2');
  return record.done === done ? refuse('counselling-follow-up-so', '五(二)2') : undefined;
}

/** The semester a conversation counts for is the one its day lies in. */
export function termOf(heldOn: string): Term {
  return semesterOf(heldOn);
}

function tidied(wanted: RecordText): RecordText {
  const { topic, place, content, privateNote, followUp } = wanted;
  const trim = (text: string) => text.replace(/\r\n?/g, '\n').trim();
  return {
    ...wanted,
    topic: trim(topic),
    place: trim(place),
    content: trim(content),
    privateNote: trim(privateNote),
    followUp: trim(followUp),
    followUpDue: trim(followUp) === '' ? null : wanted.followUpDue,
  };
}

function lengthRefusal(text: RecordText): Refusal | undefined {
  const needed = new Set(['topic', 'place', 'content']);
  for (const field of ['topic', 'place', 'content', 'privateNote', 'followUp'] as const) {
    const length = [...text[field]].length;
    const max = counsellingLengths[field];
    const min = needed.has(field) ? 1 : 0;
    if (length < min || length > max)
      return refuse('counselling-length', '五(二)2', { counsellingField: field, min, max, length });
  }
  return undefined;
}

function timesRefusal({ heldOn, heldFrom, heldTo, followUpDue }: RecordText): Refusal | undefined {
  if (heldTo !== null && (heldFrom === null || heldTo <= heldFrom))
    return refuse('counselling-times', '五(二)2');
  return followUpDue !== null && followUpDue < heldOn
    ? refuse('counselling-follow-up-early', '五(二)2', { day: followUpDue })
    : undefined;
}

export interface CoveredStudent {
  registrationId: string;
  classId: string;
}

export interface ClassCoverage {
  classId: string;
  students: number;
  seen: number;
  missing: string[];
}

/** Per class, how many were seen as often as the text asks, and who was not. */
export function coverageOf(
  students: readonly CoveredStudent[],
  times: ReadonlyMap<string, number>,
  atLeast: number,
): Map<string, ClassCoverage> {
  return new Map(
    [...Map.groupBy(students, ({ classId }) => classId)].map(([classId, own]) => {
      const missing = own
        .map(({ registrationId }) => registrationId)
        .filter((id) => (times.get(id) ?? 0) < atLeast);
      return [classId, { classId, students: own.length, seen: own.length - missing.length, missing }];
    }),
  );
}

export const counsellingRecorded = (
  act: 'recorded' | 'changed' | 'withdrawn' | 'followedUp',
  recordId: string,
  counts: { students: number },
): LedgerEvent => ({
  act: `counselling.${act}`,
  about: { counselling: recordId },
  data: { ...counts },
});

export const counsellingFileChanged = (
  act: 'attached' | 'detached',
  recordId: string,
  file: { fileId: string; sha256: string; size: number },
): LedgerEvent => ({ act: `counselling.${act}`, about: { counselling: recordId }, data: { ...file } });
