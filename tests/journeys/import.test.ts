/** 註冊組長 brings a list with two mistakes, mends them on the page, applies it, and takes it back. */
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWeb } from '../../src/app/build-web.ts';
import { axeClean, type Look, launch, openAs, problemsOf, shot } from '../browser.ts';
import { castNow } from '../cast.ts';
import { openTestSchool, type TestSchool } from '../harness.ts';
import { but, chen, ji, lin, studentWorkbook, tsai } from '../student-sheet.ts';

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

const looks: Look[] = [
  { width: 390, lang: 'zh-TW', scheme: 'light' },
  { width: 1280, lang: 'zh-TW', scheme: 'dark' },
];

describe.each(looks)('at $width px, $scheme', (look) => {
  test('五(一)1 · brought, mended, applied and undone on one page', async () => {
    const page = await openAs(browser, school, 'registrar', look);
    const seen = (name: string) => lookAt(page, `import-${name}-${look.width}-${look.scheme}`);
    await page.goto('/imports');
    await page.getByRole('link', { name: /下載範本：學生、/ }).waitFor();
    await seen('list');

    const rows = [
      but(lin, '身分證號', 'A123456788'),
      but(chen, '姓名', '陳思予'),
      but(ji, '部別', '日夜間'),
      tsai,
    ];
    await choose(page, await studentWorkbook(rows));
    await page.getByRole('heading', { level: 1, name: '預覽匯入' }).waitFor();
    await page.getByText('身分證號的檢查碼不符').first().waitFor();
    await seen('wrong');

    await page.getByRole('button', { name: '修正學生第 2 列' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('身分證號').fill('A123456789');
    await seen('mending');
    await dialog.getByRole('button', { name: '儲存並重新檢查' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '修正學生第 4 列' }).first().click();
    await dialog.getByLabel('部別').selectOption('日間部');
    await dialog.getByRole('button', { name: '儲存並重新檢查' }).click();
    await dialog.waitFor({ state: 'detached' });

    await page.getByRole('heading', { name: '已修正的儲存格' }).waitFor();
    await page.getByText('陳思予').first().waitFor();
    await seen('mended');
    await page.getByRole('button', { name: '套用匯入' }).click();
    await page.getByRole('heading', { level: 1, name: '匯入結果' }).waitFor();
    expect(await names()).toContain('陳思予');
    await seen('applied');

    await page.getByRole('button', { name: '復原這次匯入' }).click();
    await dialog.getByRole('button', { name: '復原這次匯入' }).click();
    await page.getByText('這次匯入已復原').waitFor();
    expect(await names()).toContain('陳思妤');
    await seen('undone');
    expect(problemsOf(page)).toEqual([]);
    await page.context().close();
  });
});

test('產7 · a file of 200 MB is refused before a byte of it is sent', async () => {
  const page = await openAs(browser, school, 'registrar', { width: 390 });
  await page.goto('/imports');
  let sent = 0;
  page.on('request', (request) => {
    if (request.method() !== 'GET') sent += 1;
  });
  // A browser only hands over files it can read: this one is as large as it says, and empty.
  await page.evaluate(() => {
    Object.defineProperty(File.prototype, 'size', { get: () => 200 * 1024 * 1024 });
  });
  await choose(page, await studentWorkbook([lin]));
  await page.getByRole('alert').getByText(/20 MB/).first().waitFor();
  expect(sent).toBe(0);
  await page.context().close();
});

async function choose(page: Page, { name, bytes }: { name: string; bytes: Uint8Array }): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '選擇試算表' }).click();
  await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
}

async function lookAt(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await shot(page, name);
  expect(await axeClean(page)).toEqual([]);
}

async function names(): Promise<string[]> {
  const { rows } = await school.owner.query<{ name: string }>('select name from person');
  return rows.map((row) => row.name);
}
