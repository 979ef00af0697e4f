/** Counselling of the sample school: most classes as a group, a few students alone, some not seen yet. */
import { addDays } from '../../calendar/day.ts';
import { writeWorkbook } from '../../platform/sheets.ts';
import type { SampleSchool, SampleStudent } from './school.ts';

const headers = [
  '學號',
  '諮詢日期',
  '諮詢類別',
  '諮詢主題',
  '諮詢地點',
  '諮詢內容',
  '後續追蹤',
  '追蹤期限',
  '諮詢教師代碼',
];

const groups = [
  [
    '課程說明',
    '課程地圖與畢業條件',
    '視聽教室',
    '說明部定與校訂課程、學分與畢業條件，回答同修與重補修的問題。',
  ],
  ['選課', '下學期選修說明', '多功能教室', '介紹各選修的先備課程、評量方式與對應的群科能力，示範選課系統。'],
  ['學習歷程檔案', '課程學習成果怎麼準備', '電腦教室', '以往年成果為例，說明上傳期程、認證與簡述的寫法。'],
] as const;
const alone = [
  [
    '生涯進路',
    '升學與就業的取捨',
    '諮詢室',
    '討論統測科目與檢定時程，比較繼續升學與先就業的條件。',
    '帶回科系清單後再談',
  ],
  [
    '學習適應',
    '會計學的學習困難',
    '諮詢室',
    '釐清卡在借貸分錄的概念，安排小老師與課後輔導。',
    '期中考後看成績',
  ],
] as const;

/**
 * One workbook of a semester up to a day, which nothing in it may pass.
 * @param first the semester's first day; @param last the last day a conversation may be of
 */
export async function counsellingWorkbook(
  school: SampleSchool,
  days: { first: string; last: string },
): Promise<{ name: string; bytes: Uint8Array }> {
  const teachers = school.staff.filter(({ offices }) => offices.includes('課程諮詢教師'));
  const teacherOf = (nth: number) => teachers[nth % teachers.length]?.code ?? '';
  const dayBefore = (count: number) => later(addDays(days.last, -count), days.first);
  const rows = school.classes.flatMap(({ name }, nth) => {
    const members = school.students.filter((student) => student.className === name);
    const talk = groups[nth % groups.length] ?? groups[0];
    // The last class waits; of the others two were ill that day.
    const present = nth === school.classes.length - 1 ? [] : members.slice(0, -2);
    const held = dayBefore(3 + nth);
    const group = present.map(({ number }) => [number, held, ...talk, null, null, teacherOf(nth)]);
    return [...group, ...ownTalk(members[0], nth)];
  });
  return {
    name: `課程諮詢-${days.last}.xlsx`,
    bytes: await writeWorkbook([{ name: '課程諮詢', columns: headers.map((header) => ({ header })), rows }]),
  };

  function ownTalk(student: SampleStudent | undefined, nth: number) {
    const [category, topic, place, content, followUp] = alone[nth % alone.length] ?? alone[0];
    if (!student) return [];
    const due = addDays(days.last, 7 * (nth - 1));
    const held = dayBefore(8 + nth);
    const following = [followUp, later(due, held), teacherOf(nth)];
    return [[student.number, held, category, topic, place, content, ...following]];
  }
}

function later(one: string, other: string): string {
  return [one, other].sort()[1] ?? one;
}
