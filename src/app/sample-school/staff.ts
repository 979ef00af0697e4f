/** The staff: those who hold the offices of the path, and teachers for every area. */
import { chance } from './chance.ts';
import type { Area } from './curriculum.ts';
import { inventName } from './person.ts';

export interface SampleStaff {
  code: string;
  name: string;
  jobTitle: string;
  email: string;
  /** Titles of the offices held, as the workbook writes them. */
  offices: string[];
  /** What they teach; nobody without it gets a class. */
  area: Area | null;
}

/** Title of the office, and the area its holder teaches besides. */
const smallOffices: readonly [string, Area | null][] = [
  ['教務主任', null],
  ['註冊組長', null],
  ['進修部教務組長', null],
  ['訓育組長', null],
  ['輔導主任', null],
  ['系統管理師', null],
  ['學務主任', null],
  ['進修部學務組長', null],
  ['課程諮詢師召集人', null],
  ['課程諮詢教師', null],
];
const furtherOffices: readonly [string, Area | null][] = [
  ['校長', null],
  ['實習輔導主任', '商業'],
  ['進修部主任', null],
  ['實驗研究組長', '數學'],
  ['課程諮詢教師', '英文'],
  ['課程諮詢教師', '會計'],
];
const smallTeachers: Partial<Record<Area, number>> = {
  國文: 2,
  英文: 1,
  數學: 1,
  社會: 1,
  商業: 1,
  會計: 1,
  資訊: 1,
};
/** Without the ten office holders above: 184, so that the school has 200 people. */
const fullTeachers: Record<Area, number> = {
  國文: 30,
  英文: 28,
  數學: 24,
  社會: 18,
  自然: 8,
  體育: 15,
  藝術: 5,
  商業: 26,
  會計: 14,
  資訊: 14,
  設計: 2,
};

export function inventStaff(size: 'small' | 'full', seed: number): SampleStaff[] {
  const offices = size === 'small' ? smallOffices : [...smallOffices, ...furtherOffices];
  const teachers = Object.entries(size === 'small' ? smallTeachers : fullTeachers).flatMap(([area, count]) =>
    Array.from({ length: count }, () => area as Area),
  );
  const dice = chance(seed, 'staff', size);
  const named = () => inventName(dice, dice.pick(['male', 'female'] as const), rareOrNot(dice.below(50)));
  return [
    ...offices.map(([title, area], index) => {
      const code = `A${String(index + 1).padStart(4, '0')}`;
      return staffMember(code, named(), area ? `教師兼${title}` : title, [title], area);
    }),
    ...teachers.map((area, index) => {
      const code = `T${String(index + 1).padStart(4, '0')}`;
      return staffMember(code, named(), `${area}科教師`, [], area);
    }),
  ];
}

function staffMember(
  code: string,
  name: string,
  jobTitle: string,
  offices: string[],
  area: Area | null,
): SampleStaff {
  return { code, name, jobTitle, email: `${code.toLowerCase()}@school.example`, offices, area };
}

function rareOrNot(roll: number): number | undefined {
  return roll < 2 ? roll : undefined;
}
