/**
 * 進度: how far uploading, certifying and selecting have come against their windows, and where the pace of the last
 * days leads. Counts only; nobody is ranked.
 */
import { addDays, dayOf } from '../calendar/day.ts';
import type { Division } from '../regulation/regulation.ts';
import type { Progress } from './overview.ts';

export const acts = ['upload', 'certification', 'selection'] as const;
export type Act = (typeof acts)[number];

export const groupings = ['class', 'department', 'teacher'] as const;
export type Grouping = (typeof groupings)[number];

/** Where a window holds. */
export interface Place {
  division: Division;
  grade: number;
}

/** So many on a day; a null day: those it is still to come from. */
export interface Tally extends Place {
  day: string | null;
  count: number;
}

export interface DayCount {
  day: string;
  count: number;
}

/** Instants; null where nothing opens it, or no date is entered yet. */
export interface Frame {
  opens: string | null;
  closes: string | null;
  clause: string;
}

/** One picture: everywhere this act has the same window. */
export interface Line extends Frame {
  act: Act;
  places: Place[];
  of: number;
  /** Only days with something new, in order. */
  days: DayCount[];
}

export function linesOf(
  act: Act,
  tallies: readonly Tally[],
  frameAt: (place: Place) => Frame | undefined,
): Line[] {
  const lines = new Map<string, Line>();
  for (const { division, grade, day, count } of tallies) {
    const frame = frameAt({ division, grade });
    if (!frame) continue;
    const key = `${frame.opens} ${frame.closes}`;
    const line = lines.get(key) ?? { act, ...frame, places: [], of: 0, days: [] };
    lines.set(key, line);
    line.of += count;
    if (day) line.days.push({ day, count });
    if (!line.places.some((place) => place.division === division && place.grade === grade))
      line.places.push({ division, grade });
  }
  const told = [...lines.values()].map((line) => ({
    ...line,
    places: line.places.toSorted(byPlace),
    days: byDay(line.days),
  }));
  return told.sort(({ places: [one] }, { places: [other] }) => (one && other ? byPlace(one, other) : 0));
}

function byPlace(one: Place, other: Place): number {
  return other.division.localeCompare(one.division) || one.grade - other.grade;
}

function byDay(counts: readonly DayCount[]): DayCount[] {
  const sums = new Map<string, number>();
  for (const { day, count } of counts) sums.set(day, (sums.get(day) ?? 0) + count);
  return [...sums]
    .map(([day, count]) => ({ day, count }))
    .sort((one, other) => one.day.localeCompare(other.day));
}

export function progressOf(tallies: readonly Pick<Tally, 'day' | 'count'>[]): Progress {
  return tallies.reduce(
    (sum, { day, count }) => ({ done: sum.done + (day ? count : 0), of: sum.of + count }),
    { done: 0, of: 0 },
  );
}

/** What was done by the end of each day, `from` and `to` included; what came before `from` stands in all of them. */
export function cumulative(
  days: readonly DayCount[],
  from: string,
  to: string,
): { day: string; done: number }[] {
  const points = [];
  for (let day = from; day <= to; day = addDays(day, 1)) points.push({ day, done: doneBy(days, day) });
  return points;
}

function doneBy(days: readonly DayCount[], last: string): number {
  return days.reduce((sum, { day, count }) => sum + (day <= last ? count : 0), 0);
}

/** The first and the last day of the picture: the window, and whatever lies outside it. */
export function spanOf(
  line: Pick<Line, 'days' | 'opens' | 'closes'>,
  today: string,
): { from: string; to: string } {
  const from = begunOn(line) ?? today;
  const last = lastDayOf(line.closes);
  const [, to = from] = [last ?? today, line.days.at(-1)?.day ?? from].sort();
  return from < to ? { from, to } : { from: addDays(to, -1), to };
}

function begunOn({ opens, days }: Pick<Line, 'days' | 'opens'>): string | undefined {
  const known = [...(opens ? [dayOf(new Date(opens))] : []), ...(days[0] ? [days[0].day] : [])];
  return known.sort()[0];
}

/** The last day a window is open on: one that closes at 00:00 ends with the day before. */
export function lastDayOf(closes: string | null): string | undefined {
  return closes === null ? undefined : dayOf(new Date(Date.parse(closes) - 1));
}

/** What a pace is taken from: so many whole days before today, of which so many must have seen something new. */
export const basis = { days: 7, least: 3 } as const;

export type Forecast =
  | { kind: 'nothing' | 'all' | 'closed' | 'undated' | 'not-open' }
  /** Days with something new among the last ones. */
  | { kind: 'too-little'; seen: number }
  /** `gain`: what the pace alone would add by the last day, never mind how many there are. */
  | { kind: 'pace'; perDay: number; days: number; gain: number; expected: number };

/** Where the straight line through the last whole days leads by the end of the last day; never above all. */
export function forecastOf(line: Pick<Line, 'days' | 'of' | 'opens' | 'closes'>, now: Date): Forecast {
  const { days, of, opens, closes } = line;
  const today = dayOf(now);
  const done = doneBy(days, today);
  if (of === 0) return { kind: 'nothing' };
  if (done >= of) return { kind: 'all' };
  if (closes === null) return { kind: 'undated' };
  if (now >= new Date(closes)) return { kind: 'closed' };
  if (opens && now < new Date(opens)) return { kind: 'not-open' };
  const span = Math.min(basis.days, daysBetween(begunOn(line) ?? today, today));
  const first = addDays(today, -span);
  const recent = days.filter(({ day }) => day >= first && day < today);
  if (recent.length < basis.least) return { kind: 'too-little', seen: recent.length };
  const perDay = recent.reduce((sum, { count }) => sum + count, 0) / span;
  const left = daysBetween(today, lastDayOf(closes) ?? today) + 1;
  const gain = perDay * left;
  const reached = Math.floor(doneBy(days, addDays(today, -1)) + gain);
  return { kind: 'pace', perDay, days: span, gain, expected: Math.min(of, Math.max(done, reached)) };
}

function daysBetween(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000));
}
