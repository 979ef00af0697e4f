/** 課程計畫: the lines of each year's and programme's plan. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Db, Tx } from '../platform/db.ts';

export interface PlanRow {
  division: Division;
  code: string;
  courseName: string;
  entrySchoolYear: number;
  fieldGroup: string;
  programme: string;
  grade: number;
  semester: number;
  credits: number;
}

export type PlanScope = Pick<PlanRow, 'division' | 'entrySchoolYear' | 'fieldGroup' | 'programme'>;

const shown = sql`p.division, p.course_code as code, p.course_name as "courseName",
  p.entry_school_year as "entrySchoolYear", p.field_group as "fieldGroup", p.programme, p.grade, p.semester,
  p.credits::float as credits`;

/** Every line of the plans that are named. */
export async function plansOf(db: Db | Tx, scopes: readonly PlanScope[]): Promise<PlanRow[]> {
  const named = scopes.map(({ division, entrySchoolYear, fieldGroup, programme }) => ({
    division,
    entrySchoolYear,
    fieldGroup,
    programme,
  }));
  const { rows } = await sql<PlanRow>`
    select ${shown} from course_plan p join (
      select distinct * from jsonb_to_recordset(${JSON.stringify(named)}::jsonb)
        as s(division text, "entrySchoolYear" int, "fieldGroup" text, programme text)) s
      on s.division = p.division and s."entrySchoolYear" = p.entry_school_year
        and s."fieldGroup" = p.field_group and s.programme = p.programme
    order by p.grade, p.semester, p.course_code`.execute(db);
  return rows;
}

/** Which plans there are, the latest year first, with how many lines. */
export async function planChoices(
  db: Db | Tx,
  divisions: readonly Division[],
): Promise<(PlanScope & { lines: number })[]> {
  const { rows } = await sql<PlanScope & { lines: number }>`
    select division, entry_school_year as "entrySchoolYear", field_group as "fieldGroup", programme,
      count(*)::int as lines
    from course_plan where division = any(${divisions}::text[])
    group by 1, 2, 3, 4 order by 2 desc, 1 desc, 3, 4`.execute(db);
  return rows;
}

/** Every line with one of these codes, or of this semester for these grades' plans. */
export async function linesFor(
  db: Db | Tx,
  division: Division,
  wanted: { codes: readonly string[]; semester: number },
): Promise<PlanRow[]> {
  const { rows } = await sql<PlanRow>`
    select ${shown} from course_plan p
    where p.division = ${division} and (p.course_code = any(${wanted.codes}::text[]) or p.semester = ${wanted.semester})
    order by p.entry_school_year desc, p.grade, p.semester`.execute(db);
  return rows;
}

export async function savePlan(tx: Tx, lines: readonly PlanRow[]): Promise<void> {
  if (lines.length === 0) return;
  await sql`insert into course_plan
      (division, course_code, course_name, entry_school_year, field_group, programme, grade, semester, credits)
    select w.division, w.code, w."courseName", w."entrySchoolYear", w."fieldGroup", w.programme, w.grade, w.semester,
      w.credits from ${wantedLines(lines)}
    on conflict (division, entry_school_year, field_group, programme, course_code, grade, semester)
      do update set course_name = excluded.course_name, credits = excluded.credits`.execute(tx);
}

export async function dropPlan(tx: Tx, lines: readonly PlanRow[]): Promise<void> {
  if (lines.length === 0) return;
  await sql`delete from course_plan p using ${wantedLines(lines)}
    where p.division = w.division and p.course_code = w.code and p.entry_school_year = w."entrySchoolYear"
      and p.field_group = w."fieldGroup" and p.programme = w.programme and p.grade = w.grade
      and p.semester = w.semester`.execute(tx);
}

function wantedLines(lines: readonly PlanRow[]) {
  return sql`jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as w(division text, code text, "courseName" text,
    "entrySchoolYear" int, "fieldGroup" text, programme text, grade int, semester int, credits numeric)`;
}
