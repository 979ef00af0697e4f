/** Who looks at the register, by which rules, on which day, and what of it they may see. @server */
import type { Actor } from '../accounts/actor.ts';
import { divisionsFor } from '../accounts/rights.ts';
import { dayOf, semesterOf } from '../calendar/day.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import type { Regulation } from '../regulation/regulation.ts';
import { rulesFor } from '../regulation/store.ts';
import { type CodeLists, codeText } from './code-list.ts';
import { codeLists } from './codes.ts';
import { maskNationalId } from './national-id.ts';
import { type FieldKey, fieldKeys, gapsIn, shownValue, type Values } from './register.ts';
import type { Sight } from './register-list-store.ts';
import type { Kept, Semester } from './register-store.ts';

export interface View {
  regulation: Regulation;
  now: Date;
  /** ISO day. */
  today: string;
  /** The semester of today: where a change of class or seat is written. */
  at: Semester;
  lists: CodeLists;
}

export async function viewOf(db: Db | Tx, school: School): Promise<View | Refusal> {
  const now = await school.clock.now(db);
  const today = dayOf(now);
  const at = semesterOf(today);
  const rules = await rulesFor(db, at.schoolYear, at.semester);
  if (isRefusal(rules)) return rules;
  return { regulation: rules.regulation, now, today, at, lists: codeLists(at.schoolYear) };
}

/** The divisions and classes whose students the actor may look at; refused where there are none. */
export function sightOf(actor: Actor, { regulation }: View): Sight | Refusal {
  const divisions = divisionsFor(actor, 'register.see', regulation);
  const classIds = actor.appointments.flatMap(({ office, classId }) =>
    office === 'homeroom' && classId !== null ? [classId] : [],
  );
  return divisions.length + classIds.length === 0
    ? refuse('not-allowed', '五(一)1')
    : { divisions, classIds };
}

/** `A12****789`, or '' where there is none. */
export function maskedId(school: School, { idSealed }: Pick<Kept, 'idSealed'>): string {
  return idSealed ? maskNationalId(school.seal.open(idSealed)) : '';
}

export function listedOf(kept: Kept, today: string) {
  const { registrationId, number, division, status, grade, values } = kept;
  const ended = hasEnded(kept, today);
  return {
    registrationId,
    number,
    name: values.name,
    division,
    className: values.class,
    grade,
    seat: values.seat,
    fieldGroup: values.fieldGroup,
    programme: values.programme,
    status,
    ended,
    gaps: ended ? [] : gapsIn(values),
  };
}

export function hasEnded({ endsOn }: Pick<Kept, 'endsOn'>, today: string): boolean {
  return endsOn !== null && endsOn <= today;
}

/** Every value as people read it, the ID number masked. */
export function shownOf(school: School, kept: Kept, lists: CodeLists): Values {
  return Object.fromEntries(
    fieldKeys.map((key: FieldKey) => [
      key,
      key === 'nationalId' ? maskedId(school, kept) : shownValue(key, kept.values[key], lists),
    ]),
  ) as Values;
}

export function offered(lists: CodeLists) {
  return Object.fromEntries(
    Object.entries(lists).map(([key, list]) => [
      key,
      {
        origin: list.origin,
        codes: [...list.codes.keys()].map((code) => ({ code, text: codeText(list, code) })),
        open: list.open !== null,
      },
    ]),
  ) as Record<
    keyof CodeLists,
    { origin: CodeLists['gender']['origin']; codes: { code: string; text: string }[]; open: boolean }
  >;
}
