/** Reads what waits and what was returned, and who is to be told of it. */
import { sql } from 'kysely';
import type { Actor, Division } from '../accounts/actor.ts';
import { rights } from '../accounts/rights.ts';
import { dayOf } from '../calendar/day.ts';
import { type Calendar, calendarOf, presentOf } from '../calendar/store.ts';
import { type DatedWindow, decideOpen } from '../calendar/window.ts';
import type { Db } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal } from '../regulation/refusal.ts';
import { officeFor, type Regulation } from '../regulation/regulation.ts';
import type { KeptReopening } from '../reopening/reopening.ts';
import { type OpenWork, paceOf, type Reminder, remindersOf } from './reminder.ts';
import { coursesSeenBy } from './seen-store.ts';
import { canReactUntil, certificationWindow } from './window.ts';

/** Whose works are looked at: everybody's, or an actor's own, those of their courses and of the divisions they head. */
type Scope = 'everybody' | { actor: Actor; heads: readonly Division[] };

/**
 * Who is to be told what today, in the whole school or one actor alone. What can no longer be decided or handed in
 * anew is told to nobody.
 */
export async function remindersIn(
  school: Pick<School, 'db' | 'clock'>,
  scope: Scope = 'everybody',
): Promise<Reminder[] | Refusal> {
  const present = await presentOf(school.db, school.clock);
  if (isRefusal(present)) return present;
  const { now, today, rules, schoolYear } = present;
  const works = await openWorks(school.db, await undecided(school.db, scope, { schoolYear, today }), now);
  const heads =
    scope === 'everybody'
      ? await headsOf(school.db, rules.regulation, today)
      : new Map(scope.heads.map((division) => [division, [scope.actor.personId ?? '']] as const));
  const reminders = remindersOf(works, heads, paceOf(rules), now);
  return scope === 'everybody' ? reminders : reminders.filter(({ to }) => to === scope.actor.personId);
}

interface Row extends Omit<OpenWork, 'returnedUntil'> {
  schoolYear: number;
  semester: 1 | 2;
  grade: number;
  versionNumber: number;
  returned: boolean;
  lateBy: string | null;
  reopenings: KeptReopening[];
}

/** Standing versions of this school year and the last that wait or were returned. */
async function undecided(
  db: Db,
  scope: Scope,
  { schoolYear, today }: { schoolYear: number; today: string },
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with looked_at as (${scope === 'everybody' ? sql`select o.* from outcome o` : ownWorks(scope)})
    select o.id as "outcomeId", r.person_id as "studentId", f.id as "offeringId", c.name as subject,
           f.group_name as "group", f.division, f.school_year as "schoolYear", f.semester, f.grade,
           v.number as "versionNumber", v.finished_at as "handedInAt", d.decision is not null as returned,
           v.reopening_id as "lateBy",
           reopenings_of(o.registration_id, f.course_code, f.school_year, f.semester) as reopenings,
           t.teachers, t."teacherIds" || array(
             select a.person_id::text from appointment a
             where a.office = 'deputy' and a.deputy_for::text = any(t."teacherIds") and a.revoked_at is null
               and a.starts_on <= ${today}::date and a.ends_on >= ${today}::date
               and (a.offering_id is null or a.offering_id = f.id)
               and (a.division is null or a.division = f.division)) as "deciderIds"
    from looked_at o
    join enrolment e on e.id = o.enrolment_id
    join offering f on f.id = e.offering_id and f.school_year >= ${schoolYear - 1}::int
    join course c on c.code = f.course_code
    join registration r on r.id = o.registration_id
    join lateral (select id, number, finished_at, reopening_id from outcome_version where outcome_id = o.id
      order by number desc limit 1) v on true
    left join certification d on d.version_id = v.id and d.withdrawn_at is null
    left join lateral (
      select coalesce(array_agg(p.id::text order by p.name), '{}') as "teacherIds",
             coalesce(array_agg(p.name order by p.name), '{}') as teachers
      from offering_teacher t join person p on p.id = t.person_id where t.offering_id = f.id
    ) t on true
    where o.withdrawn_at is null and (d.decision is null or d.decision = 'returned')
    order by c.name, f.group_name, v.finished_at`.execute(db);
  return rows;
}

/** What cannot be the actor's is not asked for: a student's own works are found without a look at anybody else's. */
function ownWorks({ actor, heads }: Exclude<Scope, 'everybody'>) {
  const asStudent = sql`
      select o.* from outcome o join registration r on r.id = o.registration_id where r.person_id = ${actor.personId}`;
  const inCourses = sql`
      select o.* from outcome o join enrolment e on e.id = o.enrolment_id
      where e.offering_id in (${coursesSeenBy(actor)})`;
  const inDivisions = sql`
      select o.* from outcome o join enrolment e on e.id = o.enrolment_id join offering f on f.id = e.offering_id
      where f.division = any(${[...heads]}::text[])`;
  return sql.join(
    [asStudent, ...(actor.isStaff ? [inCourses] : []), ...(heads.length > 0 ? [inDivisions] : [])],
    sql` union `,
  );
}

/** Those that can still be decided on, and those that can still be handed in anew. */
async function openWorks(db: Db, rows: readonly Row[], now: Date): Promise<OpenWork[]> {
  const works: OpenWork[] = [];
  for (const group of Map.groupBy(rows, ({ schoolYear, semester }) => `${schoolYear}-${semester}`).values()) {
    const [first] = group;
    const calendar = first && (await calendarOf(db, first.schoolYear, first.semester));
    if (!calendar || isRefusal(calendar)) continue;
    // A whole division's works lie in few windows: each is derived once.
    const windows = new Map<string, DatedWindow | Refusal>();
    const windowFor = (row: Row) => {
      const key = `${row.division} ${row.grade} ${dayOf(row.handedInAt)} ${row.lateBy ?? ''}`;
      const window = windows.get(key) ?? certificationWindow(calendar, row, row.handedInAt);
      windows.set(key, window);
      return window;
    };
    for (const row of group) {
      const work = stillOpen(calendar, row, windowFor, now);
      if (work) works.push(work);
    }
  }
  return works;
}

function stillOpen(
  calendar: Calendar,
  row: Row,
  windowFor: (row: Row) => DatedWindow | Refusal,
  now: Date,
): OpenWork | undefined {
  if (row.returned) {
    const returnedUntil = canReactUntil(calendar, row, now);
    return returnedUntil && { ...row, returnedUntil };
  }
  const window = windowFor(row);
  return isRefusal(window) || decideOpen(window, now) ? undefined : row;
}

const watching = rights['certification.watch'].holders.flatMap((holder) =>
  typeof holder === 'object' && 'act' in holder ? [holder.act] : [],
);

/** Who holds today an office that watches over certification, in each division: whom the school's text names. */
async function headsOf(
  db: Db,
  regulation: Regulation,
  today: string,
): Promise<Map<Division, readonly string[]>> {
  const heads = new Map<Division, readonly string[]>();
  for (const division of ['day', 'continuing'] as const) {
    const offices = watching.flatMap((act) => officeFor(regulation, act, division)?.offices ?? []);
    const { rows } = await sql<{ personId: string }>`
      select distinct person_id as "personId" from appointment
      where office = any(${offices}::text[]) and (division is null or division = ${division})
        and revoked_at is null and starts_on <= ${today}::date and (ends_on is null or ends_on >= ${today}::date)`.execute(
      db,
    );
    heads.set(
      division,
      rows.map(({ personId }) => personId),
    );
  }
  return heads;
}
