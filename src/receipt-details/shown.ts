/** Compared lines as people see them. @server */
import type { School } from '../platform/school.ts';
import type { AnswerRow } from './answer-store.ts';
import type { Named, ReceiptLine } from './line-store.ts';
import { maskedId } from './task-facts.ts';

/** A row of the file that names nobody of ours: all we can say is the masked number it came with. */
export function strangerOf(school: Pick<School, 'seal'>, nationalIdSealed: Buffer) {
  return {
    registrationId: null,
    name: maskedId(school.seal.open(nationalIdSealed)),
    studentNumber: '',
    className: '',
    seat: null,
  };
}

export function shownDifference(
  school: Pick<School, 'seal'>,
  line: ReceiptLine,
  names: ReadonlyMap<string, Named>,
) {
  return {
    lineId: line.lineId,
    result: line.result,
    sheet: line.sheet,
    row: line.row,
    student: names.get(line.registrationId ?? '') ?? strangerOf(school, line.nationalIdSealed),
    semester: line.semester,
    courseCode: line.courseCode,
    differs: line.differs,
    submitted: line.submitted,
    received: line.received,
  };
}

export function shownOwnLine(line: ReceiptLine) {
  return {
    lineId: line.lineId,
    result: line.result,
    schoolYear: line.schoolYear,
    semester: line.semester,
    courseCode: line.courseCode,
    subject: line.subject,
    differs: line.differs,
    submitted: line.submitted,
    received: line.received,
  };
}

export function shownDoubt(doubt: AnswerRow, line: ReceiptLine | undefined, student: Named) {
  const values = line?.received ?? line?.submitted;
  return {
    answerId: doubt.answerId,
    student,
    text: doubt.doubt,
    raisedAt: doubt.at.toISOString(),
    line: line
      ? {
          subject: line.subject,
          semester: line.semester,
          result: line.result,
          description: values?.description ?? '',
        }
      : null,
    resolution: resolutionOf(doubt),
  };
}

export function resolutionOf(answer: AnswerRow) {
  const { verdict, explanation, resolvedBy, resolvedAt } = answer;
  return verdict && resolvedAt
    ? { verdict, explanation: explanation ?? '', by: resolvedBy ?? '', at: resolvedAt.toISOString() }
    : null;
}
