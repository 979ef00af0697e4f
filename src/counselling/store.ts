/** Records and who took part. Nothing here is read by another topic but for a student's own question (國9). */
import { type RawBuilder, sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Term } from '../calendar/term.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Category, RecordText } from './counselling.ts';

export interface Participant {
  registrationId: string;
  division: Division;
  number: string;
  name: string;
  className: string | null;
  seat: number | null;
}

export interface RecordRow extends RecordText {
  recordId: string;
  schoolYear: number;
  semester: 1 | 2;
  counsellorId: string;
  counsellor: string;
  followUpDoneOn: string | null;
  withdrawnAt: Date | null;
  withdrawnReason: string;
  files: number;
  students: Participant[];
}

/** The records of a semester with a student of these divisions. Served by counselling_record_semester. */
export async function recordsIn(
  db: Db | Tx,
  { schoolYear, semester }: Term,
  divisions: readonly Division[],
): Promise<RecordRow[]> {
  return rowsWhere(
    db,
    sql`c.school_year = ${schoolYear} and c.semester = ${semester} and ${ofDivisions(divisions)}`,
  );
}

/** One record, if a student of these divisions took part; locked where it is about to be changed. */
export async function recordSeen(
  db: Db | Tx,
  recordId: string,
  divisions: readonly Division[],
): Promise<RecordRow | undefined> {
  const [row] = await rowsWhere(db, sql`c.id = ${recordId} and ${ofDivisions(divisions)}`);
  return row;
}

/** For an import that has found it already. */
export async function recordById(tx: Tx, recordId: string): Promise<RecordRow> {
  const [row] = await rowsWhere(tx, sql`c.id = ${recordId}`);
  if (!row) throw new Error(`There is no counselling record ${recordId}.`);
  return row;
}

export async function lockRecord(tx: Tx, recordId: string): Promise<void> {
  await sql`select from counselling_record where id = ${recordId} for update`.execute(tx);
}

/** What students took part in themselves, while it stands. Served by counselling_student_registration. */
export async function recordsOfStudents(
  db: Db | Tx,
  registrationIds: readonly string[],
): Promise<RecordRow[]> {
  return rowsWhere(
    db,
    sql`c.withdrawn_at is null and exists (select from counselling_student o where o.record_id = c.id
      and o.registration_id = any(${registrationIds as string[]}::uuid[]))`,
  );
}

function ofDivisions(divisions: readonly Division[]): RawBuilder<unknown> {
  return sql`exists (select from counselling_student o join registration g on g.id = o.registration_id
    where o.record_id = c.id and g.division = any(${divisions as Division[]}::text[]))`;
}

async function rowsWhere(db: Db | Tx, condition: RawBuilder<unknown>): Promise<RecordRow[]> {
  const { rows } = await sql<RecordRow>`
    select c.id as "recordId", c.school_year as "schoolYear", c.semester, c.counsellor as "counsellorId",
      t.name as counsellor, c.category, c.topic, c.place, c.held_on as "heldOn", c.held_from as "heldFrom",
      c.held_to as "heldTo", c.content, c.private_note as "privateNote", c.follow_up as "followUp",
      c.follow_up_due as "followUpDue", c.follow_up_done_on as "followUpDoneOn", c.withdrawn_at as "withdrawnAt",
      c.withdrawn_reason as "withdrawnReason",
      (select count(*)::int from counselling_file f where f.record_id = c.id and f.removed_at is null) as files,
      s.students
    from counselling_record c join person t on t.id = c.counsellor
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('registrationId', r.id, 'division', r.division,
        'number', r.student_number, 'name', p.name, 'className', k.name, 'seat', m.seat)
        order by k.name, m.seat, r.student_number), '[]') as students
      from counselling_student o join registration r on r.id = o.registration_id join person p on p.id = r.person_id
      left join placement m on m.registration_id = r.id and m.school_year = c.school_year and m.semester = c.semester
      left join class k on k.id = m.class_id
      where o.record_id = c.id) s
    where ${condition} order by c.held_on desc, c.entered_at desc`.execute(db);
  return rows;
}

export async function addRecord(
  tx: Tx,
  term: Term,
  text: RecordText,
  entry: { counsellor: string; registrationIds: readonly string[]; at: Date },
): Promise<string> {
  const { id } = await tx
    .insertInto('counselling_record')
    .values({
      school_year: term.schoolYear,
      semester: term.semester,
      counsellor: entry.counsellor,
      ...columnsOf(text),
      entered_at: entry.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await addStudents(tx, id, entry.registrationIds);
  return id;
}

export async function changeRecord(
  tx: Tx,
  recordId: string,
  term: Term,
  text: RecordText,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('counselling_record')
    .set({
      school_year: term.schoolYear,
      semester: term.semester,
      ...columnsOf(text),
      ...(text.followUp === '' ? { follow_up_done_on: null } : {}),
      changed_at: at,
    })
    .where('id', '=', recordId)
    .execute();
}

function columnsOf(text: RecordText) {
  return {
    category: text.category,
    topic: text.topic,
    place: text.place,
    held_on: text.heldOn,
    held_from: text.heldFrom,
    held_to: text.heldTo,
    content: text.content,
    private_note: text.privateNote,
    follow_up: text.followUp,
    follow_up_due: text.followUpDue,
  };
}

export async function addStudents(
  tx: Tx,
  recordId: string,
  registrationIds: readonly string[],
): Promise<void> {
  if (registrationIds.length === 0) return;
  await tx
    .insertInto('counselling_student')
    .values(
      registrationIds.map((registrationId) => ({ record_id: recordId, registration_id: registrationId })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function dropStudents(
  tx: Tx,
  recordId: string,
  registrationIds: readonly string[],
): Promise<void> {
  if (registrationIds.length === 0) return;
  await tx
    .deleteFrom('counselling_student')
    .where('record_id', '=', recordId)
    .where('registration_id', 'in', registrationIds as string[])
    .execute();
}

export async function withdrawRecord(tx: Tx, recordId: string, reason: string, at: Date): Promise<void> {
  await tx
    .updateTable('counselling_record')
    .set({ withdrawn_at: at, withdrawn_reason: reason })
    .where('id', '=', recordId)
    .execute();
}

export async function saveFollowUp(tx: Tx, recordId: string, doneOn: string | null): Promise<void> {
  await tx
    .updateTable('counselling_record')
    .set({ follow_up_done_on: doneOn })
    .where('id', '=', recordId)
    .execute();
}

export interface Template {
  templateId: string;
  name: string;
  category: Category;
  topic: string;
  place: string;
  content: string;
  followUp: string;
}

export async function templatesOf(db: Db | Tx, personId: string): Promise<Template[]> {
  const rows = await db
    .selectFrom('counselling_template')
    .select(['id as templateId', 'name', 'category', 'topic', 'place', 'content', 'follow_up as followUp'])
    .where('person_id', '=', personId)
    .orderBy('name')
    .execute();
  return rows.map((row) => ({ ...row, category: row.category as Category }));
}

export async function keepTemplate(
  tx: Tx,
  personId: string,
  { followUp, ...template }: Omit<Template, 'templateId'>,
  at: Date,
): Promise<string> {
  const words = { ...template, follow_up: followUp, saved_at: at };
  const { id } = await tx
    .insertInto('counselling_template')
    .values({ person_id: personId, ...words })
    .onConflict((conflict) => conflict.columns(['person_id', 'name']).doUpdateSet(words))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function removeTemplate(tx: Tx, personId: string, templateId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('counselling_template')
    .where('id', '=', templateId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
