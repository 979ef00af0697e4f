/**
 * One cell, read as what its column says it is. A reader answers the value, or what is wrong with the cell:
 * it never guesses and never corrects a value into another one.
 */

import { halfWidth, writtenDay } from '../../calendar/written-day.ts';

export { halfWidth } from '../../calendar/written-day.ts';

/** A cell as the file holds it. A real Excel date is its day, with the time when it has one. */
export type Cell = string | number | boolean | null | { day: string; time: string | null };

/** `problem` names a sentence (`imports.problem.<problem>`), `facts` fill it. */
export interface CellProblem {
  problem: string;
  facts: Record<string, string | number>;
}

export interface CellReader<T> {
  (cell: Cell): T | CellProblem;
  /** What may stand in the cell: for templates and for whoever mends it. */
  about?: CellAbout;
}

export type CellAbout =
  | { kind: 'text'; max: number }
  | { kind: 'code' }
  | { kind: 'date' }
  | { kind: 'number'; min: number; max: number; whole: boolean }
  /** `open`: others are taken too. */
  | { kind: 'choice'; words: readonly string[]; open?: boolean }
  | { kind: 'list'; of: CellAbout | undefined }
  /** An ID number: never shown in full. */
  | { kind: 'secret' };

/** A reader that says what it reads. */
export function reader<T>(about: CellAbout, read: (cell: Cell) => T | CellProblem): CellReader<T> {
  return Object.assign(read, { about });
}

export function isCellProblem(value: unknown): value is CellProblem {
  return typeof value === 'object' && value !== null && 'problem' in value && 'facts' in value;
}

/** An empty cell is `null` instead of a problem. */
export function optional<T>(read: CellReader<T>): CellReader<T | null> {
  const orNull = (cell: Cell) => (isBlank(cell) ? null : read(cell));
  return read.about ? reader(read.about, orNull) : orNull;
}

/** Words as people wrote them; only blanks around and doubled inside go. At most `max` code points. */
export function text({ max }: { max: number }): CellReader<string> {
  return reader({ kind: 'text', max }, (cell) => {
    const words = wordsOf(cell);
    if (isCellProblem(words)) return words;
    if (words === '') return empty;
    if (words.length > max && [...words].length > max) return wrong('too-long', { max });
    // A character a single computer made for itself: nobody else can show it.
    if (/[\uE000-\uF8FF]/.test(words))
      return wrong('private-character', { found: short(words.replace(/[\uE000-\uF8FF]/g, '〓')) });
    return words;
  });
}

/** Letters and digits: half width, upper case, no blanks. `pattern` is tested on that form. */
export function code({ pattern }: { pattern: RegExp }): CellReader<string> {
  return reader({ kind: 'code' }, (cell) => {
    const words = wordsOf(cell);
    if (isCellProblem(words)) return words;
    const narrow = halfWidth(words).replace(/\s/g, '').toUpperCase();
    if (narrow === '') return empty;
    return pattern.test(narrow) ? narrow : wrong('not-a-code', { found: short(narrow) });
  });
}

export function wholeNumber(range: { min: number; max: number }): CellReader<number> {
  const read = decimal(range);
  return reader({ kind: 'number', ...range, whole: true }, (cell) => {
    const number = read(cell);
    if (isCellProblem(number) || Number.isInteger(number)) return number;
    return wrong('not-whole', { found: number });
  });
}

export function decimal({ min, max }: { min: number; max: number }): CellReader<number> {
  return reader({ kind: 'number', min, max, whole: false }, (cell) => {
    if (isDay(cell)) return wrong('date-instead', { found: plain(cell) });
    const narrow = halfWidth(plain(cell));
    if (narrow === '') return empty;
    if (!/^[+-]?\d{1,15}(\.\d{1,6})?$/.test(narrow)) return wrong('not-a-number', { found: short(narrow) });
    const number = Number(narrow);
    if (number < min) return wrong('too-small', { found: number, min });
    if (number > max) return wrong('too-big', { found: number, max });
    return number;
  });
}

/** One of several words; the keys are what may stand in the cell. */
export function choice<const T extends string>(words: Readonly<Record<string, T>>): CellReader<T> {
  const allowed = Object.keys(words);
  return reader({ kind: 'choice', words: allowed }, (cell) => {
    const found = halfWidth(plain(cell));
    if (found === '') return empty;
    const chosen = Object.hasOwn(words, found) ? words[found] : undefined;
    return chosen ?? wrong('unknown-choice', { found: short(found), allowed: allowed.join('、') });
  });
}

/**
 * Several values in one cell, separated by 、 , ; / or a line break. An empty cell is an empty list; a separator
 * with nothing on one side, and a value that stands there twice, are refused: what was meant is not ours to guess.
 */
export function list<T>(read: CellReader<T>): CellReader<T[]> {
  return reader({ kind: 'list', of: read.about }, (cell) => {
    const whole = (typeof cell === 'string' ? cell : plain(cell)).trim();
    if (isBlank(whole)) return [];
    const parts = whole.split(/[、,，;；/\n]/).map((one) => one.trim());
    if (parts.includes('')) return wrong('list-gap', { found: short(whole) });
    const twice = parts.find((one, index) => parts.indexOf(one) < index);
    if (twice !== undefined) return wrong('list-repeats', { found: short(twice) });
    const values: T[] = [];
    for (const part of parts) {
      const value = read(part);
      if (isCellProblem(value)) return value;
      values.push(value);
    }
    return values;
  });
}

/**
 * A day as `YYYY-MM-DD`: real Excel dates and their bare numbers, 2010-03-14, 2010/3/14, 20100314, and 民國
 * 99/3/14, 099.03.14, 0990314, 990314, 民國99年3月14日. With a time of day (上午/下午 too) it is refused:
 * such a cell is an instant that some program wrote, and its day depends on the program.
 */
export function date(): CellReader<string> {
  return reader({ kind: 'date' }, (cell) => {
    if (isDay(cell))
      return cell.time === null ? cell.day : wrong('date-has-time', { found: `${cell.day} ${cell.time}` });
    const words = halfWidth(plain(cell));
    if (words === '') return empty;
    if (/[上下]午|[ap]\.?m\b|\d:\d/i.test(words)) return wrong('date-has-time', { found: short(words) });
    const day = writtenDay(words);
    if (day === undefined) return wrong('not-a-date', { found: short(words) });
    return day ?? wrong('no-such-day', { found: short(words) });
  });
}

const empty: CellProblem = { problem: 'empty', facts: {} };

function wrong(problem: string, facts: CellProblem['facts'] = {}): CellProblem {
  return { problem, facts };
}

/** What stands in the cell as text, or why it cannot be words. */
function wordsOf(cell: Cell): string | CellProblem {
  // `3-1` typed as a class name is a day to Excel; which one was typed cannot be told any more.
  if (isDay(cell)) return wrong('date-instead', { found: plain(cell) });
  // Beyond 15 digits Excel has already changed the number.
  if (typeof cell === 'number' && !(Number.isSafeInteger(cell) && Math.abs(cell) < 1e15))
    return wrong('number-as-code', { found: short(String(cell)) });
  const words = plain(cell);
  return /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/.test(words)
    ? wrong('cell-error', { found: words })
    : words;
}

function isDay(cell: Cell): cell is { day: string; time: string | null } {
  return typeof cell === 'object' && cell !== null;
}

/** Nothing stands there that anybody could see. */
export function isBlank(cell: Cell): boolean {
  return cell === null || (typeof cell === 'string' && !/[!-~一-鿿]/.test(cell) && plain(cell) === '');
}

/** Trimmed text of any cell; invisible characters go, blanks of every width become one. */
export function plain(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return cell.time === null ? cell.day : `${cell.day} ${cell.time}`;
  if (typeof cell !== 'string') return String(cell);
  return cell
    .replace(/[\u200B-\u200D\u2060\uFEFF]|\p{Cc}(?<![\t\n\r])/gu, '')
    .replace(/[\s\u3000]+/g, ' ')
    .trim();
}

function short(found: string): string {
  return [...found].length > 30 ? `${[...found].slice(0, 29).join('')}…` : found;
}
