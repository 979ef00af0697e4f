/** Columns that offerings and enrolments share. @server */
import {
  type CellReader,
  choice,
  code,
  column,
  isCellProblem,
  reader,
  text,
  wholeNumber,
} from '../platform/sheets.ts';
import { checkCourseKey } from './course-code.ts';

export const schoolYear = () => column('學年度', wholeNumber({ min: 90, max: 200 }), '學年');
export const semester = (...aliases: string[]) => column('學期', wholeNumber({ min: 1, max: 2 }), ...aliases);
export const division = () =>
  column('部別', choice({ 日間部: 'day', 日校: 'day', 日: 'day', 進修部: 'continuing', 進: 'continuing' }));
export const groupName = () => column('班組', text({ max: 30 }), '開課班級', '班級', '班級名稱');
export const courseKey = () => column('課程代碼', courseCell(), '科目代碼');

interface CourseKey {
  code: string;
  /** False for the school's own key. */
  coded: boolean;
}

function courseCell(): CellReader<CourseKey> {
  const read = code({ pattern: /^/ });
  return reader<CourseKey>({ kind: 'code' }, (cell) => {
    const key = read(cell);
    if (isCellProblem(key)) return key;
    const checked = checkCourseKey(key);
    return 'refused' in checked
      ? { problem: checked.refused, facts: checked.facts }
      : { code: key, coded: checked.coded };
  });
}

/** `114/1/day/<course code>/<group>` */
export function offeringKey(row: {
  schoolYear: number;
  semester: number;
  division: string;
  code: string;
  group: string;
}): string {
  return `${row.schoolYear}/${row.semester}/${row.division}/${row.code}/${row.group}`;
}
