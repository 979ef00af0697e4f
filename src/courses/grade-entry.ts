/** 登錄成績: what is taken from the grid. All of it or nothing, and never over what somebody else wrote meanwhile. */

import type { Division } from '../accounts/actor.ts';
import { type Change, changesBetween } from '../history/change.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';
import type { EnrolmentKind } from './enrolment.ts';
import {
  fieldsOf,
  type GradeField,
  type GradeTexts,
  gradeFields,
  gradeOf,
  gradeSeen,
  gradeText,
  readGradeCell,
} from './grade.ts';

const clause = '五(二)1';

export interface Standing {
  enrolmentId: string;
  registrationId: string;
  kind: EnrolmentKind;
  ended: boolean;
  /** `gradeText`; null while there is none. */
  text: string | null;
}

export interface WishedRow {
  enrolmentId: string;
  /** As it stood when it was looked at. */
  seen: string;
  /** Only the cells that were written in, as they were written. */
  cells: Partial<Record<GradeField, string>>;
}

export interface EnteredGrade {
  enrolmentId: string;
  registrationId: string;
  before: GradeTexts;
  after: GradeTexts;
  isNew: boolean;
}

/** The grades that become different; none where everything stood there already. */
export function decideGrades(
  standing: ReadonlyMap<string, Standing>,
  division: Division,
  rows: readonly WishedRow[],
  reason: string,
): EnteredGrade[] | Refusal {
  const entered: EnteredGrade[] = [];
  let wrong = 0;
  for (const row of rows) {
    const found = standing.get(row.enrolmentId);
    if (!found) return refuse('not-found', clause);
    if (found.ended) return refuse('enrolment-ended', clause);
    const before = gradeOf(found.text);
    if (gradeSeen(before) !== row.seen) return refuse('grades-changed-meanwhile', clause);
    const after = written(before, row.cells, fieldsOf(found.kind, division));
    if (after === undefined) wrong += 1;
    else if (gradeText(after) !== gradeText(before)) {
      const { enrolmentId, registrationId, text } = found;
      entered.push({ enrolmentId, registrationId, before, after, isNew: text === null });
    }
  }
  if (wrong > 0) return refuse('grades-unreadable', clause, { count: wrong });
  const overwrites = entered.some(({ before, after }) =>
    gradeFields.some((field) => before[field] !== '' && before[field] !== after[field]),
  );
  return overwrites && reason.trim() === '' ? refuse('change-without-reason', clause) : entered;
}

function written(
  before: GradeTexts,
  cells: WishedRow['cells'],
  fields: readonly GradeField[],
): GradeTexts | undefined {
  const after: Record<GradeField, string> = { ...before };
  for (const [field, cell] of Object.entries(cells) as [GradeField, string][]) {
    const read = readGradeCell(field, cell);
    if ('problem' in read || !fields.includes(field)) return undefined;
    after[field] = read.text;
  }
  return after;
}

export function gradeChange(
  { registrationId, before, after, isNew }: Omit<EnteredGrade, 'enrolmentId'>,
  label: string,
): Change {
  const fields = changesBetween(before, after);
  return { registrationId, topic: 'grades', kind: isNew ? 'added' : 'changed', label, fields };
}

export const gradesEntered = (
  offeringId: string,
  data: { rows: number; sha256: string; reason: string },
): LedgerEvent => ({ act: 'grades.entered', about: { offering: offeringId }, data });
