/** The report of a class on paper: read back from the PDF, by those who may see it, in both languages. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appoint } from '../../tests/appoint.ts';
import { type CastName, classes, people } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { must } from '../../tests/submitting.ts';
import { counsellingReportPdf, recordCounselling } from './contract.ts';

let town: TestSchool;
beforeAll(async () => {
  town = await openTestSchool();
  await appoint(town, 'fang', 'counselling-teacher');
  await appoint(town, 'wang', 'homeroom', { class: 'dayOne' });
  const record = {
    category: 'selection' as const,
    topic: '金絲雀主題',
    place: '諮詢室',
    heldOn: '2025-12-09',
    heldFrom: null,
    heldTo: null,
    content: '金絲雀內容',
    privateNote: '',
    followUp: '',
    followUpDue: null,
    registrationIds: [people.lin.registration, people.chen.registration],
  };
  must(await town.as('fang').call(recordCounselling, { body: record }));
});
afterAll(() => town.close());

const path = counsellingReportPdf.path.replace(':classId', classes.dayOne.id);
const asked = (who: CastName, language = 'zh-TW') => town.as(who).fetch(`${path}?language=${language}`);

async function textOf(response: Response): Promise<string> {
  const file = await getDocument({ data: new Uint8Array(await response.arrayBuffer()) }).promise;
  const pages = await Promise.all(
    Array.from({ length: file.numPages }, async (_, at) => (await file.getPage(at + 1)).getTextContent()),
  );
  const texts = pages.flatMap(({ items }) => items.map((item) => ('str' in item ? item.str : '')));
  return texts.join('').normalize('NFKC');
}

test('五(二)2 · the PDF names school, class, semester, coverage, who is missing, and each student’s talks', async () => {
  const response = await asked('wang');
  expect(response.headers.get('content-type')).toBe('application/pdf');
  expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('商一甲'));
  const text = await textOf(response);
  for (const said of [
    town.school.name,
    '商一甲課程諮詢情形',
    '114 學年度第 1 學期',
    '4 人中 2 人已諮詢',
    '尚未諮詢:[U+20BB7]田堃、蔡牧青',
    '林育安',
    '1140102',
    '114 年 12 月 9 日',
    '選課(團體)方',
  ])
    expect(text.replaceAll(' ', '')).toContain(said.normalize('NFKC').replaceAll(' ', ''));
});

test('國9 · it says that it must not leave the school, and no word of what was said is on it', async () => {
  const text = (await textOf(await asked('fang'))).replaceAll(' ', '');
  expect(text).toContain('不提交中央資料庫,請勿傳出校外(國9)');
  expect(text).not.toContain('金絲雀');
  const english = await textOf(await asked('fang', 'en'));
  expect(english).toContain('not to be sent outside');
  expect(english).toContain('2 of 4 seen');
});

test('五(二)2 · it is for who sees the class: not the registrar, another teacher, or its students', async () => {
  const statuses = await Promise.all(
    (['director', 'registrar', 'su', 'lin', 'night'] as const).map(async (who) => (await asked(who)).status),
  );
  expect(statuses).toEqual([200, 403, 403, 403, 403]);
  const other = counsellingReportPdf.path.replace(':classId', classes.nightOne.id);
  expect((await town.as('wang').fetch(other)).status).toBe(404);
});
