import { describe, expect, test } from 'vitest';
import { checkMapping, guessMapping } from './columns.ts';
import { plainNumber, readDate, readRows } from './rows.ts';

const headers = ['學校代碼', '學年度', '學期', '身分證號', '出生日期', '課程代碼', '科目名稱', '成果簡述'];
const mapping = guessMapping(headers);
const round = { schoolYear: 114, schoolCodes: ['123456', '12345B'] };

const good = {
  學校代碼: '123456',
  學年度: '114',
  學期: '1',
  身分證號: 'a123456789',
  出生日期: '0990314',
  課程代碼: '114123456V21301A1011011',
  科目名稱: '國語文',
  成果簡述: '報告',
};

function reading(change: Record<string, string>) {
  return readRows([{ sheet: '', row: 7, cells: { ...good, ...change } }], mapping, round);
}

describe('六(三) the columns of a receipt-details file', () => {
  test('headers people use are recognised, with blanks and brackets too', () => {
    expect(mapping).toEqual({
      schoolCode: ['學校代碼'],
      schoolYear: ['學年度'],
      semester: ['學期'],
      nationalId: ['身分證號'],
      birthDate: ['出生日期'],
      courseCode: ['課程代碼'],
      courseName: ['科目名稱'],
      description: ['成果簡述'],
    });
    expect(guessMapping([' 身分證號 ', '生 日']).birthDate).toEqual(['生 日']);
  });

  test('a workbook with a sheet per kind names one value several ways: all of them are taken', () => {
    expect(guessMapping(['課程代碼', '原修課課程代碼', '借讀校課程代碼']).courseCode).toEqual([
      '課程代碼',
      '原修課課程代碼',
      '借讀校課程代碼',
    ]);
  });

  test('what the office said last time wins, as far as the file still has it', () => {
    expect(guessMapping(['成果簡述', '說明'], { description: ['說明'] }).description).toEqual(['說明']);
    expect(guessMapping(['成果簡述'], { description: ['說明'] }).description).toEqual(['成果簡述']);
  });

  test('六(三) · a file without a column that tells lines apart is refused, and the column named', () => {
    const { courseCode: _, ...without } = mapping;
    expect(checkMapping(without, headers)).toMatchObject({
      refused: 'column-missing',
      facts: { field: 'courseCode' },
    });
    expect(checkMapping(mapping, headers)).toBe(mapping);
  });

  test('產7 · one column cannot be two things, and an unknown column is none', () => {
    expect(checkMapping({ ...mapping, grade: ['學期'] }, headers)).toMatchObject({
      refused: 'column-used-twice',
    });
    expect(checkMapping({ ...mapping, grade: ['年級'] }, headers)).toMatchObject({
      refused: 'column-unknown',
    });
  });
});

describe('六(三) the rows', () => {
  test('a row in order is read', () => {
    expect(reading({}).read).toEqual([
      {
        sheet: '',
        row: 7,
        nationalId: 'A123456789',
        birthDate: '2010-03-14',
        schoolYear: 114,
        semester: 1,
        courseCode: good.課程代碼,
        values: { courseName: '國語文', description: '報告' },
      },
    ]);
  });

  test.each([
    [{ 學校代碼: '999999' }, 'other-school', '999999'],
    [{ 身分證號: ' ' }, 'id-missing', ''],
    [{ 出生日期: '0990230' }, 'birth-date-unreadable', '0990230'],
    [{ 學年度: '一一四' }, 'school-year-unreadable', '一一四'],
    [{ 學年度: '113' }, 'other-school-year', '113'],
    [{ 學期: '3' }, 'semester-unreadable', '3'],
    [{ 課程代碼: '' }, 'course-code-missing', ''],
  ])('a bad row is set aside by its number with the reason: %j', (change, reason, found) => {
    expect(reading(change)).toEqual({ read: [], setAside: [{ sheet: '', row: 7, reason, found }] });
  });

  test("without a school-year column the round's own year holds", () => {
    expect(reading({ 學年度: '' }).read).toMatchObject([{ schoolYear: 114 }]);
  });

  test('a second division code of the same school is accepted', () => {
    expect(reading({ 學校代碼: '12345B' }).read).toHaveLength(1);
  });

  test.each([
    ['2010-03-14', '2010-03-14'],
    ['2010/3/14', '2010-03-14'],
    ['2010/3/14 上午 12:00:00', '2010-03-14'],
    ['2010-03-14T00:00:00.000Z', '2010-03-14'],
    ['20100314', '2010-03-14'],
    ['0990314', '2010-03-14'],
    ['990314', '2010-03-14'],
    ['99.03.14', '2010-03-14'],
    ['40251', '2010-03-14'],
    ['99年3月14日', '2010-03-14'],
    ['1000229', undefined],
    ['1010229', '2012-02-29'],
    ['14/03/2010', undefined],
    ['', undefined],
    ['三月', undefined],
  ])('a date written %s is %s', (text, iso) => {
    expect(readDate(text)).toBe(iso);
  });

  test('3.0 and 3 and full-width ３ are one number; what is none stays to be seen', () => {
    expect(['3.0', '3', '３', '三'].map(plainNumber)).toEqual(['3', '3', '3', '三']);
  });
});
