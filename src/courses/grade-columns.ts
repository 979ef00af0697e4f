/** The seven sheets of grades of the central database's rosters: what their columns are called and what they mean. @server */

import type { Division } from '../accounts/actor.ts';
import type { SheetKey } from '../imports/import.ts';
import {
  type CellAbout,
  type CellReader,
  code,
  column,
  date,
  decimal,
  isCellProblem,
  maybeColumn,
  plain,
  reader,
  text,
  wholeNumber,
} from '../platform/sheets.ts';
import { courseKey, groupName } from './cells.ts';
import type { EnrolmentKind } from './enrolment.ts';
import { type GradeField, readGradeCell } from './grade.ts';

export interface GradeSheet {
  sheet: SheetKey;
  names: readonly string[];
  division: Division | null;
  /** Kinds of enrolment its rows may be about. */
  kinds: readonly EnrolmentKind[];
  /** Its rows are of a school year and stand with the last semester the course is taken in. */
  ofYear?: true;
  columns: ReturnType<typeof rowColumns> & Partial<Record<GradeField, ReturnType<typeof cell>>>;
}

/** What names a row. Student number or ID number; the year may stand on the workbook's cover instead. */
function rowColumns({ year = '學年度', term = '學期', grade = '開課年級', periods = false } = {}) {
  const { needed: _, ...group } = groupName();
  return {
    number: maybeColumn('學號', code({ pattern: /^[0-9A-Z]{4,15}$/ })),
    nationalId: maybeColumn('身分證號', secret(), '身分證字號', '身分證統一編號', '國民身分證統一編號'),
    birthDate: maybeColumn('出生日期', date(), '生日', '出生年月日'),
    schoolYear: maybeColumn(year, wholeNumber({ min: 90, max: 200 }), '學年'),
    semester: maybeColumn(term, wholeNumber({ min: 1, max: 2 })),
    courseCode: courseKey(),
    courseName: column('科目名稱', text({ max: 60 }), '課程名稱', '科目'),
    grade: column(grade, wholeNumber({ min: 1, max: 4 }), '年級'),
    credits: periods
      ? column('修課節數', decimal({ min: 0, max: 40 }), '節數')
      : column('修課學分', decimal({ min: 0, max: 40 }), '學分', '學分數'),
    group: maybeColumn(group.header, group.read, ...group.aliases),
  };
}

/** An ID number as it is written; a wrong one is said without repeating it. */
function secret(): CellReader<string> {
  const read = code({ pattern: /^[A-Z][0-9A-D]\d{8}$/ });
  return reader<string>({ kind: 'secret' }, (given) => {
    const id = read(given);
    return isCellProblem(id) ? { problem: 'id-shape', facts: {} } : id;
  });
}

function cell(field: GradeField, header: string, ...aliases: string[]) {
  const read = reader<string>(aboutOf(field), (given) => {
    const taken = readGradeCell(field, plain(given));
    return 'problem' in taken ? taken : taken.text;
  });
  return column(header, read, ...aliases);
}

function aboutOf(field: GradeField): CellAbout {
  if (/score$/i.test(field)) return { kind: 'number', min: 0, max: 100, whole: false };
  if (/passed$/i.test(field) || field === 'counted')
    return { kind: 'choice', words: ['是', '否'], open: true };
  if (field === 'dueSchoolYear') return { kind: 'number', min: 90, max: 200, whole: true };
  if (field === 'dueSemester') return { kind: 'number', min: 1, max: 2, whole: true };
  return field === 'words' ? { kind: 'text', max: 500 } : { kind: 'code' };
}

/** A column that may be missing: an empty cell never wipes out what stands. */
function maybeCell(field: GradeField, header: string, ...aliases: string[]) {
  return { ...cell(field, header, ...aliases), needed: false };
}

const makeUp = {
  makeUpScore: maybeCell('makeUpScore', '補考成績'),
  makeUpPassed: maybeCell('makeUpPassed', '補考及格'),
};
const rest = {
  counted: maybeCell('counted', '是否採計學分', '是否採計學時', '採計學分'),
  words: maybeCell('words', '質性文字描述', '文字描述'),
};
const due = (field: 'dueSchoolYear' | 'dueSemester', header: string) => cell(field, header);

export const gradeSheetKinds: readonly GradeSheet[] = [
  {
    sheet: 'semesterGrades',
    names: ['學期成績', '日間部學期成績'],
    division: 'day',
    kinds: ['ordinary', 'visiting'],
    columns: {
      ...rowColumns(),
      score: cell('score', '學期學業成績', '學期成績'),
      passed: maybeCell('passed', '成績及格'),
      ...makeUp,
      ...rest,
    },
  },
  {
    sheet: 'makeUpCourseGrades',
    names: ['補修成績'],
    division: null,
    kinds: ['make-up'],
    columns: {
      ...rowColumns(),
      dueSchoolYear: due('dueSchoolYear', '應修課學年度'),
      dueSemester: due('dueSemester', '應修課學期'),
      score: cell('score', '補修成績'),
      passed: maybeCell('passed', '補修及格'),
      ...makeUp,
      method: maybeCell('method', '補修方式'),
      ...rest,
    },
  },
  {
    // No published layout names its columns: those of the outcomes' sheet, with a score (ours).
    sheet: 'retakeGrades',
    names: ['重修成績'],
    division: null,
    kinds: ['retake'],
    columns: {
      ...rowColumns(),
      dueSchoolYear: due('dueSchoolYear', '原修課學年度'),
      dueSemester: due('dueSemester', '原修課學期'),
      score: cell('score', '重修成績'),
      passed: maybeCell('passed', '重修及格', '成績及格'),
      ...makeUp,
      method: maybeCell('method', '重修方式'),
      ...rest,
    },
  },
  {
    sheet: 'repeatGrades',
    names: ['重讀成績'],
    division: null,
    kinds: ['repeat'],
    columns: {
      ...rowColumns(),
      score: cell('score', '重讀成績'),
      passed: maybeCell('passed', '成績及格'),
      ...makeUp,
      mark: cell('mark', '重讀註記'),
      ...rest,
    },
  },
  {
    sheet: 'transferGrades',
    names: ['轉學轉科成績'],
    division: null,
    kinds: ['transfer'],
    columns: {
      ...rowColumns({ year: '對應學年度', term: '對應學期', grade: '對應年級' }),
      identity: cell('identity', '身分別'),
      score: cell('score', '抵免後成績'),
      passed: maybeCell('passed', '成績及格'),
      ...rest,
    },
  },
  {
    sheet: 'continuingGrades',
    names: ['進修部學期成績', '學期成績'],
    division: 'continuing',
    kinds: ['ordinary', 'visiting'],
    columns: {
      ...rowColumns({ periods: true }),
      score: cell('score', '學期學業成績', '學期成績'),
      passed: maybeCell('passed', '成績及格'),
      yearScore: cell('yearScore', '學年學業成績', '學年成績'),
      yearPassed: maybeCell('yearPassed', '學年及格'),
      ...rest,
    },
  },
  {
    sheet: 'continuingMakeUps',
    names: ['補考成績', '進修部補考成績'],
    division: 'continuing',
    kinds: ['ordinary', 'visiting'],
    ofYear: true,
    columns: {
      ...rowColumns({ periods: true }),
      // Two columns where the others have one: of each semester.
      credits: column(
        '第二學期開設修課節數',
        decimal({ min: 0, max: 40 }),
        '第二學期修課節數',
        '第二學期節數',
      ),
      makeUpScore: cell('makeUpScore', '第一次補考成績'),
      makeUpPassed: maybeCell('makeUpPassed', '第一次補考及格'),
      secondMakeUpScore: cell('secondMakeUpScore', '第二次補考成績'),
      secondMakeUpPassed: maybeCell('secondMakeUpPassed', '第二次補考及格'),
    },
  },
];
