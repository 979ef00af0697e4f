/** What the national register asks of the sample's students, and who of them studies at another school for a while. */
import type { SheetToWrite } from '../../platform/sheets.ts';
import type { Division } from '../../regulation/regulation.ts';
import { chance } from './chance.ts';
import type { SampleSchool, SampleStudent } from './school.ts';

export const registerHeaders = [
  '部別代碼',
  '班別',
  '特殊身分別',
  '原住民族別',
  '原住民身分別',
  '族語認證報考方言',
  '報考年度',
  '族語認證有效日期',
  '實驗班名稱',
  '入學方式',
  '學籍狀態',
  '學籍異動日期',
];

/** A few students of each class lack something: the register says what. */
export function registerCells(student: SampleStudent): (string | number | null)[] {
  const { seat, division, entrySchoolYear } = student;
  const dice = chance('register', student.number);
  const people = `0${1 + dice.below(9)}`;
  const isIndigenous = seat % 13 === 4;
  const tested = isIndigenous && seat % 2 === 0;
  return [
    division === 'day' ? '1' : '2',
    division === 'day' ? '1' : '01',
    identitiesOf(seat),
    isIndigenous && seat !== 30 ? people : null,
    isIndigenous ? dice.pick(['1', '2']) : null,
    tested ? `${people}01` : null,
    tested ? entrySchoolYear - 1 : null,
    tested ? `${entrySchoolYear + 1914}-01-31` : null,
    null,
    seat === 16 ? null : dice.pick(['1', '1', '1', '2', '3']),
    '1',
    `${entrySchoolYear}/8/1`,
  ];
}

function identitiesOf(seat: number): string | null {
  if (seat % 13 === 4) return seat % 2 === 0 ? '1' : '1、10';
  if (seat === 23) return null;
  return seat === 12 ? '4' : '0';
}

/** Nobody in most classes; one student of each second-year class visits another school for the semester. */
export function visitSheet(school: SampleSchool, division: Division): SheetToWrite {
  const { schoolYear, codes } = school;
  const visitors = school.students.filter(
    (one) => one.division === division && one.seat === 9 && one.entrySchoolYear === schoolYear - 1,
  );
  return {
    name: '學生借讀資料',
    columns: [
      '身分證號',
      '出生日期',
      '所屬學校代碼',
      '借讀學校代碼',
      '群別',
      '借讀科班學程別',
      '借讀代碼',
      '申請開始日期',
      '申請結束日期',
    ].map((header) => ({ header })),
    rows: visitors.map((one) => [
      one.nationalId,
      one.birthDate,
      codes[division],
      '654321',
      one.fieldGroup,
      one.programme,
      '1',
      `${schoolYear}/9/1`,
      `${schoolYear + 1}/1/20`,
    ]),
  };
}
