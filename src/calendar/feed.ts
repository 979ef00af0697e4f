/** A person's own calendar: which windows concern them, as days that other calendars can show. Nobody's name is in it. */
import type { LedgerEvent } from '../ledger/event.ts';
import { type Division, gradeBandOf, type WindowOf } from '../regulation/regulation.ts';
import { dayOf, startOf } from './day.ts';
import type { CalendarEvent, Window, WindowKey } from './window.ts';

/** What somebody is at the school in one school year. */
export interface Concern {
  schoolYear: number;
  /** Where they are placed as a student. */
  placed: readonly { division: Division; grade: number }[];
  /** What they teach. */
  teaches: readonly { division: Division; grade: number; semester: 1 | 2 }[];
  submits: readonly Division[];
  counsels: readonly Division[];
}

export interface Wanted {
  of: WindowOf;
  key: WindowKey;
}

/** @param events the school year's: a round is there once its national deadline was entered */
export function wantedBy(
  { schoolYear, placed, teaches, submits, counsels }: Concern,
  events: readonly CalendarEvent[],
): Wanted[] {
  const rounds = events.filter(({ name }) => name === 'nationalDeadline');
  const semesters = [1, 2] as const;
  const ofStudents = placed.flatMap(({ division, grade }) => [
    ...semesters.map(
      (semester): Wanted => ({ of: 'outcome.upload', key: { schoolYear, semester, division, grade } }),
    ),
    ...rounds
      .filter((round) => round.gradeBand === gradeBandOf(grade) && (round.division ?? division) === division)
      .flatMap(({ gradeBand, batch }) =>
        (['selection', 'receiptDetails.confirmation'] as const).map(
          (of): Wanted => ({ of, key: { schoolYear, division, grade, gradeBand, batch } }),
        ),
      ),
  ]);
  const ofTeachers = teaches.map((given): Wanted => ({ of: 'certification', key: { schoolYear, ...given } }));
  const ofSubmitters = submits.flatMap((division) =>
    rounds
      .filter((round) => (round.division ?? division) === division)
      .map(
        ({ gradeBand, batch }): Wanted => ({
          of: 'submission',
          key: { schoolYear, division, gradeBand, batch },
        }),
      ),
  );
  const ofCounsellors = counsels.flatMap((division) =>
    semesters.map((semester): Wanted => ({ of: 'counselling', key: { schoolYear, semester, division } })),
  );
  return [...ofStudents, ...ofTeachers, ...ofSubmitters, ...ofCounsellors];
}

export interface Entry {
  /** Stays when the date moves: the calendar moves what it has. */
  uid: string;
  of: WindowOf;
  edge: 'opens' | 'closes';
  key: WindowKey;
  /** A whole Taipei day, or an instant with a time of day. */
  on: { day: string } | { at: Date };
}

/** Each edge once, however many classes it is the same for. */
export function entriesOf(dated: readonly (Wanted & { window: Window })[]): Entry[] {
  const groups = Map.groupBy(dated, ({ of, key }) =>
    [of, key.schoolYear, key.semester, key.gradeBand, key.batch]
      .filter((part) => part !== undefined)
      .join('-'),
  );
  return [...groups].flatMap(([name, group]) =>
    (['opens', 'closes'] as const).flatMap((edge) => {
      const moments = new Map(
        group.flatMap((one) => {
          const at = one.window[edge];
          return at ? [[at.getTime(), { ...one, at }]] : [];
        }),
      );
      return [...moments.values()].map(
        ({ of, key, at }, nth): Entry => ({
          uid: [name, edge, ...(nth > 0 ? [nth + 1] : [])].join('-'),
          of,
          edge,
          key,
          on: dayOrTime(at, edge),
        }),
      );
    }),
  );
}

/** Midnight is the day that begins, or the last one that was open. */
function dayOrTime(at: Date, edge: 'opens' | 'closes'): Entry['on'] {
  if (startOf(dayOf(at)).getTime() !== at.getTime()) return { at };
  return { day: edge === 'opens' ? dayOf(at) : dayOf(new Date(at.getTime() - 1)) };
}

export const feedMade = (feedId: string): LedgerEvent => ({
  act: 'calendarFeed.made',
  about: { feedId },
  data: {},
});

export const feedRevoked = (feedId: string): LedgerEvent => ({
  act: 'calendarFeed.revoked',
  about: { feedId },
  data: {},
});
