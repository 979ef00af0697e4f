/** From which score a student's grades pass: by the text of each grade's own semester (一), and the student's special identities. @server */

import type { Db, Tx } from '../platform/db.ts';
import { type PassMark, type PassMarkRule, passMarkFor, passMarksOf } from '../regulation/pass-mark.ts';
import { isRefusal } from '../regulation/refusal.ts';
import type { Rules } from '../regulation/regulation.ts';
import { rulesFor } from '../regulation/store.ts';
import type { Semester } from './course-store.ts';

/** What is judged: a course of a grade and semester, and who took it. */
export interface Judged extends Semester {
  /** null: whoever has no special identity. */
  registrationId: string | null;
  /** The grade the course is given in. */
  grade: number;
}

/** @param today the rules of a semester for which no text was adopted */
export async function passMarksIn(
  db: Db | Tx,
  today: Rules,
  judged: readonly Judged[],
): Promise<(one: Judged) => PassMark> {
  const identities = await identitiesOf(
    db,
    judged.flatMap(({ registrationId }) => registrationId ?? []),
  );
  const rules = new Map<string, PassMarkRule[]>();
  for (const { schoolYear, semester } of judged) {
    const key = `${schoolYear}-${semester}`;
    if (rules.has(key)) continue;
    const own = await rulesFor(db, schoolYear, semester);
    rules.set(key, passMarksOf(isRefusal(own) ? today : own));
  }
  return ({ registrationId, grade, schoolYear, semester }) =>
    passMarkFor(rules.get(`${schoolYear}-${semester}`) ?? passMarksOf(today), {
      identities: identities.get(registrationId ?? '') ?? [],
      grade,
    });
}

/** Codes of the special identities (特殊身分別) that students have. Served by the table's key. */
async function identitiesOf(
  db: Db | Tx,
  registrationIds: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  if (registrationIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('registration_identity')
    .select(['registration_id as id', 'code'])
    .where('registration_id', 'in', [...new Set(registrationIds)])
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ id }) => id)].map(([id, own]) => [id, own.map(({ code }) => code)]),
  );
}
