/**
 * 名冊: how the central database wants a roster written, as data (rosters/*.yaml). The code knows what a value
 * is called; the layout says in which sheet, under which header, in which format and code it stands.
 */
import type { Division, GradeBand } from '../regulation/regulation.ts';
import type { EnrolmentKind } from './round.ts';

/** Everything a column can ask for. */
export const rosterValues = [
  'school.code',
  'round.schoolYear',
  'round.semester',
  'roster.code',
  'student.nationalId',
  'student.birthDate',
  'taken.schoolYear',
  'taken.semester',
  'taken.grade',
  'taken.credits',
  'course.code',
  'course.name',
  'origin.schoolCode',
  'origin.schoolYear',
  'origin.semester',
  'origin.courseCode',
  'origin.courseName',
  'origin.grade',
  'origin.credits',
  'origin.method',
  'outcome.description',
  'file.document',
  'file.media',
] as const;
export type RosterValue = (typeof rosterValues)[number];

/** roc7: 民國 year 3 + month 2 + day 2, e.g. 0990314. */
export type DateFormat = 'roc7' | 'iso' | 'slashes';

export interface Column {
  header: string;
  value: RosterValue;
  date?: DateFormat;
  /** What a value is written as, where the central database has its own code. */
  codes?: Readonly<Record<string, string>>;
  required?: boolean;
}

export interface Sheet {
  name: string;
  kind: EnrolmentKind;
  columns: readonly Column[];
}

export interface Roster {
  key: string;
  part: 'outcomes';
  division: Division;
  name: string;
  codes: Readonly<Record<GradeBand, Readonly<Record<string, string>>>>;
  cover: { name: string; columns: readonly Column[] };
  sheets: readonly Sheet[];
}

export interface RosterYear {
  fromSchoolYear: number;
  rosters: readonly Roster[];
}

export type Values = Partial<Record<RosterValue, string | number | null>>;
export type Cell = string | number | null;

/** The layout in use in a school year: the newest that began by then. */
export function rosterOf(
  years: readonly RosterYear[],
  asked: { schoolYear: number; part: 'outcomes'; division: Division },
): Roster | undefined {
  return years
    .filter((year) => year.fromSchoolYear <= asked.schoolYear)
    .sort((a, b) => b.fromSchoolYear - a.fromSchoolYear)[0]
    ?.rosters.find((roster) => roster.part === asked.part && roster.division === asked.division);
}

/** 名冊別 of a grade band and batch; undefined where the layout knows no such batch. */
export function rosterCode(roster: Roster, band: GradeBand, batch: number): string | undefined {
  return roster.codes[band][String(batch)];
}

/** Sheet on which an enrolment of this kind stands; undefined where the roster has none for it. */
export function sheetOf(roster: Roster, kind: EnrolmentKind): Sheet | undefined {
  return roster.sheets.find((sheet) => sheet.kind === kind);
}

/** What the sheet needs and the values do not have. */
export function missingValues(sheet: Sheet, values: Values): RosterValue[] {
  return sheet.columns
    .filter((column) => column.required)
    .map((column) => column.value)
    .filter((value) => values[value] === undefined || values[value] === null || values[value] === '');
}

/** One row in the order of the columns, formatted and coded. */
export function rowOf(columns: readonly Column[], values: Values): Cell[] {
  return columns.map((column) => {
    const value = values[column.value] ?? null;
    if (value === null) return null;
    const coded = column.codes?.[String(value)];
    if (coded !== undefined) return coded;
    return column.date ? formatDate(String(value), column.date) : value;
  });
}

/** @param iso `YYYY-MM-DD` */
export function formatDate(iso: string, format: DateFormat): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  if (format === 'iso') return iso;
  if (format === 'slashes') return `${year}/${month}/${day}`;
  return `${String(Number(year) - 1911).padStart(3, '0')}${month}${day}`;
}
