import { describe, expect, test } from 'vitest';
import { layoutShape, layouts } from './layouts.ts';
import { formatDate, type Roster, rosterCode, rosterOf, rowOf, sheetOf } from './roster.ts';

const day = rosterIn('day');
const continuing = rosterIn('continuing');

describe('國8 the rosters of 108', () => {
  test('the day roster has the six sheets of the central database, the continuing one three', () => {
    expect(day.sheets.map(({ name }) => name)).toEqual([
      '學期課程學習成果',
      '補修課程學習成果',
      '重修課程學習成果',
      '重讀課程學習成果',
      '轉學轉科課程學習成果',
      '借讀課程學習成果',
    ]);
    expect(continuing.sheets.map(({ name }) => name)).toEqual([
      '學期課程學習成果',
      '轉學轉科課程學習成果',
      '借讀課程學習成果',
    ]);
  });

  test('the continuing division counts periods, the day division credits', () => {
    const headers = (roster: Roster) =>
      sheetOf(roster, 'ordinary')?.columns.map(({ header }) => header) ?? [];
    expect(headers(day)).toContain('修課學分');
    expect(headers(day)).not.toContain('修課節數');
    expect(headers(continuing)).toContain('修課節數');
    expect(headers(continuing)).not.toContain('修課學分');
  });

  test('the roster code depends on division, grade band and batch; there is no third batch', () => {
    const codes = (roster: Roster) => [
      rosterCode(roster, 'one-two', 1),
      rosterCode(roster, 'three', 1),
      rosterCode(roster, 'three', 2),
      rosterCode(roster, 'three', 3),
      rosterCode(roster, 'one-two', 2),
    ];
    expect(codes(day)).toEqual(['26', '36', '76', undefined, undefined]);
    expect(codes(continuing)).toEqual(['28', '38', '78', undefined, undefined]);
  });

  test('the layout of the newest year that has begun is used; before the first there is none', () => {
    const newer = { fromSchoolYear: 115, rosters: [{ ...day, key: 'newer' }] };
    const at = (schoolYear: number) =>
      rosterOf([newer, ...layouts()], { schoolYear, part: 'outcomes', division: 'day' })?.key;
    expect([107, 108, 114, 115].map(at)).toEqual([undefined, 'outcomes-day', 'outcomes-day', 'newer']);
  });
});

describe('國8 a row', () => {
  test('stands in the order of the columns, formatted and coded, with nothing where nothing is known', () => {
    const row = rowOf(
      [
        { header: '身分證號', value: 'student.nationalId' },
        { header: '出生日期', value: 'student.birthDate', date: 'roc7' },
        { header: '學期', value: 'round.semester', codes: { 'whole-year': '0' } },
        { header: '文件', value: 'file.document' },
        { header: '學分', value: 'taken.credits' },
      ],
      {
        'student.nationalId': 'A123456789',
        'student.birthDate': '2010-03-14',
        'round.semester': 'whole-year',
        'taken.credits': 3,
      },
    );
    expect(row).toEqual(['A123456789', '0990314', '0', null, 3]);
  });

  test('dates: the last day before ROC 100 and the first of it', () => {
    expect(formatDate('2010-12-31', 'roc7')).toBe('0991231');
    expect(formatDate('2011-01-01', 'roc7')).toBe('1000101');
    expect(formatDate('2011-01-01', 'slashes')).toBe('2011/01/01');
    expect(formatDate('2011-01-01', 'iso')).toBe('2011-01-01');
  });
});

describe('a layout that cannot be right is refused', () => {
  const [good] = layouts();
  const sheet = day.sheets[0];
  if (!good || !sheet) throw new Error('no layout');
  const withSheets = (sheets: unknown) => ({ ...good, rosters: [{ ...day, sheets }] });

  test('as it stands it is accepted', () => {
    expect(layoutShape.safeParse(good).success).toBe(true);
  });
  test('a value the product does not know', () => {
    const columns = [...sheet.columns, { header: '血型', value: 'student.bloodGroup' }];
    expect(layoutShape.safeParse(withSheets([{ ...sheet, columns }])).success).toBe(false);
  });
  test('a header twice', () => {
    const columns = [...sheet.columns, sheet.columns[0]];
    expect(layoutShape.safeParse(withSheets([{ ...sheet, columns }])).success).toBe(false);
  });
  test('one kind of enrolment on two sheets', () => {
    expect(layoutShape.safeParse(withSheets([sheet, { ...sheet, name: 'again' }])).success).toBe(false);
  });
  test('a sheet without birth date', () => {
    const columns = sheet.columns.filter(({ value }) => value !== 'student.birthDate');
    expect(layoutShape.safeParse(withSheets([{ ...sheet, columns }])).success).toBe(false);
  });
});

function rosterIn(division: 'day' | 'continuing'): Roster {
  const found = rosterOf(layouts(), { schoolYear: 114, part: 'outcomes', division });
  if (!found) throw new Error(`no roster for ${division}`);
  return found;
}
