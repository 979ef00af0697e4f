/** Enrolments: a student taking an offering. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import { type By, remember } from '../history/store.ts';
import type { Db, Tx } from '../platform/db.ts';
import { type EnrolmentKind, kindNames } from './enrolment.ts';
import { distinctTerms, type Term } from './offering-store.ts';

export interface EnrolmentRow {
  schoolYear: number;
  semester: number;
  division: Division;
  number: string;
  code: string;
  group: string;
  kind: EnrolmentKind;
  /** The course's name, where it is known. */
  label: string;
}

/** Every enrolment that has not ended, of the semesters and divisions that are named. */
export async function enrolmentsIn(db: Db | Tx, terms: readonly Term[]): Promise<EnrolmentRow[]> {
  const { rows } = await sql<EnrolmentRow>`
    select o.school_year as "schoolYear", o.semester, o.division, r.student_number as number,
      o.course_code as code, o.group_name as "group", e.kind, c.name as label
    from enrolment e join offering o on o.id = e.offering_id join course c on c.code = o.course_code
    join registration r on r.id = e.registration_id join ${distinctTerms(terms)}
      on t."schoolYear" = o.school_year and t.semester = o.semester and t.division = o.division
    where e.ended_at is null`.execute(db);
  return rows;
}

/** Adds enrolments; one that had ended goes on. */
export async function saveEnrolments(tx: Tx, enrolments: readonly EnrolmentRow[]): Promise<void> {
  if (enrolments.length === 0) return;
  const { numAffectedRows } = await sql`
    insert into enrolment (registration_id, offering_id, kind)
    select r.id, o.id, w.kind from ${wanted(enrolments)} ${theirRows}
    on conflict (registration_id, offering_id, kind) do update set ended_at = null`.execute(tx);
  if (Number(numAffectedRows) !== enrolments.length)
    throw new Error(
      `${enrolments.length} enrolments, ${numAffectedRows} of them found their student and offering.`,
    );
}

/** Those with a grade or work handed in end and stay; the others were never more than a row. */
export async function endEnrolments(tx: Tx, enrolments: readonly EnrolmentRow[], by: By): Promise<void> {
  if (enrolments.length === 0) return;
  const { rows } = await sql<{ registrationId: string; kind: string; label: string }>`
    select r.id as "registrationId", w.kind, w."schoolYear" || '-' || w.semester || ' ' || w.label || '（' || w."group" || '）' as label
    from ${wanted(enrolments)} join registration r on r.student_number = w.number`.execute(tx);
  const fields = (kind: string) => [{ field: 'kind', before: kindNames[kind as EnrolmentKind], after: '' }];
  const changes = rows.map(({ kind, ...row }) => ({ ...row, fields: fields(kind) }));
  await remember(
    tx,
    changes.map((row) => ({ ...row, topic: 'grades' as const, kind: 'removed' as const })),
    by,
  );
  const theirs = sql`select e.id from ${wanted(enrolments)} ${theirRows}
    join enrolment e on e.registration_id = r.id and e.offering_id = o.id and e.kind = w.kind`;
  await sql`delete from enrolment e where e.id in (${theirs})
    and not exists (select from outcome u where u.enrolment_id = e.id)
    and not exists (select from grade g where g.enrolment_id = e.id)
    and not exists (select from enrolment_origin n where n.enrolment_id = e.id)`.execute(tx);
  await sql`update enrolment set ended_at = ${by.at} where id in (${theirs})`.execute(tx);
}

function wanted(enrolments: readonly EnrolmentRow[]) {
  return sql`jsonb_to_recordset(${JSON.stringify(enrolments)}::jsonb) as w("schoolYear" int, semester int,
    division text, number text, code text, "group" text, kind text, label text)`;
}

const theirRows = sql`join registration r on r.student_number = w.number
  join offering o on o.course_code = w.code and o.school_year = w."schoolYear" and o.semester = w.semester
    and o.division = w.division and o.group_name = w."group"`;

/** Ends what a student takes in a semester, by a change of status. @returns the ids, for resuming exactly those */
export async function endSemester(
  tx: Tx,
  registrationId: string,
  { schoolYear, semester }: { schoolYear: number; semester: number },
  at: Date,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update enrolment e set ended_at = ${at} from offering o
    where o.id = e.offering_id and e.registration_id = ${registrationId} and e.ended_at is null
      and o.school_year = ${schoolYear}::int and o.semester = ${semester}::int
    returning e.id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** What a change of status had ended goes on, where nothing else has ended it since. */
export async function resumeEnrolments(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('enrolment')
    .set({ ended_at: null })
    .where('id', 'in', [...ids])
    .execute();
}
