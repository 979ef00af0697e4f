/** Appointments: offices and deputies, each with its dates, kept after they end. */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { Division } from './actor.ts';

export interface NewAppointment {
  personId: string;
  office: string;
  division: Division | null;
  classId?: string | null;
  deputyFor?: string | null;
  offeringId?: string | null;
  /** ISO days, both included. */
  startsOn: string;
  endsOn: string | null;
  reason: string;
  /** null: by an import or the founding of the school. */
  appointedBy: string | null;
}

export async function addAppointment(tx: Tx, appointment: NewAppointment): Promise<string> {
  const { id } = await tx
    .insertInto('appointment')
    .values({
      person_id: appointment.personId,
      office: appointment.office,
      division: appointment.division,
      class_id: appointment.classId ?? null,
      deputy_for: appointment.deputyFor ?? null,
      offering_id: appointment.offeringId ?? null,
      starts_on: appointment.startsOn,
      ends_on: appointment.endsOn,
      reason: appointment.reason,
      appointed_by: appointment.appointedBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Ends an appointment at once (`null`) or after a day. */
export async function endAppointment(
  tx: Tx,
  appointmentId: string,
  endsOn: string | null,
  revoked: { at: Date; by: string | null },
): Promise<void> {
  await tx
    .updateTable('appointment')
    .set(endsOn === null ? { revoked_at: revoked.at, revoked_by: revoked.by } : { ends_on: endsOn })
    .where('id', '=', appointmentId)
    .execute();
}

export interface ListedAppointment {
  id: string;
  office: string;
  division: Division | null;
  personId: string;
  personName: string;
  className: string | null;
  deputyFor: string | null;
  deputyForName: string | null;
  offeringId: string | null;
  course: string | null;
  groupName: string | null;
  startsOn: string;
  endsOn: string | null;
  reason: string;
  appointedByName: string | null;
  appointedAt: Date;
  revokedAt: Date | null;
}

/** Appointments, the newest first; deputies only or offices only. */
export async function listAppointments(
  db: Db | Tx,
  kind: 'deputies' | 'offices',
  only?: { id: string },
): Promise<ListedAppointment[]> {
  const { rows } = await sql<ListedAppointment>`
    select a.id, a.office, a.division, a.person_id as "personId", p.name as "personName",
           k.name as "className", a.deputy_for as "deputyFor", d.name as "deputyForName",
           a.offering_id as "offeringId", c.name as course, o.group_name as "groupName",
           a.starts_on as "startsOn", a.ends_on as "endsOn", a.reason, b.name as "appointedByName",
           a.appointed_at as "appointedAt", a.revoked_at as "revokedAt"
    from appointment a
    join person p on p.id = a.person_id
    left join person d on d.id = a.deputy_for
    left join person b on b.id = a.appointed_by
    left join class k on k.id = a.class_id
    left join offering o on o.id = a.offering_id
    left join course c on c.code = o.course_code
    where (a.office = 'deputy') = ${kind === 'deputies'} ${only ? sql`and a.id = ${only.id}` : sql``}
    order by a.revoked_at is not null, a.starts_on desc, p.name`.execute(db);
  return rows;
}

/** One appointment for changing it: locked until the transaction ends. */
export async function lockAppointment(tx: Tx, id: string): Promise<ListedAppointment | undefined> {
  const found = await tx
    .selectFrom('appointment')
    .select('office')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!found) return undefined;
  const [row] = await listAppointments(tx, found.office === 'deputy' ? 'deputies' : 'offices', { id });
  return row;
}

/** Whether a person is on the staff on a day. */
export async function isStaffOn(db: Db | Tx, personId: string, day: string): Promise<boolean> {
  const found = await db
    .selectFrom('staff')
    .select('id')
    .where('person_id', '=', personId)
    .where((eb) => eb.or([eb('left_on', 'is', null), eb('left_on', '>', day)]))
    .executeTakeFirst();
  return found !== undefined;
}

/** What a teacher gives in the latest school year that has offerings of theirs. */
export async function taughtBy(
  db: Db | Tx,
  personId: string,
): Promise<{ offeringId: string; division: Division }[]> {
  const { rows } = await sql<{ offeringId: string; division: Division }>`
    select o.id as "offeringId", o.division
    from offering_teacher t join offering o on o.id = t.offering_id
    where t.person_id = ${personId} and o.school_year = (
      select max(n.school_year) from offering_teacher s join offering n on n.id = s.offering_id
        where s.person_id = ${personId})`.execute(db);
  return rows;
}

/** How many current system keepers there are besides this appointment, with an account that opens. */
export async function otherKeepers(tx: Tx, appointmentId: string, today: string): Promise<number> {
  // Two keepers who revoke each other at the same moment must not both succeed.
  await sql`select pg_advisory_xact_lock(hashtext('system keepers'))`.execute(tx);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from appointment a
    join staff f on f.person_id = a.person_id and (f.left_on is null or f.left_on > ${today})
    where a.office = 'system-keeper' and a.id <> ${appointmentId} and a.revoked_at is null
      and a.starts_on <= ${today} and a.ends_on is null`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** Whether this person already holds this office (of this class) on a day between these two. */
export async function holdsAlready(
  tx: Tx,
  wanted: {
    personId: string;
    office: string;
    classId: string | null;
    startsOn: string;
    endsOn: string | null;
  },
): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from appointment a
      where a.person_id = ${wanted.personId} and a.office = ${wanted.office}
        and a.class_id is not distinct from ${wanted.classId}::uuid and a.revoked_at is null
        and (a.ends_on is null or a.ends_on >= ${wanted.startsOn}::date)
        and (${wanted.endsOn}::date is null or a.starts_on <= ${wanted.endsOn}::date)) as found`.execute(tx);
  return rows[0]?.found ?? false;
}

export interface StaffChoice {
  id: string;
  name: string;
  staffCode: string;
  jobTitle: string;
  offerings: { id: string; course: string; groupName: string; division: Division; semester: number }[];
}

/** The staff of today, each with what they teach in the latest school year: whom one can appoint, and for what. */
export async function staffChoices(db: Db, today: string): Promise<StaffChoice[]> {
  const { rows } = await sql<StaffChoice>`
    select p.id, p.name, f.staff_code as "staffCode", f.job_title as "jobTitle",
      (select coalesce(json_agg(json_build_object('id', o.id, 'course', c.name, 'groupName', o.group_name,
                'division', o.division, 'semester', o.semester) order by o.semester, c.name, o.group_name), '[]')
         from offering_teacher t join offering o on o.id = t.offering_id join course c on c.code = o.course_code
         where t.person_id = p.id and o.school_year = (select max(school_year) from offering)) as offerings
    from staff f join person p on p.id = f.person_id
    where f.left_on is null or f.left_on > ${today}
    order by f.staff_code`.execute(db);
  return rows;
}

/** Last day and, for deputies, the absent teacher's name of each of these appointments. */
export async function heldUntil(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { endsOn: string | null; deputyForName: string | null }>();
  const rows = await db
    .selectFrom('appointment as a')
    .leftJoin('person as p', 'p.id', 'a.deputy_for')
    .select(['a.id', 'a.ends_on as endsOn', 'p.name as deputyForName'])
    .where('a.id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

/** The divisions an appointment reaches into: a deputy's offerings', an office's own. */
export async function divisionsCovered(
  db: Db | Tx,
  one: Pick<ListedAppointment, 'office' | 'division' | 'deputyFor' | 'offeringId'>,
): Promise<Division[]> {
  if (one.office !== 'deputy' || one.division) return one.division ? [one.division] : [];
  const taught = one.deputyFor ? await taughtBy(db, one.deputyFor) : [];
  const reached = one.offeringId ? taught.filter((given) => given.offeringId === one.offeringId) : taught;
  return [...new Set(reached.map((given) => given.division))];
}

export async function classOf(db: Db | Tx, classId: string): Promise<{ division: Division } | undefined> {
  const found = await db.selectFrom('class').select('division').where('id', '=', classId).executeTakeFirst();
  return found && { division: found.division as Division };
}

/** The classes of the latest school year. */
export async function classesNow(db: Db): Promise<{ id: string; name: string; division: Division }[]> {
  const rows = await db
    .selectFrom('class')
    .select(['id', 'name', 'division'])
    .where('school_year', '=', (eb) =>
      eb.selectFrom('class').select((max) => max.fn.max('school_year').as('year')),
    )
    .orderBy('division')
    .orderBy('grade')
    .orderBy('name')
    .execute();
  return rows.map((row) => ({ ...row, division: row.division as Division }));
}
