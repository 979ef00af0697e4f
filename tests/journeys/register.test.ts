/** 註冊組長's afternoon in the register: found, opened, corrected, changed together, unmasked, exported. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildWeb } from '../../src/app/build-web.ts';
import { axeClean, launch, openAs, problemsOf, shot } from '../browser.ts';
import { castNow, people } from '../cast.ts';
import { openTestSchool, type TestSchool } from '../harness.ts';

// Each story looks at several pages in two widths.
vi.setConfig({ testTimeout: 120_000 });

let school: TestSchool;
let browser: Browser;

beforeAll(async () => {
  school = await openTestSchool(castNow, await buildWeb());
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

test('五(一)1 · 註冊組長 finds a student by one rare sign, opens the page and corrects the name', async () => {
  const page = await openAs(browser, school, 'registrar');
  await page.goto('/register');
  await page.getByLabel('查詢學生').fill('𠮷');
  await page.getByText('共 1 位').waitFor();
  expect(decodeURIComponent(page.url())).toContain('q=𠮷');
  await page.getByRole('link', { name: '𠮷田堃' }).click();
  await page.getByRole('heading', { level: 1, name: '𠮷田堃' }).waitFor();
  await page.getByRole('button', { name: '修改' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('姓名').fill('𠮷田𡘙');
  await dialog.getByLabel('出生日期').fill('民國99年1月10日');
  await clean(page, 'register-edit');
  await dialog.getByRole('button', { name: '預覽變更' }).click();
  await dialog.getByText('出生日期：99 年 1 月 9 日（六） → 99 年 1 月 10 日（日）').waitFor();
  await dialog.getByLabel('理由').fill('依戶籍謄本更正');
  await clean(page, 'register-edit-preview');
  await dialog.getByRole('button', { name: '確定變更 1 位' }).click();
  await page.getByRole('heading', { level: 1, name: '𠮷田𡘙' }).waitFor();
  await page.getByText('姓名：𠮷田堃 → 𠮷田𡘙').waitFor();
  await page.getByText('理由：依戶籍謄本更正').waitFor();
  await clean(page, 'register-student');
  await page.context().close();
});

test('五(一)1 · a field that cannot be read is said, and Esc changes nothing', async () => {
  const page = await openAs(browser, school, 'registrar');
  await page.goto(`/register/${people.tsai.registration}`);
  await page.getByRole('button', { name: '修改' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('身分證號').fill('F131104094');
  await dialog.getByLabel('座號').fill('１');
  await dialog.getByRole('button', { name: '預覽變更' }).click();
  await dialog.getByText('身分證號的檢查碼不符').waitFor();
  await dialog.getByLabel('身分證號').fill('');
  await dialog.getByRole('button', { name: '預覽變更' }).click();
  await dialog.getByText('座號 1 已是 1140101 林育安').waitFor();
  await clean(page, 'register-refused');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.reload();
  await page.getByText('1140104 · 日間部 · 商一甲 4 號').waitFor();
  await page.context().close();
});

test('五(一)1 · a class is picked and changed together, after a look at what happens', async () => {
  const page = await openAs(browser, school, 'registrar');
  await page.goto('/register?q=商一甲');
  await page.getByText('「商一甲」視為班級名稱。').waitFor();
  await page.getByLabel('勾選這一頁').check();
  await page.getByText('已勾選 4 位').waitFor();
  await clean(page, 'register-picked');
  await page.getByRole('button', { name: '變更所勾選的學生' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('要變更的欄位').selectOption({ label: '班別' });
  await dialog.getByLabel('班別', { exact: true }).fill('日間部');
  await page.getByRole('option', { name: '1 日間部一般班' }).click();
  await dialog.getByRole('button', { name: '預覽變更' }).click();
  await dialog.getByText('變更 4 位，0 位不變').waitFor();
  await dialog.getByLabel('理由').fill('開學補登班別');
  await clean(page, 'register-many');
  await dialog.getByRole('button', { name: '確定變更 4 位' }).click();
  await page.getByText('已變更 4 位').waitFor();
  await clean(page, 'register-list');
  await page.context().close();
});

test('五(一)1 · an ID number is searched without standing in the address, and shown whole for one view', async () => {
  const page = await openAs(browser, school, 'registrar');
  await page.goto('/register');
  await page.getByLabel('查詢學生').fill('B234567894');
  await page.getByText('身分證號只以雜湊值比對').waitFor();
  await page.getByRole('link', { name: '陳思妤' }).click();
  await page.getByText('B23****894').waitFor();
  expect(page.url()).not.toContain('B234567894');
  await page.getByRole('button', { name: '顯示完整號碼' }).click();
  await page.getByRole('dialog').getByLabel('理由').fill('核對轉學申請');
  await clean(page, 'register-unmask');
  await page.getByRole('dialog').getByRole('button', { name: '顯示完整號碼' }).click();
  await page.getByText('B234567894').waitFor();
  await page.reload();
  await page.getByText('B23****894').waitFor();
  expect(await page.getByText('B234567894').count()).toBe(0);
  await page.context().close();
});

test('五(一)1 · the export holds exactly what is found: masked by a link, whole by a reason', async () => {
  const page = await openAs(browser, school, 'registrar');
  await page.goto('/register?missing=entryMethod&grade=1');
  await page.getByText('共 4 位').waitFor();
  const [masked] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '匯出' }).click(),
  ]);
  expect(await idsIn(await masked.path())).toEqual(['A12****789', 'B23****894', 'A80****014', 'F13****093']);
  await page.getByRole('button', { name: '匯出完整身分證號' }).click();
  await page.getByRole('dialog').getByLabel('理由').fill('送件核對');
  await clean(page, 'register-export');
  const [whole] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '匯出並記入帳本' }).click(),
  ]);
  expect(await idsIn(await whole.path())).toContain('F131104093');
  await page.context().close();
});

test('五(一)1 · the national roster is exported by a reason, brought again, and changes nothing', async () => {
  const page = await openAs(browser, school, 'registrar');
  await page.goto('/register');
  await page.getByRole('button', { name: '匯出中央資料庫名冊' }).click();
  await page.getByRole('dialog').getByLabel('理由').fill('送件核對');
  await clean(page, 'register-export-national');
  const [roster] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '匯出並記入帳本' }).click(),
  ]);
  await page.goto('/imports');
  const buffer = readFileSync(await roster.path());
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: '學生資料名冊.xlsx', mimeType, buffer });
  await page.getByText('學生資料名冊（中央資料庫）').first().waitFor();
  await clean(page, 'import-national');
  await page.context().close();
});

test('五(一)1, 八 · a student from another school is registered, placed and transferred in by one form', async () => {
  const page = await openAs(browser, school, 'registrar');
  await page.goto('/register');
  await page.getByRole('link', { name: '登錄學生' }).click();
  await page.getByRole('heading', { level: 1, name: '登錄學生' }).waitFor();
  const filled = {
    學號: '1140150',
    姓名: '許若安',
    身分證號: 'A223456782',
    出生日期: '99/8/8',
    入學學年度: '114',
    群別代碼: '21',
    科班學程別代碼: '301',
  };
  for (const [label, text] of Object.entries(filled))
    await page.getByRole('textbox', { name: label, exact: true }).fill(text);
  await page.getByRole('combobox', { name: '班級', exact: true }).selectOption('商一甲');
  await page.getByRole('checkbox', { name: '從別的學校轉入' }).check();
  await page.getByLabel('轉入日').fill('2025-12-08');
  await page.getByRole('textbox', { name: '原校代碼（六碼）' }).fill('654321');
  await page.getByLabel('理由').fill('全家搬遷');
  await page.getByRole('button', { name: '看會影響什麼' }).click();
  await page.getByText('身分證號的檢查碼不符').waitFor();
  await clean(page, 'register-new-wrong');
  await page.getByRole('textbox', { name: '身分證號', exact: true }).fill('A223456781');
  await page.getByRole('button', { name: '看會影響什麼' }).click();
  await page.getByText('編入所選班級與座號。').waitFor();
  await clean(page, 'register-new');
  await page.getByRole('button', { name: '登錄學生' }).click();
  await page.getByText('1140150 許若安').first().waitFor();
  await page.getByText('附上文件').waitFor();
  await page.context().close();
});

test('八 · a suspension for next Monday is announced, stands with its day, and is withdrawn', async () => {
  const page = await openAs(browser, school, 'registrar');
  await page.goto(`/register/${people.chen.registration}/status`);
  await page.getByRole('combobox', { name: '異動別' }).selectOption({ label: '休學' });
  await page.getByLabel('生效日').fill('2025-12-15');
  await page.getByLabel('期滿日').fill('2026-07-31');
  await page.getByLabel('理由').fill('下週一起休養');
  await page.getByRole('button', { name: '看會影響什麼' }).click();
  await page.getByText(/^114 年 12 月 15 日（一）生效。/).waitFor();
  await clean(page, 'status-ahead');
  await page.getByRole('button', { name: '預定異動' }).click();
  await page.getByRole('button', { name: '撤回' }).waitFor();
  await clean(page, 'status-announced');
  await page.goto('/');
  await page.getByRole('link', { name: '預定休學：1140102 陳思妤' }).waitFor();
  await clean(page, 'today-announced');
  await page.getByRole('link', { name: '預定休學：1140102 陳思妤' }).click();
  await page.getByRole('button', { name: '撤回' }).click();
  await page.getByRole('dialog').getByLabel('理由').fill('家長來電取消');
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
  await page.getByText('已撤回：家長來電取消').waitFor();
  await clean(page, 'status-withdrawn');
  await page.context().close();
});

test('五(一)1 · a student sees the own record on a phone, and what is missing', async () => {
  const page = await openAs(browser, school, 'lin', { width: 390 });
  await page.goto('/my-register');
  await page.getByRole('heading', { name: '還缺的資料' }).waitFor();
  await page.getByText('請帶證明文件到註冊組補登。').waitFor();
  await page.getByText('A12****789').waitFor();
  expect(await page.getByRole('button', { name: '修改' }).count()).toBe(0);
  await page.getByLabel('哪一項不對').selectOption({ label: '出生日期' });
  await page.getByRole('button', { name: /^有問題？出生日期/ }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('我的生日是三月四日，戶籍謄本可證。');
  await page.getByRole('dialog').getByRole('button', { name: '送出' }).click();
  await page.getByText('等待回覆').waitFor();
  await clean(page, 'my-register');
  await page.context().close();
});

/** Nothing for axe or the console to say, on a phone and at a desk. */
async function clean(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await shot(page, `${name}-${width}`);
    expect(await axeClean(page)).toEqual([]);
  }
  expect(problemsOf(page)).toEqual([]);
}

async function idsIn(path: string): Promise<string[]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(readFileSync(path).buffer as ArrayBuffer);
  const [sheet] = book.worksheets;
  if (!sheet) throw new Error('The workbook has no sheet.');
  const header = (sheet.getRow(1).values as string[]).indexOf('身分證號');
  return (sheet.getRows(2, sheet.rowCount - 1) ?? []).map((row) => String(row.getCell(header).value));
}
