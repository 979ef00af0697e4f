/** What a commercial school teaches: programmes, and the courses of each with the parts of their codes. */
import type { Division } from '../../regulation/regulation.ts';

export interface Programme {
  /** As class names begin. */
  short: string;
  name: string;
  fieldGroup: string;
  code: string;
}

export const programmes = {
  commerce: { short: '商', name: '商業經營科', fieldGroup: '21', code: '401' },
  trade: { short: '貿', name: '國際貿易科', fieldGroup: '21', code: '402' },
  accounting: { short: '會', name: '會計事務科', fieldGroup: '21', code: '403' },
  data: { short: '資', name: '資料處理科', fieldGroup: '21', code: '404' },
  design: { short: '廣', name: '廣告設計科', fieldGroup: '08', code: '406' },
  english: { short: '英', name: '應用外語科', fieldGroup: '22', code: '430' },
} as const satisfies Record<string, Programme>;
export type ProgrammeKey = keyof typeof programmes;

export const areas = [
  '國文',
  '英文',
  '數學',
  '社會',
  '自然',
  '體育',
  '藝術',
  '商業',
  '會計',
  '資訊',
  '設計',
] as const;
export type Area = (typeof areas)[number];

export interface Course {
  name: string;
  /** 課程類別, 科目屬性, 領域 of the code. */
  category: string;
  attribute: string;
  domain: string;
  credits: number;
  /** `1` the whole first year, `1.2` its second semester. */
  when: readonly string[];
  area: Area;
  /** Without it, for everybody. */
  only?: readonly ProgrammeKey[];
  /** Taught by two. */
  together?: true;
  /** The school's own key: the national table has no code for it. */
  ownKey?: string;
}

/** Order matters: the place in this list is the serial number in the code. */
export const courses: readonly Course[] = [
  {
    name: '國語文',
    category: '1',
    attribute: '1',
    domain: '10',
    credits: 3,
    when: ['1', '2', '3'],
    area: '國文',
  },
  {
    name: '英語文',
    category: '1',
    attribute: '1',
    domain: '11',
    credits: 2,
    when: ['1', '2', '3'],
    area: '英文',
  },
  { name: '數學', category: '1', attribute: '1', domain: '20', credits: 4, when: ['1', '2'], area: '數學' },
  { name: '歷史', category: '1', attribute: '1', domain: '30', credits: 2, when: ['1.1'], area: '社會' },
  { name: '地理', category: '1', attribute: '1', domain: '31', credits: 2, when: ['1.2'], area: '社會' },
  { name: '公民與社會', category: '1', attribute: '1', domain: '32', credits: 2, when: ['2'], area: '社會' },
  { name: '化學', category: '1', attribute: '1', domain: '41', credits: 2, when: ['1.1'], area: '自然' },
  { name: '生物', category: '1', attribute: '1', domain: '42', credits: 2, when: ['1.2'], area: '自然' },
  {
    name: '體育',
    category: '1',
    attribute: '1',
    domain: '70',
    credits: 2,
    when: ['1', '2', '3'],
    area: '體育',
  },
  { name: '美術', category: '1', attribute: '1', domain: '51', credits: 1, when: ['2'], area: '藝術' },
  {
    name: '商業概論',
    category: '1',
    attribute: '2',
    domain: '60',
    credits: 2,
    when: ['1'],
    area: '商業',
    only: ['commerce', 'trade', 'accounting', 'data', 'english'],
  },
  {
    name: '會計學',
    category: '1',
    attribute: '2',
    domain: '60',
    credits: 3,
    when: ['1', '2'],
    area: '會計',
    only: ['commerce', 'trade', 'accounting', 'data'],
  },
  {
    name: '數位科技概論',
    category: '1',
    attribute: '3',
    domain: '61',
    credits: 2,
    when: ['1'],
    area: '資訊',
    together: true,
  },
  {
    name: '經濟學',
    category: '1',
    attribute: '2',
    domain: '60',
    credits: 4,
    when: ['2'],
    area: '商業',
    only: ['commerce', 'trade', 'accounting', 'data'],
  },
  {
    name: '行銷實務',
    category: '2',
    attribute: '3',
    domain: '62',
    credits: 3,
    when: ['2', '3'],
    area: '商業',
    only: ['commerce'],
  },
  {
    name: '國際貿易實務',
    category: '2',
    attribute: '3',
    domain: '62',
    credits: 3,
    when: ['2', '3'],
    area: '商業',
    only: ['trade'],
  },
  {
    name: '會計資訊系統',
    category: '2',
    attribute: '3',
    domain: '62',
    credits: 3,
    when: ['2', '3'],
    area: '會計',
    only: ['accounting'],
  },
  {
    name: '程式語言與設計',
    category: '2',
    attribute: '3',
    domain: '62',
    credits: 3,
    when: ['2', '3'],
    area: '資訊',
    only: ['data'],
    together: true,
  },
  {
    name: '設計基礎',
    category: '1',
    attribute: '3',
    domain: '63',
    credits: 3,
    when: ['1', '2'],
    area: '設計',
    only: ['design'],
  },
  {
    name: '英語聽講練習',
    category: '1',
    attribute: '3',
    domain: '64',
    credits: 3,
    when: ['1', '2', '3'],
    area: '英文',
    only: ['english'],
  },
  {
    name: '專題實作',
    category: '2',
    attribute: '3',
    domain: '65',
    credits: 3,
    when: ['3'],
    area: '商業',
    together: true,
  },
  { name: '商業溝通', category: '7', attribute: '2', domain: '66', credits: 2, when: ['3'], area: '商業' },
  {
    name: '自主學習',
    category: '9',
    attribute: 'A',
    domain: '90',
    credits: 1,
    when: ['1', '2'],
    area: '社會',
  },
  {
    name: '校園永續行動',
    category: '7',
    attribute: '1',
    domain: '99',
    credits: 1,
    when: ['2.2'],
    area: '自然',
    ownKey: 'SUSTAIN-01',
  },
];

/** The national code of a course for those who entered in a year, or the school's own key. */
export function codeOf(
  course: Course,
  entrySchoolYear: number,
  schoolCode: string,
  programme: Programme,
): string {
  if (course.ownKey) return course.ownKey;
  const serial = String(courses.indexOf(course) + 1).padStart(2, '0');
  return [
    entrySchoolYear,
    schoolCode,
    'V',
    programme.fieldGroup,
    programme.code,
    'A',
    course.category,
    '0',
    course.attribute,
    course.domain,
    serial,
  ].join('');
}

export function taughtIn(course: Course, programme: ProgrammeKey, grade: number, semester: 1 | 2): boolean {
  const inTime = course.when.includes(`${grade}`) || course.when.includes(`${grade}.${semester}`);
  return inTime && (course.only === undefined || course.only.includes(programme));
}

/** A class as it is planned: how many students, in which programme. */
export interface PlannedClass {
  division: Division;
  programme: ProgrammeKey;
  grade: number;
  /** 甲 乙 丙 … counts from 0. */
  place: number;
  size: number;
}

const small: readonly PlannedClass[] = [
  { division: 'day', programme: 'commerce', grade: 1, place: 0, size: 19 },
  { division: 'day', programme: 'commerce', grade: 2, place: 0, size: 18 },
  { division: 'day', programme: 'data', grade: 3, place: 0, size: 17 },
  { division: 'continuing', programme: 'commerce', grade: 2, place: 0, size: 18 },
];

const dayClasses: Record<ProgrammeKey, number> = {
  commerce: 4,
  trade: 4,
  accounting: 3,
  data: 5,
  design: 2,
  english: 2,
};
const continuingClasses: Partial<Record<ProgrammeKey, number>> = { commerce: 2, trade: 1, data: 2 };

/** small: 72 students in 4 classes; full: 2,700 in 75, of them 420 in the continuing division. */
export function planOf(size: 'small' | 'full'): PlannedClass[] {
  if (size === 'small') return [...small];
  const of = (division: Division, counts: Partial<Record<ProgrammeKey, number>>, students: number) =>
    Object.entries(counts).flatMap(([programme, count]) =>
      [1, 2, 3].flatMap((grade) =>
        Array.from({ length: count }, (_, place) => ({
          division,
          programme: programme as ProgrammeKey,
          grade,
          place,
          size: students,
        })),
      ),
    );
  return [...of('day', dayClasses, 38), ...of('continuing', continuingClasses, 28)];
}
