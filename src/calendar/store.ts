/** Events and overrides as rows; the window of any act at a moment. */
import { sql } from 'kysely';
import type { Clock } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/db.ts';
import { isRefusal, type Refusal } from '../regulation/refusal.ts';
import type { Division, GradeBand, Rules, WindowOf } from '../regulation/regulation.ts';
import { rulesAmong, rulesFor, type VersionRow } from '../regulation/store.ts';
import { dayOf, semesterOf } from './day.ts';
import { lastSelection } from './last-selection.ts';
import { type CalendarEvent, type DatedWindow, type Override, type WindowKey, windowFor } from './window.ts';

/** The standing events of a school year, in the order they were entered. */
export async function eventsOf(db: Db | Tx, schoolYear: number): Promise<(CalendarEvent & { id: string })[]> {
  const rows = await db
    .selectFrom('calendar_event')
    .selectAll()
    .where('school_year', '=', schoolYear)
    .where('replaced_at', 'is', null)
    .orderBy('entered_at')
    .execute();
  return rows.map(eventFrom);
}

export async function overridesOf(db: Db | Tx, schoolYear: number): Promise<(Override & { id: string })[]> {
  const rows = await db
    .selectFrom('window_override')
    .selectAll()
    .where('school_year', '=', schoolYear)
    .where('revoked_at', 'is', null)
    .orderBy('made_at')
    .execute();
  return rows.map(overrideFrom);
}

export interface Present {
  now: Date;
  /** ISO day in Taipei. */
  today: string;
  schoolYear: number;
  semester: 1 | 2;
  rules: Rules;
}

/** This moment, the semester it lies in, and the rules that govern it. */
export async function presentOf(db: Db | Tx, clock: Clock): Promise<Present | Refusal> {
  const now = await clock.now(db);
  const today = dayOf(now);
  const { schoolYear, semester } = semesterOf(today);
  const rules = await rulesFor(db, schoolYear, semester);
  return isRefusal(rules) ? rules : { now, today, schoolYear, semester, rules };
}

/** Everything one needs to tell windows of a school year: read once, asked often. */
export interface Calendar {
  rules: Rules;
  /** @param happened what is not entered by staff, e.g. `receiptDetails.received` */
  windowOf(of: WindowOf, key: WindowKey, happened?: readonly CalendarEvent[]): DatedWindow | Refusal;
  /** When nothing of the school year can be chosen any more by this grade and division. */
  lastSelection(of: { division: Division; grade: number }): { at: Date; clause: string };
}

/** The calendar of a semester; without one, of what is dated and counted per school year. */
export async function calendarOf(
  db: Db | Tx,
  schoolYear: number,
  semester?: 1 | 2,
): Promise<Calendar | Refusal> {
  const read = await readCalendar(db, schoolYear);
  const rules = await rulesAmong(db, read.versions, schoolYear, semester);
  if (isRefusal(rules)) return rules;
  const events = read.events.map(eventFrom);
  const overrides = read.overrides.map(overrideFrom);
  return {
    rules,
    windowOf: (of, key, happened = []) => windowFor(rules, [...events, ...happened], overrides, of, key),
    lastSelection: (of) => lastSelection(rules, events, overrides, { ...of, schoolYear }),
  };
}

interface Scoped {
  id: string;
  school_year: number;
  semester: number | null;
  division: string | null;
  grade_band: string | null;
  batch: number | null;
}

type EventRow = Scoped & { name: string; on_day: string | null; at: Date | string | null };

type OverrideRow = Scoped & {
  window_of: string;
  grade: number | null;
  opens: Date | string | null;
  closes: Date | string;
  reason: string;
};

/** The three lists in one question: every act of a student asks it, twice. */
async function readCalendar(db: Db | Tx, schoolYear: number) {
  const { rows } = await sql<{ versions: VersionRow[]; events: EventRow[]; overrides: OverrideRow[] }>`
    select (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'effective_school_year', effective_school_year,
                     'effective_semester', effective_semester)), '[]') from regulation_version) as versions,
           (select coalesce(jsonb_agg(e order by e.entered_at), '[]') from calendar_event e
              where e.school_year = ${schoolYear} and e.replaced_at is null) as events,
           (select coalesce(jsonb_agg(o order by o.made_at), '[]') from window_override o
              where o.school_year = ${schoolYear} and o.revoked_at is null) as overrides`.execute(db);
  return rows[0] ?? { versions: [], events: [], overrides: [] };
}

function keyFrom(row: Scoped): WindowKey {
  return {
    schoolYear: row.school_year,
    semester: (row.semester ?? undefined) as 1 | 2 | undefined,
    division: (row.division ?? undefined) as Division | undefined,
    gradeBand: (row.grade_band ?? undefined) as GradeBand | undefined,
    batch: row.batch ?? undefined,
  };
}

function eventFrom(row: EventRow): CalendarEvent & { id: string } {
  const at = row.at === null ? undefined : new Date(row.at);
  return { id: row.id, name: row.name, ...keyFrom(row), on: row.on_day ?? undefined, at };
}

function overrideFrom(row: OverrideRow): Override & { id: string } {
  return {
    id: row.id,
    of: row.window_of as WindowOf,
    ...keyFrom(row),
    grade: row.grade ?? undefined,
    opens: row.opens === null ? null : new Date(row.opens),
    closes: new Date(row.closes),
    reason: row.reason,
  };
}

/** Enters or moves a date. The row it replaces stays. @returns the new row's id, and the old one's if there was one */
export async function enterEvent(
  tx: Tx,
  event: CalendarEvent,
  entry: { by: string | null; at: Date },
): Promise<{ id: string; replaced?: string }> {
  const replaced = await tx
    .updateTable('calendar_event')
    .set({ replaced_at: entry.at })
    .where('name', '=', event.name)
    .where('school_year', '=', event.schoolYear)
    .where('semester', 'is not distinct from', event.semester ?? null)
    .where('division', 'is not distinct from', event.division ?? null)
    .where('grade_band', 'is not distinct from', event.gradeBand ?? null)
    .where('batch', 'is not distinct from', event.batch ?? null)
    .where('replaced_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  const row = await tx
    .insertInto('calendar_event')
    .values({
      name: event.name,
      school_year: event.schoolYear,
      semester: event.semester ?? null,
      division: event.division ?? null,
      grade_band: event.gradeBand ?? null,
      batch: event.batch ?? null,
      on_day: event.on ?? null,
      at: event.at ?? null,
      entered_by: entry.by,
      entered_at: entry.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id: row.id, replaced: replaced?.id };
}

export async function enterOverride(
  tx: Tx,
  override: Override,
  entry: { by: string; at: Date },
): Promise<{ id: string; replaced?: string }> {
  const replaced = await revokeOverride(tx, override, entry.at);
  const row = await tx
    .insertInto('window_override')
    .values({
      window_of: override.of,
      school_year: override.schoolYear,
      semester: override.semester ?? null,
      division: override.division ?? null,
      grade: override.grade ?? null,
      grade_band: override.gradeBand ?? null,
      batch: override.batch ?? null,
      opens: override.opens,
      closes: override.closes,
      reason: override.reason,
      made_by: entry.by,
      made_at: entry.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id: row.id, replaced };
}

/** The rule holds again; the override stays as history. @returns the id of the override that stood, if any */
export async function revokeOverride(
  tx: Tx,
  where: WindowKey & { of: WindowOf },
  at: Date,
): Promise<string | undefined> {
  const row = await tx
    .updateTable('window_override')
    .set({ revoked_at: at })
    .where('window_of', '=', where.of)
    .where('school_year', '=', where.schoolYear)
    .where('semester', 'is not distinct from', where.semester ?? null)
    .where('division', 'is not distinct from', where.division ?? null)
    .where('grade', 'is not distinct from', where.grade ?? null)
    .where('grade_band', 'is not distinct from', where.gradeBand ?? null)
    .where('batch', 'is not distinct from', where.batch ?? null)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** School years that have dates, the current one always among them, newest first. */
export async function schoolYears(db: Db, current: number): Promise<number[]> {
  const rows = await db.selectFrom('calendar_event').select('school_year').distinct().execute();
  return [...new Set([current, ...rows.map((row) => row.school_year)])].sort((a, b) => b - a);
}
