/** Tells people of an act in the act's own transaction, as `record` tells the ledger. @server */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import { dayOf } from '../calendar/day.ts';
import type { Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { mailedAtOnce, type NoticeKind } from './notice.ts';

export interface Told {
  kind: NoticeKind;
  aboutId: string;
  at: Date;
  /** The student themselves, whoever holds one of these offices on that day, or these people. */
  to:
    | { registrationId: string }
    | { offices: readonly string[]; division: Division }
    | { personIds: readonly string[] };
}

/** What somebody has not read yet is not told them a second time. */
export async function notify(
  tx: Tx,
  { jobs, mail }: Pick<School, 'jobs' | 'mail'>,
  { kind, aboutId, at, to }: Told,
): Promise<void> {
  const people =
    'registrationId' in to
      ? sql`select person_id from registration where id = ${to.registrationId}`
      : 'personIds' in to
        ? sql`select unnest(${[...to.personIds]}::uuid[]) as person_id`
        : holders(to.offices, to.division, dayOf(at));
  const { rows } = await sql<{ id: string }>`
    insert into notice (person_id, kind, about_id, at)
    select person_id, ${kind}, ${aboutId}::uuid, ${at}::timestamptz from (${people}) p
    on conflict (person_id, kind, about_id) where read_at is null do nothing
    returning id`.execute(tx);
  if (!mail.on || !mailedAtOnce.includes(kind)) return;
  for (const { id } of rows) await jobs.add(tx, 'notices.send', { noticeId: id }, { key: `notice ${id}` });
}

function holders(offices: readonly string[], division: Division, day: string) {
  return sql`
    select distinct a.person_id from appointment a
    join staff f on f.person_id = a.person_id and (f.left_on is null or f.left_on > ${day})
    where a.office = any(${[...offices]}::text[]) and (a.division is null or a.division = ${division})
      and a.revoked_at is null and a.starts_on <= ${day} and (a.ends_on is null or a.ends_on >= ${day})`;
}
