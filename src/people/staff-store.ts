/** Staff: persons with a staff code. Whoever has left keeps the code, and comes back to it. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';

export interface StaffMember {
  code: string;
  name: string;
  jobTitle: string;
  email: string | null;
}

/** The staff of a day. */
export async function staffOn(db: Db | Tx, day: string): Promise<(StaffMember & { personId: string })[]> {
  return db
    .selectFrom('staff as s')
    .innerJoin('person as p', 'p.id', 's.person_id')
    .select(['p.id as personId', 's.staff_code as code', 'p.name', 's.job_title as jobTitle', 's.email'])
    .where((eb) => eb.or([eb('s.left_on', 'is', null), eb('s.left_on', '>', day)]))
    .orderBy('s.staff_code')
    .execute();
}

/** Adds those whose code is new and changes the others; somebody who had left is back. */
export async function saveStaff(tx: Tx, members: readonly StaffMember[]): Promise<void> {
  if (members.length === 0) return;
  const rows = JSON.stringify(members.map((member) => ({ ...member, personId: randomUUID() })));
  const wanted = sql`jsonb_to_recordset(${rows}::jsonb)
    as w("personId" uuid, code text, name text, "jobTitle" text, email text)`;
  await sql`update person p set name = w.name from ${wanted} join staff s on s.staff_code = w.code
    where p.id = s.person_id and p.name <> w.name`.execute(tx);
  await sql`update staff s set job_title = w."jobTitle", email = w.email, left_on = null from ${wanted}
    where s.staff_code = w.code`.execute(tx);
  await sql`insert into person (id, name) select w."personId", w.name from ${wanted}
    where not exists (select from staff s where s.staff_code = w.code)`.execute(tx);
  await sql`insert into staff (person_id, staff_code, job_title, email)
    select w."personId", w.code, w."jobTitle", w.email from ${wanted} on conflict (staff_code) do nothing`.execute(
    tx,
  );
}

export async function leaveStaff(tx: Tx, codes: readonly string[], day: string): Promise<void> {
  if (codes.length === 0) return;
  await tx
    .updateTable('staff')
    .set({ left_on: day })
    .where('staff_code', 'in', [...codes])
    .execute();
}

/** One member of staff by hand: the first system keeper, before any workbook was brought. */
export async function addStaffMember(
  tx: Tx,
  member: { name: string; staffCode: string; jobTitle: string },
): Promise<{ id: string }> {
  const person = await tx
    .insertInto('person')
    .values({ name: member.name })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('staff')
    .values({ person_id: person.id, staff_code: member.staffCode, job_title: member.jobTitle })
    .execute();
  return person;
}
