/** Columns that several sheets of the register share, and the cells only this topic can read. @server */
import {
  type CellAbout,
  type CellReader,
  choice,
  code,
  column,
  isCellProblem,
  plain,
  reader,
  text,
  wholeNumber,
} from '../platform/sheets.ts';
import { type CodeList, codeIn, codesIn, codeText } from './code-list.ts';
import { checkNationalId } from './national-id.ts';

export const schoolYear = () => column('學年度', wholeNumber({ min: 90, max: 200 }), '學年');
export const semester = () => column('學期', wholeNumber({ min: 1, max: 2 }) as CellReader<1 | 2>);
export const division = () =>
  column('部別', choice({ 日間部: 'day', 日校: 'day', 日: 'day', 進修部: 'continuing', 進: 'continuing' }));
export const className = () => column('班級名稱', text({ max: 30 }), '班級', '班別名稱');
export const staffCode = /^[0-9A-Z-]{2,20}$/;
export const studentNumber = /^[0-9A-Z]{4,15}$/;

export const personName = () => text({ max: 50 });
export const entryYear = () => wholeNumber({ min: 80, max: 200 });
export const fieldGroup = () => code({ pattern: /^[0-9A-Z]{2}$/ });
export const programme = () => code({ pattern: /^[0-9A-Z]{3}$/ });
export const seat = () => wholeNumber({ min: 1, max: 99 });
export const schoolCode = () => code({ pattern: /^[0-9A-Z]{6}$/ });
export const experimentalClass = () => text({ max: 30 });

/** An ID number whose check digit is right; what is wrong is said without repeating the number. */
export function nationalId(): CellReader<string> {
  const read = code({ pattern: /^/ });
  return reader<string>({ kind: 'secret' }, (cell) => {
    const id = read(cell);
    if (isCellProblem(id)) return { problem: id.problem, facts: {} };
    const checked = checkNationalId(id);
    return 'refused' in checked ? { problem: checked.refused, facts: {} } : id;
  });
}

/** A code of a list, written as the code, as its name, or as both. */
export function listed(list: CodeList): CellReader<string> {
  return reader<string>(takenOf(list), (cell) => {
    const words = narrow(plain(cell));
    return words === '' ? { problem: 'empty', facts: {} } : codeIn(list, words);
  });
}

/** Several codes of a list, joined by 、; an empty cell is none. */
export function severalListed(list: CodeList): CellReader<string> {
  return reader<string>({ kind: 'list', of: takenOf(list) }, (cell) => {
    const codes = codesIn(list, narrow(plain(cell)));
    return Array.isArray(codes) ? codes.join('、') : codes;
  });
}

/** What may be chosen: a list that is open takes others too. */
function takenOf(list: CodeList): CellAbout {
  const words = [...list.codes.keys()].map((one) => codeText(list, one));
  return { kind: 'choice', words, open: list.open !== null };
}

/** `114/day/商一甲` */
export function classKey(row: { schoolYear: number; division: string; className: string }): string {
  return `${row.schoolYear}/${row.division}/${row.className}`;
}

function narrow(words: string): string {
  return words.replace(/[０-９Ａ-Ｚａ-ｚ]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}
