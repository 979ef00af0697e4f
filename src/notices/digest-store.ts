/** Who is to get the weekly letter, and who has; writes `digest_run`, `mail_address`. */
import { sql } from 'kysely';
import type { Actor } from '../accounts/actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Language } from './notice.ts';

/** @returns whether it is this call that begins the week */
export async function beginWeek(tx: Tx, week: string, at: Date): Promise<boolean> {
  const begun = await tx
    .insertInto('digest_run')
    .values({ week, begun_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return begun.numInsertedOrUpdatedRows === 1n;
}

type Recipient = Actor & { personId: string };

/**
 * The next people of a week with what they hold on a day: those who want the letter, whose account is open and who
 * belong to the school. Nobody comes twice, for everybody who came is claimed or passed over.
 */
export async function nextRecipients(
  db: Db,
  { week, today, limit }: { week: string; today: string; limit: number },
): Promise<Recipient[]> {
  const { rows } = await sql<Recipient>`
    select p.id as "personId", null as "sessionId", p.name, r.registrations, s.is_staff as "isStaff",
      case when s.is_staff then (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'office', a.office,
          'division', a.division, 'classId', a.class_id, 'deputyFor', a.deputy_for, 'offeringId', a.offering_id)
          order by a.appointed_at, a.id), '[]')
        from appointment a where a.person_id = p.id and a.revoked_at is null and a.starts_on <= ${today}::date
          and (a.ends_on is null or a.ends_on >= ${today}::date)) else '[]' end as appointments
    from mail_address m join person p on p.id = m.person_id
    join login l on l.person_id = p.id and l.disabled_at is null
    cross join lateral (select exists (select from staff f where f.person_id = p.id
      and (f.left_on is null or f.left_on > ${today}::date)) as is_staff) s
    cross join lateral (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'division', g.division)
        order by g.starts_on), '[]') as registrations
      from registration g where g.person_id = p.id and (g.ends_on is null or g.ends_on >= ${today}::date)) r
    where m.digest and m.refused_at is null and (m.digest_week is null or m.digest_week < ${week}::date)
      and (s.is_staff or r.registrations <> '[]')
    order by p.id limit ${limit}`.execute(db);
  return rows;
}

/** Nothing waits for them this week. */
export async function passOver(tx: Tx, personIds: readonly string[], week: string): Promise<void> {
  if (personIds.length === 0) return;
  await tx
    .updateTable('mail_address')
    .set({ digest_week: week })
    .where('person_id', 'in', [...personIds])
    .execute();
}

interface Claimed {
  addressSealed: Buffer;
  language: Language;
  verifiedAt: Date;
}

/** A week's letter to somebody becomes this run's to send: once, and only where it is still wanted. */
export async function claimDigest(tx: Tx, personId: string, week: string): Promise<Claimed | undefined> {
  const { rows } = await sql<Claimed>`
    update mail_address m set digest_week = ${week}::date
    where m.person_id = ${personId} and m.digest and m.refused_at is null
      and (m.digest_week is null or m.digest_week < ${week}::date)
    returning m.address_sealed as "addressSealed", m.language, m.verified_at as "verifiedAt"`.execute(tx);
  return rows[0];
}

/** It surely did not leave: the next run may send it. */
export async function unclaimDigest(tx: Tx, personId: string): Promise<void> {
  await tx.updateTable('mail_address').set({ digest_week: null }).where('person_id', '=', personId).execute();
}
