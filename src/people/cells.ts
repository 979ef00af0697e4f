/** Columns that several sheets of the register share, and the cells only this topic can read. @server */
import {
  type CellReader,
  choice,
  code,
  column,
  isCellProblem,
  text,
  wholeNumber,
} from '../platform/sheets.ts';
import { checkNationalId } from './national-id.ts';

export const schoolYear = () => column('學年度', wholeNumber({ min: 90, max: 200 }), '學年');
export const semester = () => column('學期', wholeNumber({ min: 1, max: 2 }) as CellReader<1 | 2>);
export const division = () =>
  column('部別', choice({ 日間部: 'day', 日校: 'day', 日: 'day', 進修部: 'continuing', 進: 'continuing' }));
export const className = () => column('班級名稱', text({ max: 30 }), '班級', '班別名稱');
export const staffCode = /^[0-9A-Z-]{2,20}$/;
export const studentNumber = /^[0-9A-Z]{4,15}$/;

/** An ID number whose check digit is right; what is wrong is said without repeating the number. */
export function nationalId(): CellReader<string> {
  const read = code({ pattern: /^/ });
  return (cell) => {
    const id = read(cell);
    if (isCellProblem(id)) return { problem: id.problem, facts: {} };
    const checked = checkNationalId(id);
    return 'refused' in checked ? { problem: checked.refused, facts: {} } : id;
  };
}

/** `114/day/商一甲` */
export function classKey(row: { schoolYear: number; division: string; className: string }): string {
  return `${row.schoolYear}/${row.division}/${row.className}`;
}
