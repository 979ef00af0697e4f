/** 200 teachers with forty works each to decide on, and the bare reference of deciding: a row and its ledger line. */
import type pg from 'pg';
import { issueSession } from '../../src/accounts/auth.ts';
import type { OpenSchool } from '../../src/app/school.ts';

const teachers = 200;
const worksEach = 40;

export interface Teacher {
  personId: string;
  cookie: string;
  works: Work[];
}
export interface Work {
  outcomeId: string;
  versionId: string;
}

/** 200 teachers, each with an offering of their own in which forty students have handed in one work; deciding reads no file. */
export async function enterWorks(school: OpenSchool): Promise<Teacher[]> {
  const pool = school.ownerPool;
  await pool.query(
    `with t as (insert into person (name) select '教師' || n from generate_series(1, $1::int) n returning id, name),
     s as (insert into staff (person_id, staff_code) select id, 'BT' || substr(name, 3) from t),
     f as (insert into offering (course_code, school_year, semester, division, grade, group_name, credits)
       select 'BENCH1', 114, 1, 'day', 1, name, 2 from t returning id, group_name),
     ft as (insert into offering_teacher (offering_id, person_id) select f.id, t.id from f join t on t.name = f.group_name),
     r as (select id, row_number() over (order by id) as n from registration where student_number like 'B%'),
     fn as (select id, row_number() over (order by id) as n from f),
     e as (insert into enrolment (registration_id, offering_id)
       select r.id, fn.id from fn join r on (r.n + fn.n) % (select count(*) from r) < $2 returning id, registration_id),
     o as (insert into outcome (enrolment_id, registration_id, created_at)
       select id, registration_id, clock_timestamp() from e returning id),
     u as (insert into outcome_upload (outcome_id, description, begun_at)
       select id, '期末專題報告與反思', '2025-12-09' from o returning id, outcome_id)
     insert into outcome_version (outcome_id, number, upload_id, description, begun_at, finished_at)
     select outcome_id, 1, id, '期末專題報告與反思', '2025-12-09', '2025-12-09' from u`,
    [teachers, worksEach],
  );
  await pool.query('analyze');
  const { rows } = await pool.query<{ personId: string; works: Work[] }>(
    `select t.person_id as "personId", jsonb_agg(jsonb_build_object('outcomeId', o.id, 'versionId', v.id)) as works
     from offering_teacher t join offering f on f.id = t.offering_id and f.group_name like '教師%'
     join enrolment e on e.offering_id = f.id join outcome o on o.enrolment_id = e.id
     join outcome_version v on v.outcome_id = o.id group by t.person_id`,
  );
  const entered = await Promise.all(
    rows.map(async (teacher) => ({ ...teacher, cookie: await issueSession(school, teacher.personId) })),
  );
  const count = entered.reduce((sum, { works }) => sum + works.length, 0);
  if (entered.length !== teachers || count !== teachers * worksEach)
    throw new Error(`The school has ${entered.length} teachers with ${count} works.`);
  return entered;
}

/** One transaction: an insert for each row, and one for its line. */
export async function decideBare(pool: pg.Pool, { personId }: Teacher, works: Work[]): Promise<void> {
  const client = await pool.connect();
  await client.query('begin');
  for (const { outcomeId, versionId } of works) {
    await client.query({
      name: 'row',
      text: `insert into certification (version_id, outcome_id, decision, decided_by, decided_at)
             values ($1, $2, 'certified', $3, clock_timestamp())`,
      values: [versionId, outcomeId, personId],
    });
    await client.query({
      name: 'line',
      text: `select line_id from ledger_append(interval '0', 'certification.certified', $1, $2, '{}', '[]')`,
      values: [{ person: personId }, { outcomeId, versionId }],
    });
  }
  await client.query('commit');
  client.release();
}
