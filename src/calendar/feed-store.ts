/** Whose calendar an address is, and what its owner has to do with; writes `calendar_feed`. */
import { sql } from 'kysely';
import type { Appointment, Division } from '../accounts/actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Concern } from './feed.ts';
import type { CalendarEvent } from './window.ts';

export async function feedOf(db: Db | Tx, personId: string) {
  return db
    .selectFrom('calendar_feed')
    .select(['id', 'made_at as madeAt'])
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
}

/** Of a token that was revoked, or that nobody ever had: undefined alike. */
export async function feedOwner(db: Db, tokenHash: Buffer): Promise<string | undefined> {
  const row = await db
    .selectFrom('calendar_feed')
    .select('person_id')
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row?.person_id;
}

/** The address before it, if any, is nobody's from now on. */
export async function addFeed(
  tx: Tx,
  feed: { personId: string; tokenHash: Buffer; at: Date },
): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`calendar ${feed.personId}`}, 0))`.execute(tx);
  await revokeFeed(tx, feed.personId, feed.at);
  const { id } = await tx
    .insertInto('calendar_feed')
    .values({ person_id: feed.personId, token_hash: feed.tokenHash, made_at: feed.at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function revokeFeed(tx: Tx, personId: string, at: Date): Promise<string | undefined> {
  const row = await tx
    .updateTable('calendar_feed')
    .set({ revoked_at: at })
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** Where somebody sits and what they teach in a school year. Served by registration_person and offering_teacher_person. */
export async function concernOf(
  db: Db,
  personId: string,
  schoolYear: number,
): Promise<Pick<Concern, 'schoolYear' | 'placed' | 'teaches'>> {
  const placed = await sql<{ division: Division; grade: number }>`
    select distinct k.division, k.grade from registration r join placement m on m.registration_id = r.id
    join class k on k.id = m.class_id
    where r.person_id = ${personId} and m.school_year = ${schoolYear} order by 1, 2`.execute(db);
  const teaches = await sql<{ division: Division; grade: number; semester: 1 | 2 }>`
    select distinct o.division, o.grade, o.semester from offering_teacher t join offering o on o.id = t.offering_id
    where t.person_id = ${personId} and o.school_year = ${schoolYear} order by 1, 2, 3`.execute(db);
  return { schoolYear, placed: placed.rows, teaches: teaches.rows };
}

/** The offices a member of the staff holds on a day. */
export async function heldBy(db: Db, personId: string, day: string): Promise<Appointment[]> {
  const { rows } = await sql<Appointment>`
    select a.id, a.office, a.division, a.class_id as "classId", a.deputy_for as "deputyFor",
      a.offering_id as "offeringId"
    from appointment a join staff f on f.person_id = a.person_id and (f.left_on is null or f.left_on > ${day})
    where a.person_id = ${personId} and a.revoked_at is null and a.starts_on <= ${day}
      and (a.ends_on is null or a.ends_on >= ${day})`.execute(db);
  return rows;
}

/** When the central database's file came, by round and division: a confirmation period opens there. */
export async function receivedIn(db: Db, schoolYear: number): Promise<CalendarEvent[]> {
  const { rows } = await sql<CalendarEvent>`
    select 'receiptDetails.received' as name, d.school_year as "schoolYear", d.grade_band as "gradeBand", d.batch,
      t.division, i.received_at as at
    from receipt_import i join submission_task t on t.id = i.task_id join round d on d.id = t.round_id
    where i.state = 'applied' and d.school_year = ${schoolYear}`.execute(db);
  return rows;
}
