/** Questions and their answers; whether a record is the student's own is asked of its topic's tables. */
import { type RawBuilder, sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { QuestionTopic, QuestionVerdict } from './question.ts';

export interface QuestionRow {
  questionId: string;
  registrationId: string;
  topic: QuestionTopic;
  recordId: string;
  label: string;
  text: string;
  askedAt: Date;
  verdict: QuestionVerdict | null;
  answer: string | null;
  answeredBy: string | null;
  answeredAt: Date | null;
  division: Division;
  name: string;
  number: string;
  className: string | null;
  seat: number | null;
}

/** Students' own. Served by question_registration. */
export async function questionsBy(db: Db | Tx, registrationIds: readonly string[]): Promise<QuestionRow[]> {
  return rowsWhere(db, sql`q.registration_id = any(${registrationIds as string[]}::uuid[])`);
}

/**
 * What these offices answer for: topic and division in pairs. The open ones first, the longest waiting on top;
 * then the latest 500 answered. Served by question_topic.
 */
export async function questionsFor(db: Db | Tx, kept: readonly Kept[]): Promise<QuestionRow[]> {
  const rows = await rowsWhere(db, isKept(kept));
  const open = rows.filter(({ answeredAt }) => answeredAt === null).reverse();
  return [...open, ...rows.filter(({ answeredAt }) => answeredAt !== null).slice(0, 500)];
}

export interface Kept {
  topic: QuestionTopic;
  division: Division;
}

/** One question, if it is these offices' to answer; locked, so that it is answered once. */
export async function questionFor(
  tx: Tx,
  questionId: string,
  kept: readonly Kept[],
): Promise<QuestionRow | undefined> {
  await sql`select from question where id = ${questionId} for update`.execute(tx);
  const [row] = await rowsWhere(tx, sql`q.id = ${questionId} and ${isKept(kept)}`);
  return row;
}

function isKept(kept: readonly Kept[]): RawBuilder<unknown> {
  return sql`(q.topic, r.division) in (select topic, division
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as k(topic text, division text))`;
}

async function rowsWhere(db: Db | Tx, condition: RawBuilder<unknown>): Promise<QuestionRow[]> {
  const { rows } = await sql<QuestionRow>`
    select q.id as "questionId", q.registration_id as "registrationId", q.topic, q.record_id as "recordId", q.label,
      q.text, q.asked_at as "askedAt", q.verdict, q.answer, a.name as "answeredBy", q.answered_at as "answeredAt",
      r.division, p.name, r.student_number as number, l.class_name as "className", l.seat
    from question q join registration r on r.id = q.registration_id join person p on p.id = r.person_id
    left join person a on a.id = q.answered_by
    left join lateral (select c.name as class_name, m.seat from placement m join class c on c.id = m.class_id
      where m.registration_id = r.id order by m.school_year desc, m.semester desc limit 1) l on true
    where ${condition} order by q.asked_at desc, q.id`.execute(db);
  return rows;
}

/** Whether this record is the student's own; a field of the register always is. */
export async function ownsRecord(
  db: Db | Tx,
  { topic, registrationId, recordId }: { topic: QuestionTopic; registrationId: string; recordId: string },
): Promise<boolean> {
  const own = recordsOf[topic];
  if (own === null) return /^[A-Za-z][A-Za-z.]*$/.test(recordId) || recordId === registrationId;
  const { rows } = await sql<{ found: boolean }>`
    select exists (${own(registrationId)} and id::text = ${recordId}) as found`.execute(db);
  return rows[0]?.found ?? false;
}

const recordsOf: Record<QuestionTopic, ((registrationId: string) => RawBuilder<unknown>) | null> = {
  register: null,
  grades: (registrationId) => sql`select from enrolment where registration_id = ${registrationId}`,
  cadre: (registrationId) => sql`select from cadre_post where registration_id = ${registrationId}
    and removed_at is null`,
  counselling: (
    registrationId,
  ) => sql`select from counselling_record join counselling_student s on s.record_id = id
    where s.registration_id = ${registrationId} and withdrawn_at is null`,
};

export async function addQuestion(
  tx: Tx,
  asked: Pick<QuestionRow, 'registrationId' | 'topic' | 'recordId' | 'label' | 'text'> & {
    by: string;
    at: Date;
  },
): Promise<string> {
  const { id } = await tx
    .insertInto('question')
    .values({
      registration_id: asked.registrationId,
      topic: asked.topic,
      record_id: asked.recordId,
      label: asked.label,
      text: asked.text,
      asked_by: asked.by,
      asked_at: asked.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function saveReply(
  tx: Tx,
  questionId: string,
  said: { verdict: QuestionVerdict; text: string; by: string; appointmentId: string | null; at: Date },
): Promise<void> {
  await tx
    .updateTable('question')
    .set({
      verdict: said.verdict,
      answer: said.text,
      answered_by: said.by,
      appointment_id: said.appointmentId,
      answered_at: said.at,
    })
    .where('id', '=', questionId)
    .execute();
}
