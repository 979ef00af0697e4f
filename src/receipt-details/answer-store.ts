/** What students said, what the office found, and the sign-off. Nothing here is ever changed, only added. */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { Answer, Verdict } from './answer.ts';

export interface AnswerRow {
  answerId: string;
  importId: string;
  taskId: string;
  registrationId: string;
  answer: Answer;
  doubt: string;
  lineId: string | null;
  linesHash: string;
  at: Date;
  verdict: Verdict | null;
  explanation: string | null;
  resolvedBy: string | null;
  resolvedAt: Date | null;
}

/** Newest first; served by receipt_answer_registration. */
export async function answersOf(
  db: Db | Tx,
  where: { taskId: string; registrationIds?: readonly string[] } | { answerId: string },
): Promise<AnswerRow[]> {
  const condition =
    'answerId' in where
      ? sql`a.id = ${where.answerId}`
      : where.registrationIds
        ? sql`a.task_id = ${where.taskId} and a.registration_id = any(${where.registrationIds as string[]}::uuid[])`
        : sql`a.task_id = ${where.taskId}`;
  const { rows } = await sql<AnswerRow>`
    select a.id as "answerId", a.import_id as "importId", a.task_id as "taskId", a.registration_id as "registrationId",
           a.answer, a.doubt, a.line_id as "lineId", a.lines_hash as "linesHash", a.answered_at as at,
           d.verdict, d.explanation, p.name as "resolvedBy", d.resolved_at as "resolvedAt"
    from receipt_answer a
    left join doubt_resolution d on d.answer_id = a.id
    left join person p on p.id = d.resolved_by
    where ${condition}
    order by a.answered_at desc, a.id`.execute(db);
  return rows;
}

export async function saveAnswer(
  tx: Tx,
  said: {
    importId: string;
    taskId: string;
    registrationId: string;
    answer: Answer;
    doubt: string;
    lineId: string | null;
    linesHash: string;
    by: string;
    at: Date;
  },
): Promise<string> {
  const { id } = await tx
    .insertInto('receipt_answer')
    .values({
      import_id: said.importId,
      task_id: said.taskId,
      registration_id: said.registrationId,
      answer: said.answer,
      doubt: said.doubt,
      line_id: said.lineId,
      lines_hash: said.linesHash,
      answered_by: said.by,
      answered_at: said.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function saveResolution(
  tx: Tx,
  found: {
    answerId: string;
    verdict: Verdict;
    explanation: string;
    by: string;
    appointmentId: string;
    at: Date;
  },
): Promise<string> {
  const { id } = await tx
    .insertInto('doubt_resolution')
    .values({
      answer_id: found.answerId,
      verdict: found.verdict,
      explanation: found.explanation,
      resolved_by: found.by,
      appointment_id: found.appointmentId,
      resolved_at: found.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export interface SignOffRow {
  signOffId: string;
  importId: string;
  by: string;
  at: Date;
  note: string;
}

export async function signOffsOf(db: Db | Tx, importIds: readonly string[]): Promise<SignOffRow[]> {
  if (importIds.length === 0) return [];
  const { rows } = await sql<SignOffRow>`
    select s.id as "signOffId", s.import_id as "importId", p.name as by, s.signed_at as at, s.note
    from receipt_sign_off s join person p on p.id = s.signed_by
    where s.import_id = any(${importIds as string[]}::uuid[])`.execute(db);
  return rows;
}

export async function saveSignOff(
  tx: Tx,
  signed: {
    taskId: string;
    importId: string;
    note: string;
    counts: object;
    by: string;
    appointmentId: string;
    at: Date;
  },
): Promise<string> {
  const { id } = await tx
    .insertInto('receipt_sign_off')
    .values({
      task_id: signed.taskId,
      import_id: signed.importId,
      note: signed.note,
      counts: JSON.stringify(signed.counts),
      signed_by: signed.by,
      appointment_id: signed.appointmentId,
      signed_at: signed.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
