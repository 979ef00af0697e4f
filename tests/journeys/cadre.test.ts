/** 五(一)2: the student activities section enters officers by paste and by key; a student questions one; it is answered. */
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWeb } from '../../src/app/build-web.ts';
import { addCadreUnits, cadrePosts } from '../../src/cadre/contract.ts';
import { readSheets } from '../../src/platform/sheets.ts';
import { isRefusal } from '../../src/regulation/refusal.ts';
import { appoint } from '../appoint.ts';
import { apply, bring } from '../bring.ts';
import { axeClean, type Look, launch, openAs, problemsOf, shot } from '../browser.ts';
import { type CastName, castNow, classes } from '../cast.ts';
import { openTestSchool, type TestSchool } from '../harness.ts';

let school: TestSchool;
let browser: Browser;

beforeAll(async () => {
  const dist = await buildWeb();
  school = await openTestSchool(castNow, dist);
  await appoint(school, 'he', 'student-activities', { division: 'day' });
  await appoint(school, 'fang', 'student-affairs-director');
  await appoint(school, 'wang', 'homeroom', { class: 'dayOne' });
  await school.as('he').call(addCadreUnits, {
    params: { division: 'day' },
    body: { level: 'club', names: ['熱舞社', '桌遊社'] },
  });
  browser = await launch();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

const cell = (page: Page, row: number, column: string) =>
  page.getByLabel(`第 ${row} 列${column}`, { exact: true });

describe('幹部, from the office to the student and back', () => {
  test('五(一)2 · a class is pasted from a spreadsheet, mended by key and saved with Ctrl+S', async () => {
    const page = await openAs(browser, school, 'he');
    await page.goto('/cadre');
    await page.getByRole('link', { name: '商一甲' }).click();
    await page.getByRole('heading', { level: 1, name: '商一甲' }).waitFor();
    await cell(page, 1, '職務').focus();
    await paste(page, '班長\t林育安\n副班長\t2\t9/1\n風紀股長\t𠮷田堃\t\t12/31\n學藝股長\t某某某\n');
    await page.getByText('找不到這位學生').waitFor();
    expect(await page.getByText('商一甲 3 𠮷田堃').count()).toBe(1);
    expect(await page.getByRole('button', { name: '儲存', exact: true }).isDisabled()).toBe(true);
    await cell(page, 3, '學生').focus();
    await page.keyboard.press('Enter');
    expect(await cell(page, 4, '學生').evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('1140104');
    await page.getByText('商一甲 4 蔡牧青').waitFor();
    await shot(page, 'cadre-grid-typing-1280');
    await page.keyboard.press('ControlOrMeta+s');
    await page.getByText('已儲存：新增 4、更改 0、移除 0。').waitFor();
    await page.getByText('還沒有人擔任：衛生股長、總務股長').waitFor();
    expect(problemsOf(page)).toEqual([]);
    await page.context().close();
    const posts = (await school.as('he').call(cadrePosts)).answer?.posts ?? [];
    expect(posts.map(({ post, name, startsOn, endsOn }) => [post, name, startsOn, endsOn])).toEqual([
      ['班長', '林育安', '2025-08-01', '2026-01-31'],
      ['副班長', '陳思妤', '2025-09-01', '2026-01-31'],
      ['風紀股長', '𠮷田堃', '2025-08-01', '2025-12-31'],
      ['學藝股長', '蔡牧青', '2025-08-01', '2026-01-31'],
    ]);
  });

  test('五(一)2 · a club’s leader is found by class and seat; the list is saved exactly as filtered', async () => {
    const page = await openAs(browser, school, 'he');
    await page.goto('/cadre');
    await page.getByRole('link', { name: '熱舞社' }).click();
    await cell(page, 1, '學生').fill('商一甲 2');
    await page.getByText('商一甲 2 陳思妤').waitFor();
    await page.getByRole('button', { name: '儲存', exact: true }).click();
    await page.getByText('已儲存：新增 1').waitFor();
    await page.getByRole('link', { name: '幹部', exact: true }).first().click();
    await page.getByRole('link', { name: '名單與匯出' }).click();
    await page.getByRole('searchbox', { name: '搜尋幹部名單' }).fill('陳思妤');
    await page.getByText('5 筆中的 2 筆').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '匯出' }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const workbook = { name: download.suggestedFilename(), bytes: new Uint8Array(Buffer.concat(chunks)) };
    const read = await readSheets(workbook.bytes, workbook.name);
    if (isRefusal(read)) throw new Error(read.refused);
    const titles = read.sheets[0]?.rows[0]?.cells ?? [];
    const posts = read.sheets[0]?.rows.map(({ cells }) => cells[titles.indexOf('擔任職務')]);
    expect(posts).toEqual(['擔任職務', '副班長', '社長']);
    // What went out can come back, and changes nothing.
    const brought = await bring(school.as('he'), [workbook]);
    expect(brought.problems).toEqual([]);
    expect((await apply(school.as('he'), brought)).answer?.changed).toBe(false);
    await page.context().close();
  });

  test('五(一)2 · the student sees it, asks, the office finds the question today and answers it', async () => {
    const phone = await openAs(browser, school, 'lin', { width: 390 });
    await phone.goto('/my-cadre');
    await phone.getByText('商一甲 班長', { exact: true }).waitFor();
    await phone.getByRole('button', { name: '有問題？114-1 商一甲 班長' }).click();
    await phone.getByLabel('哪裡不對').fill('我只當到十二月');
    await phone.getByRole('button', { name: '送出' }).click();
    await phone.getByText('已提問，等待回覆').waitFor();

    const desk = await openAs(browser, school, 'he');
    await desk.goto('/');
    await desk.getByRole('link', { name: '1 則學生提問待回覆 · 幹部紀錄' }).click();
    await desk.getByText('我只當到十二月').waitFor();
    await desk.getByRole('button', { name: '回覆', exact: true }).click();
    await desk.getByLabel('給學生的說明').fill('已改到十二月三十一日');
    expect(await axeClean(desk)).toEqual([]);
    await desk.getByRole('button', { name: '送出' }).click();
    await desk.getByText('沒有待回覆的提問').waitFor();
    await desk.context().close();

    await phone.goto('/my-questions');
    await phone.getByText('何語彤：已改到十二月三十一日').waitFor();
    await phone.goto('/');
    await phone.getByText('你的提問有了回覆').waitFor();
    expect([...problemsOf(phone)]).toEqual([]);
    await phone.context().close();
  });

  test('五(一)2 · the first semester is carried over into the second after a look', async () => {
    const page = await openAs(browser, school, 'he');
    await page.goto('/cadre/carry-over?term=114-2');
    await page.getByText('來自 114 學年度第 1 學期').waitFor();
    await page.getByLabel('帶入 商一甲 學藝股長 蔡牧青').uncheck();
    await page.getByRole('button', { name: '帶入 4 筆' }).click();
    await page.getByText('已帶入 4 筆。').waitFor();
    await page.context().close();
  });

  test('五(一)2 · units and usual posts are the office’s own lists', async () => {
    const page = await openAs(browser, school, 'he');
    await page.goto('/cadre/lists');
    await page.getByLabel('名稱，一行一個').first().fill('合唱團\n攝影社\n');
    await page.getByRole('button', { name: '新增', exact: true }).first().click();
    await page.getByText('攝影社', { exact: true }).waitFor();
    await page.getByRole('button', { name: '停用桌遊社' }).click();
    await page.getByRole('button', { name: '恢復桌遊社' }).waitFor();
    await page.getByLabel('圖書股長必設').check();
    await page.getByRole('button', { name: '儲存職務清單' }).first().click();
    await page.getByText('已儲存。').waitFor();
    await page.goto('/cadre');
    await page.getByText('衛生股長、總務股長、圖書股長').waitFor();
    await page.context().close();
  });
});

const looks: Look[] = [
  { width: 390, lang: 'zh-TW', scheme: 'light' },
  { width: 1280, lang: 'en', scheme: 'dark' },
];
const seen: [CastName, string][] = [
  ['he', '/cadre'],
  ['he', `/cadre/units/class/${classes.dayOne.id}`],
  ['he', '/cadre/posts'],
  ['he', '/cadre/carry-over'],
  ['he', '/cadre/carry-over?term=114-2'],
  ['he', '/cadre/lists'],
  ['he', '/questions'],
  ['fang', '/cadre'],
  ['wang', '/cadre'],
  ['lin', '/my-cadre'],
  ['lin', '/my-questions'],
  ['ji', '/my-questions'],
];

describe.each(looks)('at $width px, $scheme, $lang', (look) => {
  test.each(seen)(
    '%s at %s: nothing for axe, the console or the security policy to say',
    async (who, path) => {
      const page = await openAs(browser, school, who, look);
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      const name = path.replace(classes.dayOne.id, 'class').replace(/[/?=]+/g, '-');
      await shot(page, `${who}${name}-${look.width}-${look.scheme}-${look.lang}`);
      expect(await axeClean(page)).toEqual([]);
      expect(problemsOf(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      await page.context().close();
    },
  );
});

/** What a spreadsheet puts on the clipboard, pasted into the focused cell. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, text);
}
