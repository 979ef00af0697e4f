/** 五(三)2: a teacher with a full queue by keyboard alone, many at once, a deputy's week, and what the head is told. */
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildWeb } from '../../src/app/build-web.ts';
import { returnOutcome } from '../../src/certification/contract.ts';
import { keepReasons, keepSchoolReasons } from '../../src/certification/reasons-contract.ts';
import { launch, openAs, problemsOf } from '../browser.ts';
import { castNow, enrolments, people } from '../cast.ts';
import { handIn, pdfFile } from '../hand-in.ts';
import { openTestSchool, type TestSchool } from '../harness.ts';
import { glance, lookAround } from '../look.ts';
import { tabTo } from './story/fields.ts';

let school: TestSchool;
let browser: Browser;
vi.setConfig({ testTimeout: 120_000 });

beforeAll(async () => {
  school = await openTestSchool(castNow, await buildWeb());
  await school.as('wang').call(keepReasons, { body: { reasons: ['請附上封面。'], seen: [] } });
  const ofSchool = { reasons: ['檔案打不開，請重新匯出成 PDF。'], seen: [] };
  await school.as('registrar').call(keepSchoolReasons, { body: ofSchool });
  await handInWorks();
  browser = await launch();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

/** 林育安's was returned and came again; 𠮷田堃 and 陳思妤 hold the same file; 蔡牧青 has handed in two more. */
async function handInWorks() {
  const lin = { enrolmentId: enrolments.linChinese.id };
  const first = await handIn(school.as('lin'), { ...lin, description: '家鄉的書寫' });
  await school.as('wang').call(returnOutcome, {
    params: { outcomeId: first.outcomeId },
    body: { versionId: first.versionId, reason: '請附上封面。' },
  });
  await handIn(school.as('lin'), {
    ...lin,
    outcomeId: first.outcomeId,
    description: '家鄉的地方書寫',
    files: [pdfFile(4000)],
  });
  const same = pdfFile();
  await handIn(school.as('chen'), { enrolmentId: enrolments.chenChinese.id, files: [same] });
  await handIn(school.as('ji'), { enrolmentId: enrolments.jiChinese.id, files: [same] });
  for (const description of ['讀書心得', '訪談紀錄'])
    await handIn(school.as('tsai'), { enrolmentId: enrolments.tsaiChinese.id, description });
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const said = (page: Page, text: string) => page.getByRole('status').getByText(text).first().waitFor();
/** The acts are there and the page listens. */
const ready = (page: Page) =>
  page.getByRole('region', { name: '可以做的事' }).getByRole('button', { name: '下一件' }).waitFor();

describe('a full queue', () => {
  test('五(三)2 · by keyboard alone: certified, undone, returned with a kept reason, the next each time', async () => {
    const page = await openAs(browser, school, 'wang');
    await page.goto('/certification');
    await page.getByRole('link', { name: '商一甲 2 號 陳思妤' }).waitFor();
    await lookAround(page, 'certification/queue');
    const start = page.getByRole('link', { name: '開始認證' });
    await tabTo(page, start);
    await page.keyboard.press('Enter');
    await heading(page, '商一甲 1 號 林育安');
    await ready(page);
    await page.getByText('檔案不同').waitFor();
    await lookAround(page, 'certification/decide');
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: '這一頁的快速鍵' });
    await keys.getByText('下一件').waitFor();
    await page.keyboard.press('a');
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'hidden' });

    await page.keyboard.press('a');
    await said(page, '已認證');
    await heading(page, '商一甲 2 號 陳思妤');
    await ready(page);
    await page.getByText('內容相同的檔案').waitFor();
    expect(await page.getByRole('link', { name: '商一甲 3 號 𠮷田堃' }).count()).toBe(1);
    await glance(page, 'certification/same-bytes');

    await page.keyboard.press('z');
    const undo = page.getByRole('dialog', { name: '收回決定' });
    await undo.getByText('商一甲 1 號 林育安').waitFor();
    await glance(page, 'certification/undo');
    await undo.getByLabel('收回的理由').press('Enter');
    await said(page, '已收回');
    await heading(page, '商一甲 1 號 林育安');
    await ready(page);

    await page.keyboard.press('r');
    const back = page.getByRole('dialog', { name: '退回這件作品' });
    await back.getByRole('button', { name: '檔案打不開，請重新匯出成 PDF。' }).waitFor();
    await glance(page, 'certification/return');
    await page.keyboard.press('2');
    const text = back.getByLabel('退回的理由', { exact: true });
    expect(await text.inputValue()).toBe('檔案打不開，請重新匯出成 PDF。');
    await text.pressSequentially('ajkz1');
    expect(await text.inputValue()).toBe('檔案打不開，請重新匯出成 PDF。ajkz1');
    await page.keyboard.press('Control+Enter');
    await said(page, '已退回');
    await heading(page, '商一甲 2 號 陳思妤');
    expect(problemsOf(page)).toEqual([]);
    await page.context().close();
  });

  test('五(三)2 · the filters stand in the address; the rest is picked with Shift and certified at once', async () => {
    const page = await openAs(browser, school, 'wang');
    await page.goto('/certification');
    await page.getByLabel('班級').selectOption({ label: '商一甲（4）' });
    await page.waitForURL(/class=/);
    await page.getByRole('checkbox', { name: /陳思妤/ }).check();
    await page
      .getByRole('checkbox', { name: /蔡牧青/ })
      .first()
      .click({ modifiers: ['Shift'] });
    await page.getByText('已選 3 件').waitFor();
    await glance(page, 'certification/picked');
    await page.getByRole('button', { name: '認證所選' }).click();
    const dialog = page.getByRole('dialog', { name: '認證選取的作品' });
    await dialog.getByText('將認證 3 件').waitFor();
    await dialog.getByText('件您還沒有打開過').waitFor();
    await glance(page, 'certification/batch');
    await dialog.getByRole('button', { name: '認證 3 件' }).click();
    await said(page, '已認證 3 件');
    await page.getByRole('radio', { name: '已認證 3' }).waitFor({ state: 'attached' });
    expect(problemsOf(page)).toEqual([]);
    await page.context().close();
  });

  test('五(三)2 · on a phone the acts stand under the thumb and everything fits', async () => {
    const page = await openAs(browser, school, 'wang', { width: 390 });
    await page.goto('/certification');
    await page
      .getByRole('link', { name: /蔡牧青/ })
      .first()
      .click();
    await ready(page);
    const button = page.getByRole('region', { name: '可以做的事' }).getByRole('button', { name: '認證' });
    const box = await button.boundingBox();
    expect(box && box.y > 844 * 0.6 && box.height >= 44).toBe(true);
    await glance(page, 'certification/decide-phone');
    await page.context().close();
  });

  test('國4 · one’s own reasons are added to, put in order and kept', async () => {
    const page = await openAs(browser, school, 'wang');
    await page.goto('/certification/reasons');
    await page.getByRole('button', { name: '新增理由' }).click();
    await page.getByLabel('第 2 個理由').fill('請寫出參考資料。');
    await page.getByRole('button', { name: '第 2 個往前' }).click();
    await page.getByRole('button', { name: '儲存' }).click();
    await said(page, '已存下');
    expect(await page.getByLabel('第 1 個理由').inputValue()).toBe('請寫出參考資料。');
    await page.context().close();
  });
});

describe('a deputy’s week', () => {
  test('國3 · the queue says for whom and until when; the teacher sees what was done and takes one back', async () => {
    await school.owner.query(
      `insert into appointment (person_id, office, deputy_for, starts_on, ends_on) values ($1, 'deputy', $2, '2025-12-08', '2025-12-19')`,
      [people.he.id, people.wang.id],
    );
    const deputy = await openAs(browser, school, 'he');
    await deputy.goto('/certification');
    await deputy
      .getByText(/代理 王若蘭，至 .*12 月 19 日/)
      .first()
      .waitFor();
    await glance(deputy, 'certification/deputy');
    await deputy
      .getByRole('link', { name: /蔡牧青/ })
      .first()
      .click();
    await ready(deputy);
    await deputy.keyboard.press('a');
    await said(deputy, '已認證');
    expect(problemsOf(deputy)).toEqual([]);
    await deputy.context().close();

    const teacher = await openAs(browser, school, 'wang');
    await teacher.goto('/certification?state=certified');
    await teacher.getByLabel('誰決定的').selectOption({ label: '代理人（1）' });
    await teacher.getByRole('link', { name: /蔡牧青/ }).click();
    await teacher.getByText('何語彤（代理 王若蘭）').waitFor();
    await ready(teacher);
    await teacher.keyboard.press('z');
    const dialog = teacher.getByRole('dialog', { name: '收回決定' });
    await dialog.getByLabel('收回的理由').fill('我想再看一次');
    await dialog.getByRole('button', { name: '收回' }).click();
    await said(teacher, '已收回');
    await teacher.getByText('收回：我想再看一次').waitFor();
    await glance(teacher, 'certification/history');
    await teacher.context().close();
  });

  test('產46 · what has waited long stands on the teacher’s day and the head’s, who sees where', async () => {
    school.clock.moveTo(new Date('2026-02-01T09:00:00+08:00'));
    const teacher = await openAs(browser, school, 'wang');
    await teacher.goto('/');
    await teacher.getByRole('link', { name: /件等候超過 7 天/ }).waitFor();
    await glance(teacher, 'certification/teacher-today');
    await teacher.context().close();
    const student = await openAs(browser, school, 'lin', { width: 390 });
    await student.goto('/');
    await student.getByRole('link', { name: /剩下的時間不多/ }).waitFor();
    await glance(student, 'certification/student-today');
    await student.context().close();
    const office = await openAs(browser, school, 'registrar');
    await office.goto('/');
    await office.getByRole('link', { name: /認證等候超過 14 天/ }).click();
    await office.getByRole('cell', { name: '王若蘭' }).waitFor();
    await glance(office, 'certification/long-waiting');
    await office.context().close();
    school.clock.moveTo(castNow);
  });
});
