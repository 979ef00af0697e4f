/**
 * A school of any size for the register's bench, made inside the database by a handful of statements: names as common
 * as real ones are, classes of 36, two semesters of placements, six courses each, three changes remembered of everybody.
 */
import { sql } from 'kysely';
import { issueSession } from '../../src/accounts/auth.ts';
import type { SchoolPlace } from '../../src/app/school.ts';
import { checkDigit } from '../../src/people/national-id.ts';
import { type Db, openDb, openPool } from '../../src/platform/db.ts';
import type { Seal } from '../../src/platform/seal.ts';
import { enterCast, enterRules, people } from '../../tests/cast.ts';
import { openAtCastTime } from './product.ts';

const surnames =
  '陳陳陳陳林林林黃黃張張李李王王吳吳劉劉蔡蔡楊許鄭謝郭洪邱曾廖賴徐周葉蘇莊江呂何羅高潘簡朱鍾彭游詹胡施沈余趙盧梁顏柯翁魏孫戴';
const given =
  '承恩宥廷柏翰冠宇品睿彥子軒哲瑋俊傑威宏志遠書豪建霖奕辰皓鈞昱仁浩然信安立凱明達怡君雅婷欣妤詩涵思穎佳蓉宜蓁語彤郁雯妍芷若庭瑄采薇沛羽柔映潔筱靜曉昕予和宸樂心言沐曦悅以恆堃喆犇𠮷翀珺玥旻淼煊';

export interface BenchSchool {
  cookie: string;
  /** Students to look for, spread over the whole school. */
  samples: { number: string; name: string; className: string; nationalId: string }[];
}

export async function fillSchool(place: SchoolPlace, students: number): Promise<BenchSchool> {
  const school = await openAtCastTime(place);
  try {
    await enterCast(school);
    await enterRules(school);
    // One connection: the table of who was made is its own.
    const db = openDb(openPool(place.databaseUrl, 'owner', 1));
    await sql`set statement_timeout = 0`.execute(db);
    await enterClasses(db, students);
    await enterStudents(db, students, school.seal.close('A123456789'));
    await enterRecords(db);
    const samples = await chooseSamples(db, school.seal, 200);
    await sql`vacuum analyze`.execute(db);
    await db.destroy();
    return { cookie: await issueSession(school, people.registrar.id), samples };
  } finally {
    await school.close();
  }
}

async function enterClasses(db: Db, students: number): Promise<void> {
  await sql`insert into class (school_year, division, grade, name)
    select 114, 'day', 1 + n % 3, '商' || (array['一', '二', '三'])[1 + n % 3] || n
    from generate_series(0, ${Math.ceil(students / 36) - 1}::int) n`.execute(db);
}

/** Number and ordinal of a student agree, so that everything that hangs on them is found by arithmetic. */
async function enterStudents(db: Db, students: number, sealed: Buffer): Promise<void> {
  const sign = (list: string, salt: string) =>
    sql`substr(${list}::text, 1 + (abs(hashtextextended(n || ${salt}::text, 7)) % ${[...list].length}::int)::int, 1)`;
  await sql`create temporary table made as
    select gen_random_uuid() as person, gen_random_uuid() as registration, n, 'B' || lpad(n::text, 7, '0') as number,
      ${sign(surnames, 'a')} || ${sign(given, 'b')} || case when n % 30 = 0 then '' else ${sign(given, 'c')} end as name
    from generate_series(1, ${students}::int) n`.execute(db);
  await sql`insert into person (id, name, national_id_key, national_id_sealed, birth_date, gender)
    select person, name, sha256(convert_to(number, 'UTF8')), ${sealed}::bytea, date '2008-01-01' + n % 900,
      case when n % 2 = 0 then 'male' else 'female' end from made`.execute(db);
  await sql`insert into registration (id, person_id, student_number, division, entry_school_year, programme, field_group,
      starts_on, entry_method, division_code, status_code)
    select registration, person, number, 'day', 112 + n % 3, (array['401', '402', '403', '404', '406', '430'])[1 + n % 6],
      '21', '2025-08-01', '1', '1', '1' from made`.execute(db);
  // Millions of rows made to fit: their foreign keys need no second look.
  await sql`set session_replication_role = replica`.execute(db);
  await sql`insert into placement (registration_id, school_year, semester, class_id, seat, class_kind)
    select m.registration, 114, s, c.id, 1 + (m.n - 1) % 36, '1'
    from made m cross join generate_series(1, 2) s
    join class c on c.school_year = 114 and c.name = '商' || (array['一', '二', '三'])[1 + ((m.n - 1) / 36) % 3] || (m.n - 1) / 36`.execute(
    db,
  );
  await sql`insert into registration_identity (registration_id, code)
    select registration, case when n % 50 = 0 then '1' when n % 997 = 0 then '27' else '0' end from made`.execute(
    db,
  );
}

async function enterRecords(db: Db): Promise<void> {
  await sql`with c as (
      insert into course (code, coded, name) select 'BENCH' || n, false, '科目' || n from generate_series(1, 6) n returning code)
    insert into offering (course_code, school_year, semester, division, grade, group_name, credits)
    select c.code, 114, 1, 'day', k.grade, k.name, 2 from c, class k where k.name <> '商一甲' and k.division = 'day'`.execute(
    db,
  );
  await sql`insert into enrolment (registration_id, offering_id)
    select m.registration, f.id from made m
    join class c on c.school_year = 114 and c.name = '商' || (array['一', '二', '三'])[1 + ((m.n - 1) / 36) % 3] || (m.n - 1) / 36
    join offering f on f.group_name = c.name and f.school_year = 114`.execute(db);
  await sql`insert into record_change (registration_id, topic, kind, label, fields, at, by)
    select registration, 'register', 'changed', '學籍資料', '[{"field": "entryMethod", "before": "", "after": "1"}]',
      clock_timestamp(), ${people.registrar.id} from made, generate_series(1, 3)`.execute(db);
}

/** Some students get ID numbers that can be searched: only the product has the key to their hashes. */
async function chooseSamples(db: Db, seal: Seal, count: number): Promise<BenchSchool['samples']> {
  const { rows } = await sql<{ id: string; number: string; name: string; className: string }>`
    select m.person as id, m.number, m.name, c.name as "className" from made m
    join placement p on p.registration_id = m.registration and p.semester = 1 join class c on c.id = p.class_id
    order by hashtextextended(m.number, 3) limit ${count}`.execute(db);
  const samples = rows.map((row, at) => ({ ...row, nationalId: idOf(at) }));
  const keys = samples.map(({ id, nationalId }) => ({
    id,
    key: seal.keyOf(nationalId).toString('hex'),
    sealed: seal.close(nationalId).toString('hex'),
  }));
  await sql`update person p set national_id_key = decode(w.key, 'hex'), national_id_sealed = decode(w.sealed, 'hex')
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as w(id uuid, key text, sealed text)
    where p.id = w.id`.execute(db);
  return samples.map(({ id: _, ...sample }) => sample);
}

function idOf(at: number): string {
  const nine = `Q1${String(5_000_000 + at)}`;
  return `${nine}${checkDigit(nine)}`;
}
