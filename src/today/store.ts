/** Reads only: counts of what other topics hold, per student of a class and per class of a division. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Db } from '../platform/db.ts';
import type { Measure, Progress } from './overview.ts';

interface Term {
  schoolYear: number;
  semester: number;
}

export interface ClassRow {
  classId: string;
  name: string;
  grade: number;
  division: Division;
  schoolYear: number;
}

export async function oneClass(db: Db, classId: string): Promise<ClassRow | undefined> {
  const row = await db.selectFrom('class').selectAll().where('id', '=', classId).executeTakeFirst();
  return (
    row && {
      classId: row.id,
      name: row.name,
      grade: row.grade,
      division: row.division as Division,
      schoolYear: row.school_year,
    }
  );
}

export interface StudentRow {
  registrationId: string;
  number: string;
  seat: number | null;
  name: string;
  subjects: number;
  uploaded: number;
  certified: number;
  returned: number;
  waiting: number;
  selected: number;
  posts: number;
  counselled: boolean;
  unanswered: number;
}

/** Everybody placed in a class in a semester, by seat; `placement_class` finds them, the rest goes by student. */
export async function studentsOf(db: Db, classId: string, term: Term): Promise<StudentRow[]> {
  const { rows } = await sql<StudentRow>`
    with placed as (
      select m.registration_id, m.seat from placement m
      where m.class_id = ${classId} and m.school_year = ${term.schoolYear}::int and m.semester = ${term.semester}::int
    ), ${workOf(term)}
    select r.id as "registrationId", r.student_number as number, p.seat, h.name,
      coalesce(t.subjects, 0)::int as subjects, coalesce(w.uploaded, 0)::int as uploaded,
      coalesce(w.certified, 0)::int as certified, coalesce(w.returned, 0)::int as returned,
      coalesce(w.waiting, 0)::int as waiting,
      (select count(*)::int from selection s join round d on d.id = s.round_id
        where s.registration_id = r.id and s.ended_at is null and d.school_year = ${term.schoolYear}::int) as selected,
      (select count(*)::int from cadre_post c where c.registration_id = r.id and c.removed_at is null
        and c.school_year = ${term.schoolYear}::int and c.semester = ${term.semester}::int) as posts,
      exists (select from counselling_student s join counselling_record c on c.id = s.record_id
        where s.registration_id = r.id and c.withdrawn_at is null
          and c.school_year = ${term.schoolYear}::int and c.semester = ${term.semester}::int) as counselled,
      (select count(*)::int from receipt_line l join receipt_import i on i.id = l.import_id
        where l.registration_id = r.id and i.state = 'applied'
          and not exists (select from receipt_sign_off o where o.import_id = i.id)
          and not exists (select from receipt_answer a where a.task_id = i.task_id
            and a.registration_id = r.id)) as unanswered
    from placed p join registration r on r.id = p.registration_id join person h on h.id = r.person_id
    left join taken t on t.registration_id = r.id left join work w on w.registration_id = r.id
    order by p.seat nulls last, r.student_number`.execute(db);
  return rows;
}

export interface ClassProgress extends ClassRow {
  students: number;
  measures: Record<Measure, Progress>;
}

/** Every class of these divisions in a semester with how far each thing is. One pass over the semester. */
export async function classesOf(
  db: Db,
  divisions: readonly Division[],
  term: Term,
): Promise<ClassProgress[]> {
  const { rows } = await sql<ClassRow & { students: number } & Record<string, number>>`
    with placed as (
      select m.registration_id, m.class_id from placement m join class c on c.id = m.class_id
      where m.school_year = ${term.schoolYear}::int and m.semester = ${term.semester}::int
        and c.division = any(${[...divisions]}::text[])
    ), ${workOf(term)},
    seen as (
      select distinct s.registration_id from counselling_student s join counselling_record c on c.id = s.record_id
      where c.withdrawn_at is null and c.school_year = ${term.schoolYear}::int and c.semester = ${term.semester}::int
    ), filled as (
      select c.class_id, count(distinct u.name) as posts from cadre_post c
      join class k on k.id = c.class_id
      join cadre_usual_post u on u.name = c.post and u.level = 'class' and u.division = k.division and u.needed
      where c.removed_at is null and c.school_year = ${term.schoolYear}::int and c.semester = ${term.semester}::int
      group by c.class_id
    )
    select c.id as "classId", c.name, c.grade, c.division, c.school_year as "schoolYear",
      count(*)::int as students,
      count(*) filter (where h.national_id_key is not null and h.birth_date is not null
        and h.gender is not null and r.entry_method is not null)::int as "registerDone",
      coalesce(sum(t.graded), 0)::int as "gradesDone", coalesce(sum(t.subjects), 0)::int as "gradesOf",
      coalesce(max(f.posts), 0)::int as "cadreDone",
      (select count(*)::int from cadre_usual_post u
        where u.level = 'class' and u.division = c.division and u.needed) as "cadreOf",
      count(s.registration_id)::int as "counsellingDone",
      count(*) filter (where w.uploaded > 0)::int as "outcomesDone",
      coalesce(sum(w.certified + w.returned), 0)::int as "certificationDone",
      coalesce(sum(w.uploaded), 0)::int as "certificationOf"
    from placed p join class c on c.id = p.class_id join registration r on r.id = p.registration_id
    join person h on h.id = r.person_id left join taken t on t.registration_id = r.id
    left join work w on w.registration_id = r.id left join seen s on s.registration_id = r.id
    left join filled f on f.class_id = c.id
    group by c.id order by c.division desc, c.grade, c.name`.execute(db);
  return rows.map(({ classId, name, grade, division, schoolYear, students, ...counts }) => {
    const of = (key: string): number => counts[key] ?? 0;
    return {
      classId,
      name,
      grade,
      division,
      schoolYear,
      students,
      measures: {
        register: { done: of('registerDone'), of: students },
        grades: { done: of('gradesDone'), of: of('gradesOf') },
        cadre: { done: of('cadreDone'), of: of('cadreOf') },
        counselling: { done: of('counsellingDone'), of: students },
        outcomes: { done: of('outcomesDone'), of: students },
        certification: { done: of('certificationDone'), of: of('certificationOf') },
      },
    };
  });
}

/** `taken`: what the students of `placed` take in a semester; `work`: what they handed in there and what became of it. */
function workOf(term: Term) {
  return sql`taken as (
      select e.registration_id, count(*) as subjects, count(g.score) as graded
      from enrolment e join offering o on o.id = e.offering_id join placed using (registration_id)
      left join grade g on g.enrolment_id = e.id
      where e.ended_at is null and o.school_year = ${term.schoolYear}::int and o.semester = ${term.semester}::int
      group by e.registration_id
    ), work as (
      select u.registration_id, count(*) as uploaded,
        count(*) filter (where d.decision = 'certified') as certified,
        count(*) filter (where d.decision = 'returned') as returned,
        count(*) filter (where d.decision is null) as waiting
      from outcome u join placed using (registration_id) join enrolment e on e.id = u.enrolment_id
      join offering o on o.id = e.offering_id
      join lateral (select id from outcome_version v where v.outcome_id = u.id
        order by number desc limit 1) v on true
      left join certification d on d.version_id = v.id and d.withdrawn_at is null
      where u.withdrawn_at is null and o.school_year = ${term.schoolYear}::int
        and o.semester = ${term.semester}::int
      group by u.registration_id
    )`;
}
