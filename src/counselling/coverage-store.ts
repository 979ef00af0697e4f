/** Who is at school in a semester, and how often each was seen: days, kinds and teachers, never what was said. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Term } from '../calendar/term.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Category } from './counselling.ts';

export interface PlacedStudent {
  registrationId: string;
  number: string;
  name: string;
  seat: number | null;
  classId: string;
  className: string;
  grade: number;
  division: Division;
}

/** Whoever is placed in a class of these divisions, or in one of these classes. Served by placement_class. */
export async function placedIn(
  db: Db | Tx,
  { schoolYear, semester }: Term,
  seen: { divisions: readonly Division[]; classIds: readonly string[] },
): Promise<PlacedStudent[]> {
  const { rows } = await sql<PlacedStudent>`
    select r.id as "registrationId", r.student_number as number, p.name, m.seat, c.id as "classId",
      c.name as "className", c.grade, c.division
    from class c join placement m on m.class_id = c.id and m.semester = ${semester}
    join registration r on r.id = m.registration_id join person p on p.id = r.person_id
    where c.school_year = ${schoolYear}
      and (c.division = any(${seen.divisions as Division[]}::text[]) or c.id = any(${seen.classIds as string[]}::uuid[]))
    order by c.division desc, c.grade, c.name, m.seat, r.student_number`.execute(db);
  return rows;
}

export interface Talk {
  registrationId: string;
  heldOn: string;
  category: Category;
  group: boolean;
  counsellor: string;
}

/** Standing conversations of a semester, one line per student. Served by counselling_record_semester. */
export async function talksIn(
  db: Db | Tx,
  { schoolYear, semester }: Term,
  classId?: string,
): Promise<Talk[]> {
  const { rows } = await sql<Talk>`
    select o.registration_id as "registrationId", c.held_on as "heldOn", c.category, p.name as counsellor,
      (select count(*) > 1 from counselling_student n where n.record_id = c.id) as "group"
    from counselling_record c join counselling_student o on o.record_id = c.id join person p on p.id = c.counsellor
    where c.school_year = ${schoolYear} and c.semester = ${semester} and c.withdrawn_at is null
      and (${classId ?? null}::uuid is null or exists (select from placement m where m.class_id = ${classId ?? null}
        and m.semester = ${semester} and m.registration_id = o.registration_id))
    order by c.held_on, p.name`.execute(db);
  return rows;
}

/** How often each student was seen. */
export async function timesIn(db: Db | Tx, term: Term): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; times: number }>`
    select o.registration_id as id, count(*)::int as times
    from counselling_record c join counselling_student o on o.record_id = c.id
    where c.school_year = ${term.schoolYear} and c.semester = ${term.semester} and c.withdrawn_at is null
    group by o.registration_id`.execute(db);
  return new Map(rows.map(({ id, times }) => [id, times]));
}

export interface FollowUp {
  recordId: string;
  topic: string;
  followUp: string;
  due: string | null;
}

/** What a teacher meant to follow up and has not yet, the first due first; of any semester. */
export async function openFollowUps(db: Db | Tx, personId: string): Promise<FollowUp[]> {
  const { rows } = await sql<FollowUp>`
    select id as "recordId", topic, follow_up as "followUp", follow_up_due as due from counselling_record
    where counsellor = ${personId} and withdrawn_at is null and follow_up <> '' and follow_up_done_on is null
    order by follow_up_due nulls last, held_on`.execute(db);
  return rows;
}
