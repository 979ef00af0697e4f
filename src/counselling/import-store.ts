/** Conversations as a workbook names them: by staff code, day, topic and student number. */
import { sql } from 'kysely';
import { type By, remember } from '../history/store.ts';
import type { Db, Tx } from '../platform/db.ts';
import { recordChanges } from './change.ts';
import { type Category, termOf } from './counselling.ts';
import { addRecord, addStudents, changeRecord, recordById } from './store.ts';

export interface ImportedTalk {
  staffCode: string;
  number: string;
  heldOn: string;
  category: Category;
  topic: string;
  place: string;
  content: string;
  followUp: string;
  followUpDue: string | null;
}

export async function staffCodeOf(db: Db | Tx, personId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('staff')
    .select('staff_code')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.staff_code;
}

/** What stands already of these conversations with these students. */
export async function talksLike(db: Db | Tx, talks: readonly ImportedTalk[]): Promise<ImportedTalk[]> {
  const { rows } = await sql<ImportedTalk>`
    select w."staffCode", w.number, w."heldOn", c.category, w.topic, c.place, c.content, c.follow_up as "followUp",
      c.follow_up_due as "followUpDue"
    from ${wanted(talks)} ${theirRecord}
    join registration r on r.student_number = w.number
    join counselling_student o on o.record_id = c.id and o.registration_id = r.id`.execute(db);
  return rows;
}

/** Rows of one conversation become one record; a record that stands takes what is new and who joins. */
export async function saveTalks(tx: Tx, talks: readonly ImportedTalk[], by: By): Promise<void> {
  const ids = await idsOf(tx, talks);
  for (const group of Map.groupBy(talks, talkKey).values()) {
    const [first] = group;
    const of = first && ids.records.get(talkKey(first));
    if (!first || !of) continue;
    const registrationIds = group.flatMap(({ number }) => ids.students.get(number) ?? []);
    await saveTalk(tx, first, { ...of, registrationIds }, by);
  }
}

async function saveTalk(
  tx: Tx,
  talk: ImportedTalk,
  of: { recordId: string | null; counsellor: string; registrationIds: string[] },
  by: By,
): Promise<void> {
  const { heldOn, category, topic, place, content, followUp, followUpDue } = talk;
  const text = { heldOn, category, topic, place, content, followUp, followUpDue };
  const term = termOf(heldOn);
  const { counsellor, registrationIds } = of;
  if (of.recordId === null) {
    const whole = { ...text, heldFrom: null, heldTo: null, privateNote: '' };
    await addRecord(tx, term, whole, { counsellor, registrationIds, at: by.at });
    return remember(tx, recordChanges(registrationIds, undefined, whole), by);
  }
  const held = await recordById(tx, of.recordId);
  const whole = { ...held, ...text };
  const before = new Set(held.students.map(({ registrationId }) => registrationId));
  const come = registrationIds.filter((id) => !before.has(id));
  await changeRecord(tx, of.recordId, term, whole, by.at);
  await addStudents(tx, of.recordId, come);
  await remember(
    tx,
    [...recordChanges([...before], held, whole), ...recordChanges(come, undefined, whole)],
    by,
  );
}

async function idsOf(tx: Tx, talks: readonly ImportedTalk[]) {
  const records = await sql<ImportedTalk & { recordId: string | null; counsellor: string }>`
    select distinct w."staffCode", w."heldOn", w.topic, s.person_id as counsellor, c.id as "recordId"
    from ${wanted(talks)} join staff s on s.staff_code = w."staffCode"
    left join counselling_record c on c.counsellor = s.person_id and c.held_on = w."heldOn" and c.topic = w.topic
      and c.withdrawn_at is null`.execute(tx);
  const students = await sql<{ number: string; id: string }>`
    select r.student_number as number, r.id from registration r
    where r.student_number = any(${talks.map(({ number }) => number)}::text[])`.execute(tx);
  return {
    records: new Map(
      records.rows.map((row) => [talkKey(row), { recordId: row.recordId, counsellor: row.counsellor }]),
    ),
    students: new Map(students.rows.map(({ number, id }) => [number, id])),
  };
}

function talkKey({ staffCode, heldOn, topic }: ImportedTalk): string {
  return `${staffCode}/${heldOn}/${topic}`;
}

function wanted(talks: readonly ImportedTalk[]) {
  return sql`jsonb_to_recordset(${JSON.stringify(talks)}::jsonb) as w("staffCode" text, number text, "heldOn" date,
    topic text)`;
}

const theirRecord = sql`join staff s on s.staff_code = w."staffCode"
  join counselling_record c on c.counsellor = s.person_id and c.held_on = w."heldOn" and c.topic = w.topic
    and c.withdrawn_at is null`;
