/** The school as its offices would hand it over: one workbook of staff, one per division and semester. */

import { kindNames } from '../../courses/enrolment.ts';
import { type SheetToWrite, writeWorkbook } from '../../platform/sheets.ts';
import type { Division } from '../../regulation/regulation.ts';
import { gradeSheets, planSheet } from './grades.ts';
import { registerCells, registerHeaders, visitSheet } from './register.ts';
import type { SampleSchool, SampleStudent } from './school.ts';

export interface SampleWorkbook {
  /** File name. */
  name: string;
  /** Who imports it; `null`: the system keeper. */
  division: Division | null;
  semester: 1 | 2 | null;
  bytes: Uint8Array;
}

const divisionNames = { day: '日間部', continuing: '進修部' } as const;
const sexNames = { male: '男', female: '女' } as const;

/** In the order in which they can be imported. */
export async function sampleWorkbooks(school: SampleSchool): Promise<SampleWorkbook[]> {
  const workbooks: SampleWorkbook[] = [
    { name: '教職員.xlsx', division: null, semester: null, bytes: await writeWorkbook([staffSheet(school)]) },
  ];
  for (const division of ['day', 'continuing'] as const) {
    if (!school.classes.some((one) => one.division === division)) continue;
    for (const semester of [1, 2] as const) {
      const name = `${divisionNames[division]}-${school.schoolYear}-${semester}.xlsx`;
      const sheets = [
        classSheet(school, division),
        studentSheet(school, division, semester),
        ...(semester === 1 ? [planSheet(school, division)] : []),
        ...(semester === 1 ? [visitSheet(school, division)] : []),
        offeringSheet(school, division, semester),
        enrolmentSheet(school, division, semester),
        ...gradeSheets(school, division, semester),
      ];
      workbooks.push({ name, division, semester, bytes: await writeWorkbook(sheets) });
    }
  }
  return workbooks;
}

function staffSheet(school: SampleSchool): SheetToWrite {
  return {
    name: '教職員',
    columns: headers('員工代碼', '姓名', '職稱', '電子郵件', '職務'),
    rows: school.staff.map((one) => [one.code, one.name, one.jobTitle, one.email, one.offices.join('、')]),
  };
}

function classSheet(school: SampleSchool, division: Division): SheetToWrite {
  return {
    name: '班級',
    columns: headers('學年度', '部別', '年級', '班級名稱', '導師代碼'),
    rows: school.classes
      .filter((one) => one.division === division)
      .map((one) => [one.schoolYear, divisionNames[division], one.grade, one.name, one.homeroom]),
  };
}

function studentSheet(school: SampleSchool, division: Division, semester: 1 | 2): SheetToWrite {
  return {
    name: '學生',
    columns: headers(
      '學年度',
      '學期',
      '部別',
      '學號',
      '姓名',
      '身分證號',
      '出生日期',
      '性別',
      '入學學年度',
      '群別代碼',
      '科別代碼',
      '班級名稱',
      '座號',
      ...registerHeaders,
    ),
    rows: school.students
      .filter((one) => one.division === division)
      .map((one) => [
        school.schoolYear,
        semester,
        divisionNames[division],
        one.number,
        one.name,
        one.nationalId,
        writtenBirth(one),
        sexNames[one.sex],
        one.entrySchoolYear,
        one.fieldGroup,
        one.programme,
        one.className,
        one.seat,
        ...registerCells(one),
      ]),
  };
}

function offeringSheet(school: SampleSchool, division: Division, semester: 1 | 2): SheetToWrite {
  const credits = division === 'day' ? '學分' : '節數';
  return {
    name: '開課',
    columns: headers(
      '學年度',
      '學期',
      '部別',
      '課程代碼',
      '科目名稱',
      '開課年級',
      '班組',
      credits,
      '任課教師代碼',
    ),
    rows: school.offerings
      .filter((one) => one.division === division && one.semester === semester)
      .map((one) => [
        one.schoolYear,
        semester,
        divisionNames[division],
        one.code,
        one.course,
        one.grade,
        one.group,
        one.credits,
        one.teachers.join('、'),
      ]),
  };
}

function enrolmentSheet(school: SampleSchool, division: Division, semester: 1 | 2): SheetToWrite {
  return {
    name: '修課',
    columns: headers('學年度', '學期', '部別', '學號', '課程代碼', '班組', '修課類別'),
    rows: school.enrolments
      .filter((one) => one.division === division && one.semester === semester)
      .map((one) => [
        one.schoolYear,
        semester,
        divisionNames[division],
        one.number,
        one.code,
        one.group,
        kindNames[one.kind],
      ]),
  };
}

/** The two divisions keep their lists in different programs: 民國 with seven digits here, slashes there. */
function writtenBirth({ birthDate, division }: SampleStudent): string {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  if (division === 'continuing') return `${year}/${month}/${day}`;
  return `${String(Number(year) - 1911).padStart(3, '0')}${month}${day}`;
}

function headers(...names: string[]) {
  return names.map((header) => ({ header }));
}
