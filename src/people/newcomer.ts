/**
 * 新生 and 轉入 (五(一)1, 八): whether somebody can be registered, by the sheet of students or by the form; both ask
 * the same of a line.
 */
import type { Division } from '../accounts/actor.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { sameName } from './name.ts';
import { isAge, type Values } from './register.ts';
import {
  decideStatus,
  isAhead,
  noDetails,
  type Standing,
  type StatusFacts,
  type StatusWish,
} from './status.ts';

export interface StudentLine {
  schoolYear: number;
  division: Division;
  number: string;
  name: string;
  /** Keyed hash of the ID number, hex. */
  idKey: string;
  /** ISO day. */
  birthDate: string;
}

/** Somebody registered already. */
export interface Registered {
  number: string;
  division: Division;
  endsOn: string | null;
  values: Pick<Values, 'name' | 'nationalId' | 'birthDate'>;
}

export interface LineProblem {
  field: 'division' | 'number' | 'name' | 'nationalId' | 'birthDate';
  problem: string;
  facts: Record<string, string | number>;
}

export interface Around {
  /** The divisions the actor keeps. */
  divisions: readonly Division[];
  /** Who has this number already. */
  same: Registered | undefined;
  /** Who holds this ID number and has not left. */
  sameId: Registered | undefined;
}

/** What is wrong with a line of the register, for a student new or known. */
export function lineProblem(line: StudentLine, { divisions, same, sameId }: Around): LineProblem | undefined {
  if (!divisions.includes(line.division)) return problem('division', 'other-division');
  if (same && same.division !== line.division) return problem('division', 'registered-in-other-division');
  const known = same?.values;
  if (known && known.nationalId !== '' && known.nationalId !== line.idKey && !sameName(known.name, line.name))
    return problem('number', 'number-of-another');
  if (sameId && sameId.number !== line.number)
    return divisions.includes(sameId.division)
      ? problem('nationalId', 'id-of-another', { number: sameId.number })
      : problem('nationalId', 'id-in-other-division');
  if (!isAge(line.schoolYear + 1911 - Number(line.birthDate.slice(0, 4))))
    return problem('birthDate', 'birth-implausible', { found: line.birthDate });
  return undefined;
}

/** Of a form nobody stands behind the number yet, and whoever was here before is the same person. */
export function newcomerProblem(
  line: StudentLine,
  divisions: readonly Division[],
  registered: readonly Registered[],
): LineProblem | undefined {
  if (registered.some(({ number }) => number === line.number)) return problem('number', 'number-taken');
  const holders = registered.filter(({ values }) => values.nationalId === line.idKey);
  const sameId = holders.find(({ endsOn }) => endsOn === null);
  const found = lineProblem(line, { divisions, same: undefined, sameId });
  if (found) return found;
  const [before] = holders;
  if (before && before.values.birthDate !== line.birthDate) return problem('birthDate', 'birth-differs');
  if (before && !sameName(before.values.name, line.name)) return problem('name', 'name-differs');
  return undefined;
}

export interface TransferIn {
  /** ISO day. */
  on: string;
  otherSchool: string;
  reason: string;
}

/** 轉入 of somebody who is registered by the same act: a day that has come, from which the registration runs. */
export function decideTransferIn(
  { on, otherSchool, reason }: TransferIn,
  place: { classId: string; seat: number | null; grade: number },
  today: string,
): { wish: StatusWish; facts: StatusFacts; standing: Standing } | Refusal {
  if (isAhead(on, today)) return refuse('transfer-in-ahead', '八', { on, today });
  const facts: StatusFacts = {
    standing: 'enrolled',
    startsOn: on,
    latestOn: null,
    latestKind: null,
    announced: false,
    class: { grade: place.grade, inDivision: true, seatTaken: false },
    grade: null,
    openEnrolments: 0,
  };
  const details = { ...noDetails, otherSchool, classId: place.classId, seat: place.seat };
  const wish: StatusWish = { kind: 'transfer-in', on, reason, details };
  const decided = decideStatus(facts, wish, today);
  return isRefusal(decided) ? decided : { wish, facts, standing: decided.standing };
}

export const studentRegistered = (registrationId: string, transferredIn: boolean): LedgerEvent => ({
  act: 'register.studentEntered',
  about: { registration: registrationId },
  data: { transferredIn },
});

function problem(field: LineProblem['field'], name: string, facts: LineProblem['facts'] = {}): LineProblem {
  return { field, problem: name, facts };
}
