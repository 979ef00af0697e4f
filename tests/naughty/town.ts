/** A school in which every text that people may write is a naughty one, as it stands once it has come in. */
import { writable } from '../../src/platform/writable.ts';
import { classes, enrolments, offerings, schoolYear } from '../cast.ts';
import type { TestSchool } from '../harness.ts';
import { naughtyStrings } from './strings.ts';

/** Five hundred of them, tidied as every field does it. */
export const standing = naughtyStrings.map(({ text }) => String(writable(text)).trim());

const columns: readonly [table: string, column: string][] = [
  ['person', 'name'],
  ['staff', 'job_title'],
  ['course', 'name'],
  ['offering', 'group_name'],
  ['appointment', 'reason'],
  ['window_override', 'reason'],
  ['outcome_draft', 'description'],
  ['outcome_version', 'description'],
  ['outcome_file', 'name'],
  ['certification', 'reason'],
  ['performance_draft', 'description'],
  ['performance_version', 'description'],
  ['performance_file', 'name'],
  ['counselling_record', 'topic'],
  ['counselling_record', 'place'],
  ['counselling_record', 'content'],
  ['counselling_record', 'follow_up'],
  ['counselling_template', 'name'],
  ['counselling_template', 'topic'],
  ['counselling_file', 'name'],
  ['cadre_unit', 'name'],
  ['cadre_post', 'post'],
  ['grade', 'words'],
  ['question', 'label'],
  ['question', 'text'],
  ['receipt_answer', 'doubt'],
  ['status_event', 'reason'],
  ['status_document', 'name'],
  ['record_change', 'label'],
  ['record_change', 'reason'],
];

/** 商一甲 grows by five hundred students, each with a work that waits and a performance. */
export async function fillWithNaughty(school: TestSchool): Promise<void> {
  await school.owner.query(
    `with s as (select text, n from unnest($1::text[]) with ordinality as s(text, n)),
     p as (insert into person (name) select text from s returning id, name),
     named as (select p.id, p.name, s.n, gen_random_uuid() as registration from p join s on s.text = p.name),
     r as (insert into registration (id, person_id, student_number, division, entry_school_year, programme, field_group, starts_on)
       select registration, id, '9' || lpad(n::text, 6, '0'), 'day', $2::int, '301', '21', '2025-08-01' from named returning id),
     m as (insert into placement (registration_id, class_id, school_year, semester, seat)
       select registration, $3, $2::int, 1, 100 + n from named, r where r.id = registration returning registration_id),
     e as (insert into enrolment (registration_id, offering_id) select registration_id, $4 from m returning id, registration_id),
     o as (insert into outcome (enrolment_id, registration_id, created_at) select id, registration_id, '2025-12-09' from e
       returning id, registration_id),
     u as (insert into outcome_upload (outcome_id, description, begun_at)
       select o.id, n.name, '2025-12-09' from o join named n on n.registration = o.registration_id returning id, outcome_id, description),
     v as (insert into outcome_version (outcome_id, number, upload_id, description, begun_at, finished_at)
       select outcome_id, 1, id, description, '2025-12-09', '2025-12-09' from u),
     f as (insert into performance (registration_id, category, school_year, semester, created_at)
       select registration_id, 'work', $2::int, 1, '2025-12-09' from m returning id, registration_id),
     w as (insert into performance_upload (performance_id, fields, description, link, begun_at)
       select f.id, jsonb_build_object('name', n.name), n.name, '', '2025-12-09' from f
       join named n on n.registration = f.registration_id returning id, performance_id, fields, description)
     insert into performance_version (performance_id, number, upload_id, fields, description, link, begun_at, finished_at)
     select performance_id, 1, id, fields, description, '', '2025-12-09', '2025-12-09' from w`,
    [standing, schoolYear, classes.dayOne.id, offerings.chinese.id],
  );
  // 林育安 has as many works as nobody ever had.
  await school.owner.query(
    `with s as (select text, gen_random_uuid() as id from unnest($1::text[]) as s(text)),
     o as (insert into outcome (id, enrolment_id, registration_id, created_at)
       select s.id, e.id, e.registration_id, '2025-12-09' from s, enrolment e where e.id = $2 returning id),
     u as (insert into outcome_upload (outcome_id, description, begun_at)
       select o.id, s.text, '2025-12-09' from o join s on s.id = o.id returning id, outcome_id, description)
     insert into outcome_version (outcome_id, number, upload_id, description, begun_at, finished_at)
     select outcome_id, 1, id, description, '2025-12-09', '2025-12-09' from u`,
    [standing, enrolments.linMaths.id],
  );
  for (const [at, [table, column]] of columns.entries())
    await school.owner.query(
      `update "${table}" set "${column}" = ($1::text[])[1 + (n + $2::int) % 500]
       from (select ctid as place, row_number() over (order by ctid) as n from "${table}") as numbered
       where "${table}".ctid = numbered.place and not "${table}"."${column}" ~ '〔[0-9]{3}〕'`,
      [standing, at * 37],
    );
}
