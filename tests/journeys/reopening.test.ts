/** 產80, 產82: the office opens the upload again for one student; and lost files come back to where they belonged. */
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWeb } from '../../src/app/build-web.ts';
import { axeClean, launch, openAs, problemsOf, shot } from '../browser.ts';
import { castNow, enrolments, people } from '../cast.ts';
import { damage } from '../damage.ts';
import { draftFor, type HandedFile, pdfFile, sha256Of } from '../hand-in.ts';
import { openTestSchool, type TestSchool } from '../harness.ts';
import { certifiedOutcome } from '../submitting.ts';

let school: TestSchool;
let browser: Browser;

beforeAll(async () => {
  school = await openTestSchool(castNow, await buildWeb());
  browser = await launch();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

const reason = '住院，附診斷證明';

async function looksFine(page: Page, name: string): Promise<void> {
  expect(await axeClean(page)).toEqual([]);
  await shot(page, name);
}

async function openDraft(page: Page, outcomeId: string): Promise<void> {
  await page.goto(`/outcomes/${outcomeId}`);
  await page.getByRole('heading', { name: '國語文', level: 1 }).waitFor();
}

describe('補件, on the desk and on the phone', () => {
  test('產80 · the office reopens for 林同學, she hands in late, others are refused, it ends, she is refused', async () => {
    const file: HandedFile = pdfFile(4000);
    const lins = await draftFor(school.as('lin'), enrolments.linChinese.id);
    const after = await draftFor(school.as('lin'), enrolments.linChinese.id);
    const chens = await draftFor(school.as('chen'), enrolments.chenChinese.id);
    school.clock.moveTo(new Date('2026-02-10T09:00:00+08:00'));

    const office = await openAs(browser, school, 'registrar');
    await office.goto('/reopenings?term=114-1');
    await office.getByText('這個學期沒有重新開放').waitFor();
    await looksFine(office, 'reopening-none-1280');
    await office.getByRole('link', { name: '重新開放' }).click();
    await office.getByRole('textbox', { name: '姓名或學號' }).fill('林');
    await office.getByRole('button', { name: `加入 ${people.lin.name}` }).click();
    await office.getByRole('heading', { name: '開放給（1 人）' }).waitFor();
    await office.getByRole('combobox', { name: '只開放這些科目' }).click();
    await office.getByRole('option', { name: '國語文' }).first().click();
    await office.keyboard.press('Escape');
    await office.getByLabel('開放到哪一天').fill('2026-02-20');
    await office.getByRole('textbox', { name: '理由' }).fill(reason);
    await looksFine(office, 'reopening-new-1280');
    await office.getByRole('button', { name: '重新開放', exact: true }).click();
    const row = office.getByRole('row').filter({ hasText: people.lin.name });
    await row.getByText('開放中').waitFor();
    await looksFine(office, 'reopening-1280');

    const lin = await openAs(browser, school, 'lin', { width: 390 });
    await lin.goto('/');
    await lin.getByRole('link', { name: '114-1 開放您補件' }).waitFor();
    await looksFine(lin, 'reopening-today-390');
    await lin.getByRole('link', { name: '114-1 開放您補件' }).tap();
    await lin.getByText(`這一科為您重新開放補件：${reason}`).waitFor();
    await looksFine(lin, 'reopening-courses-390');
    await openDraft(lin, lins);
    await lin.getByRole('textbox', { name: '簡述' }).fill('補交的讀書報告');
    const chooser = lin.waitForEvent('filechooser');
    await lin.getByRole('button', { name: /文件檔/ }).tap();
    await (await chooser).setFiles({ name: file.name, mimeType: 'application/pdf', buffer: file.bytes });
    const send = lin.getByRole('button', { name: '上傳', exact: true });
    await send.tap();
    await lin.getByText(`補件：${reason}`, { exact: true }).waitFor();
    await looksFine(lin, 'reopening-late-390');

    const chen = await openAs(browser, school, 'chen', { width: 390 });
    await openDraft(chen, chens);
    await chen.getByRole('heading', { name: '先寫草稿' }).waitFor();
    expect(await chen.locator('input[type=file]').count()).toBe(0);
    await chen.getByText('附錄').first().waitFor();

    const teacher = await openAs(browser, school, 'wang');
    await teacher.goto('/certification');
    await teacher.getByRole('cell', { name: '補件' }).waitFor();
    await looksFine(teacher, 'reopening-queue-1280');

    await row.getByRole('button', { name: /提前結束/ }).click();
    const dialog = office.getByRole('dialog', { name: '提前結束補件' });
    await dialog.getByRole('textbox', { name: '理由' }).fill('已交齊');
    await dialog.getByRole('button', { name: '提前結束' }).click();
    await row.getByText('提前結束：已交齊').waitFor();

    await openDraft(lin, after);
    await lin.getByRole('heading', { name: '先寫草稿' }).waitFor();
    expect(await lin.locator('input[type=file]').count()).toBe(0);
    await lin.getByText('系統預設 80').first().waitFor();
    for (const page of [office, lin, chen, teacher]) {
      expect(problemsOf(page)).toEqual([]);
      await page.context().close();
    }
  }, 180_000);

  test('產82 · lost files of a certified outcome are handed in again from its page', async () => {
    school.clock.moveTo(castNow);
    const file = pdfFile(5000);
    const outcomeId = await certifiedOutcome(school, { enrolment: 'linMaths', files: [file] });
    await school.school.files.copyMissing();
    damage(school, sha256Of(file.bytes));
    await school.school.files.scrub();
    const lin = await openAs(browser, school, 'lin', { width: 390 });
    await lin.goto('/');
    await lin.getByRole('link', { name: '數學的檔案遺失，請再交一次' }).tap();
    await lin.getByRole('heading', { name: '檔案遺失，請再交一次' }).waitFor();
    const give = (bytes: Buffer) =>
      lin
        .locator('input[type=file]')
        .setInputFiles({ name: file.name, mimeType: 'application/pdf', buffer: bytes });
    await give(pdfFile(5000).bytes);
    await lin.getByText('這不是當初交的檔案').waitFor();
    const send = lin.getByRole('button', { name: '交回原來的檔案' });
    expect(await send.isDisabled()).toBe(true);
    await give(file.bytes);
    await lin.getByText('就是這個檔案').waitFor();
    await looksFine(lin, 'restoring-390');
    await send.tap();
    await lin.getByRole('heading', { name: '檔案遺失，請再交一次' }).waitFor({ state: 'detached' });
    await lin.getByText('已認證').first().waitFor();
    expect(await school.school.files.holds(sha256Of(file.bytes))).toBe(true);
    expect(problemsOf(lin)).toEqual([]);
    await lin.goto(`/outcomes/${outcomeId}`);
    await lin.context().close();
  }, 120_000);
});
