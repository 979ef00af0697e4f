/**
 * The frozen list: what the workbook will say, line by line, whatever changes in the register afterwards.
 * Course code, name, grade and credits are those the line's sheet asks for: the original course for a retake or transfer.
 */
import { type Origin, originValues } from './precheck.ts';
import { type Cell, type Roster, rowOf, type Sheet, sheetOf, type Values } from './roster.ts';
import type { EnrolmentKind } from './round.ts';

export interface FrozenLine {
  number: number;
  sheet: string;
  schoolYear: number;
  semester: number;
  courseCode: string;
  courseName: string;
  grade: number;
  credits: number;
  description: string;
  origin: Origin | null;
}

export function freeze(
  outcome: Omit<FrozenLine, 'number' | 'sheet'> & { kind: EnrolmentKind },
  number: number,
  roster: Roster,
): FrozenLine {
  const sheet = sheetOf(roster, outcome.kind);
  if (!sheet) throw new Error(`No sheet of ${roster.key} holds ${outcome.kind}: the pre-check let it pass.`);
  const { kind: _, ...values } = outcome;
  const ofOrigin = sheet.columns.some(({ value }) => value === 'origin.courseCode') ? outcome.origin : null;
  return {
    ...values,
    number,
    sheet: sheet.name,
    courseCode: ofOrigin?.courseCode ?? outcome.courseCode,
    courseName: ofOrigin?.courseName ?? outcome.courseName,
    grade: ofOrigin?.grade ?? outcome.grade,
    credits: ofOrigin?.credits ?? outcome.credits,
  };
}

export interface LineToWrite extends FrozenLine {
  nationalId: string;
  birthDate: string;
  document: string | null;
  media: string | null;
}

export interface WrittenSheet {
  name: string;
  headers: string[];
  rows: Cell[][];
}

/** Cover first, then every sheet of the roster, empty ones with their headers. */
export function workbookOf(
  roster: Roster,
  cover: { schoolCode: string; schoolYear: number; code: string },
  lines: readonly LineToWrite[],
): WrittenSheet[] {
  const coverRow = rowOf(roster.cover.columns, {
    'school.code': cover.schoolCode,
    'round.schoolYear': cover.schoolYear,
    'round.semester': 'whole-year',
    'roster.code': cover.code,
  });
  const bySheet = Map.groupBy(lines, ({ sheet }) => sheet);
  return [
    { name: roster.cover.name, headers: roster.cover.columns.map(({ header }) => header), rows: [coverRow] },
    ...roster.sheets.map((sheet) => ({
      name: sheet.name,
      headers: sheet.columns.map(({ header }) => header),
      rows: (bySheet.get(sheet.name) ?? []).map((line) => rowFor(sheet, line)),
    })),
  ];
}

function rowFor(sheet: Sheet, line: LineToWrite): Cell[] {
  const values: Values = {
    ...originValues(line.origin),
    'student.nationalId': line.nationalId,
    'student.birthDate': line.birthDate,
    'taken.schoolYear': line.schoolYear,
    'taken.semester': line.semester,
    'taken.grade': line.grade,
    'taken.credits': line.credits,
    'course.code': line.courseCode,
    'course.name': line.courseName,
    'outcome.description': line.description,
    'file.document': line.document,
    'file.media': line.media,
  };
  return rowOf(sheet.columns, values);
}
