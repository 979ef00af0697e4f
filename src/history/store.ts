/** Changes are written in the transaction of the act that makes them, and only ever added. */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { Change, FieldChange, HistoryTopic } from './change.ts';

export interface By {
  personId: string | null;
  appointmentId: string | null;
  at: Date;
  reason?: string;
  importId?: string;
}

export async function remember(tx: Tx, changes: readonly Change[], by: By): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    insert into record_change
      (registration_id, topic, kind, label, fields, at, by, appointment_id, reason, import_id)
    select c."registrationId", c.topic, c.kind, c.label, c.fields, ${by.at}::timestamptz,
      ${by.personId}::uuid, ${by.appointmentId}::uuid, ${by.reason ?? ''}::text, ${by.importId ?? null}::uuid
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
      as c("registrationId" uuid, topic text, kind text, label text, fields jsonb)`.execute(tx);
}

/** An import is taken back: each of its changes is followed by its reverse, the last first. */
export async function reverse(tx: Tx, importId: string, by: By): Promise<void> {
  await sql`
    insert into record_change
      (registration_id, topic, kind, label, fields, at, by, appointment_id, reason, import_id)
    select c.registration_id, c.topic,
      case c.kind when 'added' then 'removed' when 'removed' then 'added' else c.kind end, c.label,
      coalesce((select jsonb_agg(f || jsonb_build_object('before', f->'after', 'after', f->'before'))
        from jsonb_array_elements(c.fields) f), '[]'),
      ${by.at}::timestamptz, ${by.personId}::uuid, ${by.appointmentId}::uuid, ${by.reason ?? ''}::text, c.import_id
    from record_change c where c.import_id = ${importId} order by c.id desc`.execute(tx);
}

export interface Remembered {
  id: number;
  kind: 'added' | 'changed' | 'removed';
  label: string;
  fields: FieldChange[];
  at: Date;
  by: string | null;
  reason: string;
  imported: boolean;
}

/** The latest first, at most `limit`; `record_change_registration` serves it. */
export async function changesOf(
  db: Db | Tx,
  registrationId: string,
  topic: HistoryTopic,
  limit = 200,
): Promise<Remembered[]> {
  const rows = await db
    .selectFrom('record_change as c')
    .leftJoin('person as p', 'p.id', 'c.by')
    .select(['c.id', 'c.kind', 'c.label', 'c.fields', 'c.at', 'p.name as by', 'c.reason', 'c.import_id'])
    .where('c.registration_id', '=', registrationId)
    .where('c.topic', '=', topic)
    .orderBy('c.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ import_id, ...row }) => ({
    ...row,
    kind: row.kind as Remembered['kind'],
    fields: row.fields as unknown as FieldChange[],
    imported: import_id !== null,
  }));
}
