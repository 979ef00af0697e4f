/** Officers of the sample school: every class with most of its posts, clubs and the student council. */
import { type SheetToWrite, writeWorkbook } from '../../platform/sheets.ts';
import type { Division } from '../../regulation/regulation.ts';
import { type Chance, chance } from './chance.ts';
import type { SampleSchool, SampleStudent } from './school.ts';

const divisionNames = { day: '日間部', continuing: '進修部' } as const;

/** What the office keeps as its own list, before any post can stand in it. */
export const sampleUnits: Record<Division, { club: string[]; school: string[] }> = {
  day: {
    club: [
      '熱舞社',
      '吉他社',
      '攝影社',
      '桌遊社',
      '合唱團',
      '手作烘焙社',
      '籃球社',
      '商業競賽社',
      '漫畫研究社',
    ],
    school: ['學生會', '畢業生聯誼會', '班聯會'],
  },
  continuing: { club: ['羽球社', '咖啡社'], school: ['進修部學生會'] },
};

const ofClass = [
  '班長',
  '副班長',
  '風紀股長',
  '學藝股長',
  '衛生股長',
  '總務股長',
  '康樂股長',
  '輔導股長',
  '圖書股長',
];
const ofClub = ['社長', '副社長', '總務'];
const ofCouncil = ['會長', '副會長', '秘書長', '委員'];

/** One workbook of a semester, as the student activities section would bring it. */
export async function cadreWorkbook(
  school: SampleSchool,
  semester: 1 | 2,
): Promise<{ name: string; bytes: Uint8Array }> {
  const sheet: SheetToWrite = {
    name: '幹部',
    columns: [
      '學年度',
      '學期',
      '部別',
      '學號',
      '幹部等級',
      '單位名稱',
      '擔任職務',
      '開始日期',
      '結束日期',
    ].map((header) => ({ header })),
    rows: rowsOf(school, semester),
  };
  return { name: `幹部-${school.schoolYear}-${semester}.xlsx`, bytes: await writeWorkbook([sheet]) };
}

type Row = (string | number | null)[];

function rowsOf(school: SampleSchool, semester: 1 | 2): Row[] {
  const dice = chance('cadre', school.schoolYear, semester);
  const row = (student: SampleStudent | undefined, level: string, unit: string, post: string): Row[] =>
    student
      ? [
          [
            ...[school.schoolYear, semester, divisionNames[student.division], student.number],
            ...[level, unit, post, null, null],
          ],
        ]
      : [];
  const classRows = school.classes.flatMap(({ name }, nth) => {
    const members = shuffled(
      school.students.filter((student) => student.className === name),
      dice,
    );
    // Every third class has somebody still to name.
    const named = ofClass.slice(0, nth % 3 === 2 ? 4 : ofClass.length);
    return named.flatMap((post, at) => row(members[at], '班級', name, post));
  });
  const unitRows = (['day', 'continuing'] as const).flatMap((division) => {
    const everybody = shuffled(
      school.students.filter((student) => student.division === division),
      dice,
    );
    const next = () => everybody.pop();
    return [
      ...sampleUnits[division].club.flatMap((club) =>
        ofClub.flatMap((post) => row(next(), '社團', club, post)),
      ),
      ...sampleUnits[division].school.flatMap((body) =>
        ofCouncil.flatMap((post) => row(next(), '校級', body, post)),
      ),
    ];
  });
  return [...classRows, ...unitRows];
}

function shuffled<T>(from: readonly T[], dice: Chance): T[] {
  return from
    .map((one) => ({ one, at: dice.below(1_000_000) }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
