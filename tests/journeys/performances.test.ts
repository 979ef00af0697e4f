/** 五(四): a student with a phone hands in a competition with a photo, edits it, takes it back; another uses keys alone. */
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildWeb } from '../../src/app/build-web.ts';
import { sampleLicences } from '../../src/app/demo/performances.ts';
import { photo } from '../../src/app/sample-school/pictures.ts';
import { addCadreUnits, cadreGrid, cadreLists, saveCadreGrid } from '../../src/cadre/contract.ts';
import { saveLicences } from '../../src/performances/licence-store.ts';
import { inTransaction } from '../../src/platform/db.ts';
import { readSheets } from '../../src/platform/sheets.ts';
import { isRefusal } from '../../src/regulation/refusal.ts';
import { appoint } from '../appoint.ts';
import { axeClean, launch, openAs, problemsOf, shot } from '../browser.ts';
import { castNow, people } from '../cast.ts';
import { openTestSchool, type TestSchool } from '../harness.ts';

vi.setConfig({ testTimeout: 120_000 });

let school: TestSchool;
let browser: Browser;

beforeAll(async () => {
  const dist = await buildWeb();
  school = await openTestSchool(castNow, dist);
  await inTransaction(school.school.db, (tx) =>
    saveLicences(
      tx,
      sampleLicences.map(([code = '', region = '', kind = '', name = '']) => {
        return { code, region, class: kind, name };
      }),
    ),
  );
  await appoint(school, 'he', 'student-activities', { division: 'day' });
  await enterPost();
  browser = await launch();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

test('五(四) · by touch on a phone: a competition with a photo is handed in, edited and withdrawn', async () => {
  const page = await openAs(browser, school, 'lin', { width: 390 });
  await page.goto('/');
  await page.getByRole('link', { name: '114 學年度多元表現' }).tap();
  await page.getByRole('heading', { level: 1, name: '我的多元表現' }).waitFor();
  await page.getByRole('link', { name: '新增一件' }).tap();
  await page.getByRole('heading', { level: 1, name: '選擇類別' }).waitFor();
  await page.getByRole('button', { name: '填寫競賽參與紀錄' }).tap();
  await page.getByRole('heading', { level: 1, name: '競賽參與紀錄' }).waitFor();
  await page.getByRole('button', { name: '上傳', exact: true }).tap();
  await page.getByText('「競賽名稱」還沒有填').waitFor();
  await clean(page, 'performances-empty');
  await page.getByLabel('競賽名稱').fill('全國小論文寫作比賽');
  await page.getByLabel('項目').fill('商業類');
  await page.getByLabel('競賽等級').selectOption('全國');
  await page.getByLabel('獎項').fill('甲等');
  await page.getByLabel('結果公布日期').fill('2025-12-25');
  await page.getByText('「結果公布日期」還沒有到').waitFor();
  await page.getByLabel('結果公布日期').fill('2025-11-20');
  await page.getByLabel('團體參與').selectOption('團體');
  await page.getByLabel('內容簡述').fill('研究夜市店家的行動支付');
  await page.getByLabel('外部影音連結').fill('https://192.168.1.20/video');
  await page.getByText('是校內或私人網路的位址').waitFor();
  await page.getByLabel('外部影音連結').fill('https://video.example.org/watch?v=1');
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({
      name: '頒獎.jpg',
      mimeType: 'image/jpeg',
      buffer: await photo({ width: 1200, height: 900, salt: 'award' }),
    });
  await page.getByText('草稿已保存').waitFor();
  await clean(page, 'performances-filled');
  await page.getByRole('button', { name: '上傳', exact: true }).tap();
  await page.getByText('已收到的內容（第 1 版）').waitFor();
  await page.getByRole('button', { name: '開啟頒獎.jpg' }).waitFor();
  await clean(page, 'performances-received');

  await page.getByRole('button', { name: '修改內容或檔案' }).tap();
  await page.getByText('沿用上一版的檔案').waitFor();
  await page.getByLabel('獎項').fill('特優');
  await page.getByRole('button', { name: '上傳修改後的版本' }).tap();
  await page.getByText('已收到的內容（第 2 版）').waitFor();
  await page.getByText('先前的第 1 版').waitFor();
  expect(await page.getByRole('button', { name: '開啟頒獎.jpg' }).count()).toBe(2);
  await clean(page, 'performances-two-versions');

  await page.getByRole('button', { name: '撤回這件多元表現' }).tap();
  await page.getByRole('dialog').getByRole('button', { name: '撤回這件多元表現' }).tap();
  await page.getByRole('heading', { level: 1, name: '我的多元表現' }).waitFor();
  await page.getByText('已撤回', { exact: true }).waitFor();
  await page.context().close();
});

test('五(一)2 · a post the school recorded is taken over with one touch and only described', async () => {
  const page = await openAs(browser, school, 'chen', { width: 390 });
  await page.goto('/performances');
  await page.getByRole('button', { name: '帶入桌遊社 社長' }).tap();
  await page.getByRole('heading', { level: 1, name: '幹部經歷暨事蹟紀錄' }).waitFor();
  await page.getByText('取自學校登錄的紀錄：114 學年度第 1 學期 桌遊社 社長').waitFor();
  expect(await page.getByLabel('擔任職務名稱').inputValue()).toBe('社長');
  await page.getByLabel('內容簡述').fill('帶社團辦了兩次校內賽');
  await page.getByRole('button', { name: '上傳', exact: true }).tap();
  await page.getByText('已收到的內容（第 1 版）').waitFor();
  await clean(page, 'performances-taken-over');
  await page.context().close();
});

test('五(四) · by keys alone: a licence is found by a part of its name and handed in', async () => {
  const page = await openAs(browser, school, 'ji');
  await page.goto('/performances/new');
  await page.getByRole('button', { name: '填寫檢定證照紀錄' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '檢定證照紀錄' }).waitFor();
  await page.getByRole('combobox', { name: '證照代碼' }).focus();
  await page.keyboard.type('門市服務');
  await page.getByRole('option', { name: '18100 門市服務丙級技術士（技術士）' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await page.getByRole('combobox', { name: '證照代碼' }).inputValue()).toContain('18100');
  await page.getByLabel('取得證照日期').focus();
  await page.keyboard.press('Enter');
  // Handing in what is not whole leads to the first field that is wrong.
  await page.getByText('「取得證照日期」還沒有填').waitFor();
  await page.getByLabel('取得證照日期').fill('2025-10-01');
  await page.getByLabel('內容簡述').focus();
  await page.keyboard.type('第一次報名就通過');
  await page.getByLabel('取得證照日期').focus();
  await page.keyboard.press('Enter');
  await page.getByText('已收到的內容（第 1 版）').waitFor();
  await page.context().close();
});

test('六(二)4 · 註冊組長 sees the counts, opens a student’s list and exports a category as filtered', async () => {
  const page = await openAs(browser, school, 'registrar');
  await page.goto('/performances/classes');
  await page.getByRole('link', { name: '商一甲' }).click();
  await page.getByRole('heading', { level: 1, name: '商一甲的多元表現' }).waitFor();
  await clean(page, 'performances-class');
  await page.getByRole('link', { name: '𠮷田堃' }).click();
  await page.getByRole('heading', { level: 1, name: '1140103 𠮷田堃的多元表現' }).waitFor();
  await page.getByText('18100 門市服務丙級技術士', { exact: true }).waitFor();
  await clean(page, 'performances-student');
  await page.goto('/performances/list?category=licence');
  await page.getByRole('searchbox', { name: '搜尋檢定證照紀錄' }).fill('門市');
  await page.getByText('門市服務丙級技術士').first().waitFor();
  await clean(page, 'performances-list');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '匯出' }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const read = await readSheets(new Uint8Array(Buffer.concat(chunks)), download.suggestedFilename());
  if (isRefusal(read)) throw new Error(read.refused);
  const [titles, row] = read.sheets[0]?.rows.map(({ cells }) => cells) ?? [];
  expect(titles).toEqual(expect.arrayContaining(['姓名', '證照代碼', '取得證照日期', '內容簡述']));
  expect(row?.[titles?.indexOf('證照代碼') ?? -1]).toBe('18100 門市服務丙級技術士');
  await page.context().close();
});

/** 陳思妤 leads a club, as the student activities section recorded. */
async function enterPost(): Promise<void> {
  const office = school.as('he');
  const division = { division: 'day' };
  await office.call(addCadreUnits, { params: division, body: { level: 'club', names: ['桌遊社'] } });
  const unitId = (await office.call(cadreLists, { params: division })).answer?.units[0]?.unitId ?? '';
  const inClub = { params: { level: 'club', unitId } };
  const seen = (await office.call(cadreGrid, inClub)).answer?.seen;
  const { registration: registrationId } = people.chen;
  const days = { startsOn: '2025-08-01', endsOn: '2026-01-31' };
  await office.call(saveCadreGrid, {
    ...inClub,
    body: { seen, posts: [{ postId: null, registrationId, post: '社長', ...days }] },
  });
}

async function clean(page: Page, name: string): Promise<void> {
  await page.getByText('讀取中').first().waitFor({ state: 'hidden' });
  await shot(page, `performances/${name}`);
  expect(await axeClean(page), name).toEqual([]);
  expect(problemsOf(page), name).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
}
