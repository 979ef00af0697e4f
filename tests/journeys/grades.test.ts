/** 註冊組長 brings a semester's grades, mends them in the grid, and answers the student who found one wrong. */
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWeb } from '../../src/app/build-web.ts';
import { writeWorkbook } from '../../src/platform/sheets.ts';
import { appoint } from '../appoint.ts';
import { axeClean, launch, openAs, problemsOf, shot } from '../browser.ts';
import { type CastName, castNow, offerings, people } from '../cast.ts';
import { openTestSchool, type TestSchool } from '../harness.ts';

let school: TestSchool;
let browser: Browser;

beforeAll(async () => {
  school = await openTestSchool(castNow, await buildWeb());
  await appoint(school, 'wang', 'homeroom', { class: 'dayOne' });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

const grid = `/grades/${offerings.chinese.id}`;

test('五(二)1 · a workbook of grades is brought, looked at and applied', async () => {
  const page = await openAs(browser, school, 'registrar');
  await page.goto('/imports');
  await page.locator('input[type=file]').setInputFiles({
    name: '學期成績.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(
      await gradesOf([
        ['1140101', 85],
        ['1140102', 52],
        ['1140103', 77],
      ]),
    ),
  });
  await page.getByRole('heading', { name: '學期成績' }).waitFor();
  expect(await axeClean(page)).toEqual([]);
  await page.getByRole('button', { name: '套用匯入' }).click();
  await page.getByText('已匯入，並記入帳本。').waitFor();
  await leave(page);
});

test('五(二)1 · pasted from a spreadsheet, wrong cells are marked, a reload loses nothing, one act saves', async () => {
  const page = await openAs(browser, school, 'registrar');
  await page.goto(grid);
  const cell = (who: CastName, field: string) =>
    page.getByLabel(`${people[who].name}，${field}`, { exact: true });
  const save = page.getByRole('button', { name: '儲存成績' });
  await cell('lin', '學期成績').focus();
  // In another order than the grid, by student number; one of the scores is no score.
  await paste(page, '1140104\t66\n1140102\t58\n1140103\t缺考\n');
  expect(await cell('tsai', '學期成績').inputValue()).toBe('66');
  expect(await cell('ji', '學期成績').getAttribute('aria-invalid')).toBe('true');
  await page.getByText('1 格有誤，還不能儲存').waitFor();
  expect(await save.isDisabled()).toBe(true);
  expect(await axeClean(page)).toEqual([]);
  await shot(page, 'registrar-grades-paste-1280');

  await page.reload();
  await page.getByText('找回了上次沒有儲存的 3 格').waitFor();
  expect(await cell('chen', '學期成績').inputValue()).toBe('58');
  await page.getByRole('button', { name: '放棄有誤的格子' }).click();
  expect(await cell('ji', '學期成績').inputValue()).toBe('77');
  await page.getByLabel('理由').fill('試卷複閱');
  await save.click();
  await page.getByText('已儲存 2 位學生的成績，並記入帳本。').waitFor();
  await page.reload();
  await cell('chen', '學期成績').waitFor();
  expect(await cell('chen', '學期成績').inputValue()).toBe('58');
  await leave(page);
});

test('五(二)1 · the grid is gone through by keys alone', async () => {
  const page = await openAs(browser, school, 'registrar');
  await page.goto(grid);
  await page.getByLabel('林育安，補考成績', { exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('61');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
    '陳思妤，補考成績',
  );
  await page.keyboard.press('Escape');
  expect(await page.getByRole('button', { name: '儲存成績' }).isDisabled()).toBe(true);
  await page.keyboard.type('62');
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('s');
  await page.getByText('已儲存 1 位學生的成績，並記入帳本。').waitFor();
  await leave(page);
});

test('五(二)1 · the student sees the grade and questions it; the question reaches the office with the record’s name', async () => {
  const page = await openAs(browser, school, 'chen', { width: 390 });
  await page.goto('/my-grades');
  await page.getByText('成績 58').waitFor();
  expect(await page.getByText('補考成績 62').count()).toBe(1);
  expect(await axeClean(page)).toEqual([]);
  await shot(page, 'chen-my-grades-390');
  await page.getByRole('button', { name: /114-1 國語文/ }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('期末考卷的分數好像加錯了');
  await page.getByRole('dialog').getByRole('button', { name: '送出' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await leave(page);

  const office = await openAs(browser, school, 'registrar');
  await office.goto('/questions');
  await office.getByText('期末考卷的分數好像加錯了').waitFor();
  expect(await office.getByText('114-1 國語文 的成績').count()).toBe(1);
  await leave(office);
});

test.each<[CastName, string]>([
  ['registrar', '/courses'],
  ['registrar', `/courses/${offerings.chinese.id}`],
  ['registrar', `/course-codes?code=${offerings.chinese.code}`],
  ['registrar', '/course-plan'],
  ['director', '/course-check'],
  ['registrar', '/grades'],
  ['director', grid],
  ['registrar', `/grades/students/${people.lin.registration}`],
  ['wang', '/class-grades'],
])(
  '五(二)1 · %s at %s: nothing for axe or the console to say, on a phone and on a desk',
  async (who, path) => {
    for (const look of [
      { width: 390, lang: 'zh-TW', scheme: 'dark' },
      { width: 1280, lang: 'en', scheme: 'light' },
    ] as const) {
      const page = await openAs(browser, school, who, look);
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await axeClean(page)).toEqual([]);
      await leave(page);
    }
  },
);

async function leave(page: Page): Promise<void> {
  expect(problemsOf(page)).toEqual([]);
  await page.context().close();
}

/** What the browser does when somebody presses Ctrl-V: the clipboard itself is out of a test's reach. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, text);
}

function gradesOf(rows: [string, number][]): Promise<Uint8Array> {
  const headers = ['學號', '學年度', '學期', '課程代碼', '科目名稱', '開課年級', '修課學分', '學期學業成績'];
  return writeWorkbook([
    {
      name: '學期成績',
      columns: headers.map((header) => ({ header })),
      rows: rows.map(([number, score]) => [number, 114, 1, offerings.chinese.code, '國語文', 1, 3, score]),
    },
  ]);
}
