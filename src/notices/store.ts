/** Notices, addresses and codes; writes `notice`, `mail_address`, `mail_code`, `mail_trouble`. */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import { type Language, mailedAtOnce, type NoticeKind, type Preference } from './notice.ts';

export interface NoticeRow {
  noticeId: string;
  kind: NoticeKind;
  at: Date;
  read: boolean;
  /** The work, the task or the question. */
  targetId: string;
  /** What it is about, in the words its own topic keeps; of a doubt only the round. */
  label: string;
  subject: string | null;
  schoolYear: number | null;
  /** Of a reopening: which semester's, and until when. */
  semester: number | null;
  closes: Date | null;
  gradeBand: string | null;
  batch: number | null;
  division: string | null;
}

/** A person's own, the latest first, at most 200. Served by notice_person. */
export async function noticesOf(db: Db, personId: string): Promise<NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`
    select n.id as "noticeId", n.kind, n.at, n.read_at is not null as read,
      coalesce(c.outcome_id, n.about_id) as "targetId", coalesce(v.description, q.label, h.reason, '') as label,
      k.name as subject, coalesce(d.school_year, h.school_year) as "schoolYear", h.semester,
      least(h.closes, h.ended_at) as closes, d.grade_band as "gradeBand", d.batch, t.division
    from notice n
    left join certification c on n.kind = 'returned' and c.id = n.about_id
    left join outcome_version v on v.id = c.version_id
    left join outcome o on o.id = c.outcome_id left join enrolment e on e.id = o.enrolment_id
    left join offering f on f.id = e.offering_id left join course k on k.code = f.course_code
    left join question q on n.kind = 'answered' and q.id = n.about_id
    left join reopening h on n.kind = 'reopened' and h.id = n.about_id
    left join submission_task t on n.kind = 'doubt' and t.id = n.about_id left join round d on d.id = t.round_id
    where n.person_id = ${personId} order by n.at desc, n.id limit 200`.execute(db);
  return rows;
}

export async function readNotices(tx: Tx, personId: string, noticeIds: readonly string[], at: Date) {
  await tx
    .updateTable('notice')
    .set({ read_at: at })
    .where('person_id', '=', personId)
    .where('id', 'in', [...noticeIds])
    .where('read_at', 'is', null)
    .execute();
}

/**
 * The letter of a notice becomes this run's to send: once, and only where it is still wanted.
 * @returns the sealed address; undefined where there is nothing to send
 */
export async function claimNotice(
  tx: Tx,
  noticeId: string,
  now: Date,
): Promise<{ kind: NoticeKind; personId: string; addressSealed: Buffer } | undefined> {
  const { rows } = await sql<{ kind: NoticeKind; personId: string; addressSealed: Buffer }>`
    update notice n set mailed_at = ${now}::timestamptz from mail_address a
    where n.id = ${noticeId} and n.mailed_at is null and n.read_at is null
      and n.kind = any(${[...mailedAtOnce]}::text[])
      and a.person_id = n.person_id and a.immediate and a.refused_at is null
    returning n.kind, n.person_id as "personId", a.address_sealed as "addressSealed"`.execute(tx);
  return rows[0];
}

/** It surely did not leave: the next run may send it. */
export async function unclaimNotice(tx: Tx, noticeId: string): Promise<void> {
  await tx.updateTable('notice').set({ mailed_at: null }).where('id', '=', noticeId).execute();
}

export async function addressOf(db: Db | Tx, personId: string) {
  return db.selectFrom('mail_address').selectAll().where('person_id', '=', personId).executeTakeFirst();
}

export async function saveAddress(
  tx: Tx,
  personId: string,
  { sealed, language, at }: { sealed: Buffer; language: Language; at: Date },
): Promise<void> {
  const fresh = { address_sealed: sealed, verified_at: at, language, immediate: true, refused_at: null };
  // Whoever ended the weekly letter has ended it for their next address too.
  await tx
    .insertInto('mail_address')
    .values({ person_id: personId, ...fresh, digest: true })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(fresh))
    .execute();
}

export async function changeAddress(
  tx: Tx,
  personId: string,
  change: Preference | { refused_at: Date },
): Promise<boolean> {
  const changed = await tx
    .updateTable('mail_address')
    .set(change)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

export async function removeAddress(tx: Tx, personId: string): Promise<boolean> {
  const gone = await tx.deleteFrom('mail_address').where('person_id', '=', personId).executeTakeFirst();
  return gone.numDeletedRows === 1n;
}
