/** 幹部表格: what people type or paste into the grid, read as posts of students. */

import type { Term } from '../calendar/term.ts';
import { halfWidth, writtenDay } from '../calendar/written-day.ts';
import { daysOf, type WantedPost } from './post.ts';

export interface GridStudent {
  registrationId: string;
  number: string;
  name: string;
  className: string;
  seat: number | null;
}

/** A line of the grid as it stands in its cells. */
export interface GridLine {
  postId: string | null;
  post: string;
  student: string;
  startsOn: string;
  endsOn: string;
}

export const gridColumns = ['post', 'student', 'startsOn', 'endsOn'] as const;
export type GridColumn = (typeof gridColumns)[number];

export type LineProblem = 'unknown-student' | 'ambiguous-student' | 'post-missing' | 'not-a-day';

export type ReadLine =
  /** Nobody holds the post: nothing to keep. */
  | { kind: 'empty' }
  | { kind: 'wrong'; column: GridColumn; problem: LineProblem }
  | { kind: 'post'; post: WantedPost; student: GridStudent };

/**
 * Student number, class and seat (商一甲5, 商一甲 05), the name where only one has it, or within a class the seat alone.
 */
export function findStudent(
  typed: string,
  students: readonly GridStudent[],
  ofClass: boolean,
): GridStudent | 'unknown' | 'ambiguous' {
  const words = halfWidth(typed).replace(/\s+/g, '');
  const byNumber = students.find(({ number }) => number === words.toUpperCase());
  if (byNumber) return byNumber;
  const seated = /^(\D*?)(\d{1,2})號?$/.exec(words);
  const fits = students.filter(
    ({ name, className, seat }) =>
      name.replace(/\s+/g, '') === words ||
      (seated !== null && seat === Number(seated[2]) && (className === seated[1] || (ofClass && !seated[1]))),
  );
  const [first, second] = fits;
  if (!first) return 'unknown';
  return second ? 'ambiguous' : first;
}

/** How a student stands in a cell: always found again by `findStudent`. */
export function studentText({ name, number, seat }: GridStudent, ofClass: boolean, alone: boolean): string {
  if (alone) return name;
  return ofClass && seat !== null ? String(seat) : number;
}

export function readLine(
  line: GridLine,
  { students, ofClass, term }: { students: readonly GridStudent[]; ofClass: boolean; term: Term },
): ReadLine {
  if (line.student.trim() === '') return { kind: 'empty' };
  const post = line.post.trim();
  if (post === '') return { kind: 'wrong', column: 'post', problem: 'post-missing' };
  const student = findStudent(line.student, students, ofClass);
  if (student === 'unknown') return { kind: 'wrong', column: 'student', problem: 'unknown-student' };
  if (student === 'ambiguous') return { kind: 'wrong', column: 'student', problem: 'ambiguous-student' };
  const days = daysOf(term);
  const startsOn = dayIn(line.startsOn, term) ?? (line.startsOn.trim() === '' ? days.startsOn : undefined);
  const endsOn = dayIn(line.endsOn, term) ?? (line.endsOn.trim() === '' ? days.endsOn : undefined);
  if (!startsOn) return { kind: 'wrong', column: 'startsOn', problem: 'not-a-day' };
  if (!endsOn) return { kind: 'wrong', column: 'endsOn', problem: 'not-a-day' };
  const { registrationId } = student;
  return { kind: 'post', post: { postId: line.postId, registrationId, post, startsOn, endsOn }, student };
}

/** A day in any common spelling; month and day alone lie in the semester. */
export function dayIn(typed: string, term: Term): string | undefined {
  const words = halfWidth(typed).trim();
  const short = /^(\d{1,2})[-/.月](\d{1,2})日?$/.exec(words);
  if (!short) return writtenDay(words) ?? undefined;
  const first = term.schoolYear + 1911;
  const year = term.semester === 1 && Number(short[1]) >= 8 ? first : first + 1;
  return writtenDay(`${year}/${short[1]}/${short[2]}`) ?? undefined;
}

/** `114/09/01`: how a day stands in a cell. */
export function dayCell(day: string): string {
  return `${Number(day.slice(0, 4)) - 1911}/${day.slice(5, 7)}/${day.slice(8, 10)}`;
}

/** Rows and cells of what a spreadsheet puts on the clipboard; a quoted cell may hold line breaks. */
export function cellsPasted(text: string): string[][] {
  const rows = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const cells = [...rows.matchAll(/(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/g)];
  const table: string[][] = [[]];
  for (const [whole, quoted, plain, end] of cells) {
    if (whole === '' && table.at(-1)?.length === 0 && table.length > 1) break;
    table.at(-1)?.push((quoted?.replaceAll('""', '"') ?? plain ?? '').trim());
    if (end === '\n') table.push([]);
    if (end === '') break;
  }
  return table;
}

/** Puts a block of cells at a place of the grid; lines are added below where it is longer. */
export function withPasted(
  lines: readonly GridLine[],
  at: { line: number; column: GridColumn },
  cells: readonly (readonly string[])[],
): GridLine[] {
  const first = gridColumns.indexOf(at.column);
  const grown = [...lines];
  while (grown.length < at.line + cells.length) grown.push(blankLine());
  return grown.map((line, index) => {
    const given = cells[index - at.line] ?? [];
    const change = gridColumns.slice(first, first + given.length).map((column, nth) => [column, given[nth]]);
    return index < at.line ? line : { ...line, ...Object.fromEntries(change) };
  });
}

export function blankLine(post = ''): GridLine {
  return { postId: null, post, student: '', startsOn: '', endsOn: '' };
}
