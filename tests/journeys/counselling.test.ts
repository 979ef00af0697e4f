/** 五(二)2: a counselling teacher records a class, follows up, mends; the student reads; the homeroom sees who is missing. */
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWeb } from '../../src/app/build-web.ts';
import { counsellingRecords } from '../../src/counselling/contract.ts';
import { appoint } from '../appoint.ts';
import { axeClean, type Look, launch, openAs, problemsOf, shot } from '../browser.ts';
import { type CastName, castNow, classes } from '../cast.ts';
import { pdfOf } from '../hand-in.ts';
import { openTestSchool, type TestSchool } from '../harness.ts';

let school: TestSchool;
let browser: Browser;

beforeAll(async () => {
  const dist = await buildWeb();
  school = await openTestSchool(castNow, dist);
  await appoint(school, 'fang', 'counselling-teacher');
  await appoint(school, 'he', 'counselling-convener');
  await appoint(school, 'wang', 'homeroom', { class: 'dayOne' });
  browser = await launch();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

describe('課程諮詢, from the class to the report', () => {
  test('五(二)2 · those of a class who were not seen are recorded as one group, with an attachment', async () => {
    const page = await openAs(browser, school, 'fang');
    await page.goto('/');
    await page.getByRole('link', { name: '課程諮詢：還有 5 位學生' }).click();
    await page.getByRole('link', { name: '商一甲', exact: true }).click();
    await page.getByRole('link', { name: '為尚未諮詢的學生新增紀錄' }).click();
    await page.getByText('4 人', { exact: true }).waitFor();
    await page.getByLabel('類別').selectOption({ label: '選課' });
    await page.getByLabel('主題').fill('高二選課說明');
    await page.getByLabel('地點').fill('視聽教室');
    await page.getByLabel('日期').fill('2025-12-09');
    await page.getByLabel('諮詢內容').fill('說明各選修的先備課程與檢定');
    await page.getByLabel('教師備註').fill('兩位想轉科，另約個別諮詢');
    await page.getByLabel('後續追蹤').fill('確認選課結果');
    await page.getByLabel('追蹤期限').fill('2025-12-20');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '選課表.pdf', mimeType: 'application/pdf', buffer: pdfOf(3000) });
    expect(await axeClean(page)).toEqual([]);
    await shot(page, 'counselling-form-1280');
    await page.getByLabel('範本名稱').fill('選課說明會');
    await page.getByRole('button', { name: '存成範本' }).click();
    await page.getByText('範本已存下。').waitFor();
    await page.getByRole('button', { name: '儲存紀錄' }).click();
    await page.getByRole('heading', { level: 1, name: '高二選課說明' }).waitFor();
    await page.getByRole('button', { name: '開啟「選課表.pdf」' }).click();
    await page.getByRole('dialog', { name: '選課表.pdf' }).waitFor();
    expect(problemsOf(page)).toEqual([]);
    await page.context().close();
  });

  test('五(二)2 · the student reads it on the phone, without the teachers’ note, and opens the attachment', async () => {
    const page = await openAs(browser, school, 'lin', { width: 390 });
    await page.goto('/my-counselling');
    await page.getByText('說明各選修的先備課程與檢定').waitFor();
    expect(await page.getByText('另約個別諮詢').count()).toBe(0);
    await page.getByRole('button', { name: '開啟「選課表.pdf」' }).click();
    await page.getByRole('dialog', { name: '選課表.pdf' }).waitFor();
    expect(await axeClean(page)).toEqual([]);
    expect(problemsOf(page)).toEqual([]);
    await page.context().close();
  });

  test('五(二)2 · a template begins the next one; its time is mended afterwards, and the history says so', async () => {
    const page = await openAs(browser, school, 'fang');
    await page.goto('/counselling/new');
    await page.getByLabel('從範本開始').selectOption({ label: '選課說明會' });
    expect(await page.getByLabel('諮詢內容').inputValue()).toBe('說明各選修的先備課程與檢定');
    await page.getByRole('combobox', { name: '學生' }).fill('黃喆');
    await page.getByRole('option', { name: /黃喆/ }).click();
    await page.keyboard.press('Escape');
    await page.getByLabel('主題').fill('轉科個別諮詢');
    await page.getByRole('button', { name: '儲存紀錄' }).click();
    await page.getByRole('heading', { level: 1, name: '轉科個別諮詢' }).waitFor();
    await page.getByRole('link', { name: '修改' }).click();
    await page.getByLabel('地點').fill('輔導室');
    await page.getByLabel('修改的理由').fill('地點寫錯');
    await page.getByRole('button', { name: '儲存紀錄' }).click();
    await page.getByText('地點：視聽教室 → 輔導室').waitFor();
    await page.getByText('理由：地點寫錯').waitFor();
    await page.getByRole('button', { name: '追蹤完成' }).click();
    await page.getByRole('button', { name: '改為未完成' }).waitFor();
    await page.getByRole('button', { name: '撤回', exact: true }).click();
    await page.getByLabel('撤回的理由').fill('另一位教師已登錄');
    await page.getByRole('dialog').getByRole('button', { name: '撤回', exact: true }).click();
    await page.getByText('已撤回：另一位教師已登錄').waitFor();
    expect(problemsOf(page)).toEqual([]);
    await page.context().close();
  });

  test('附錄 · the homeroom teacher prints the class and takes it as PDF: who was seen when, and no word of what was said', async () => {
    const page = await openAs(browser, school, 'wang');
    await page.goto(`/counselling/classes/${classes.dayOne.id}`);
    await page.getByText('4 人中 4 人已諮詢').waitFor();
    const [paper] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下載 PDF' }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await paper.createReadStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).subarray(0, 5).toString()).toBe('%PDF-');
    await page.emulateMedia({ media: 'print' });
    await shot(page, 'counselling-report-print');
    expect(await page.getByText('高二選課說明').count()).toBe(0);
    expect(await page.getByRole('button', { name: '列印' }).isVisible()).toBe(false);
    await page.context().close();
  });

  test('附錄 · after the semester nothing is taken any more, and the page says by which clause', async () => {
    school.clock.moveTo(new Date('2026-02-01T09:00:00+08:00'));
    const page = await openAs(browser, school, 'fang');
    const { answer } = await school
      .as('fang')
      .call(counsellingRecords, { query: { schoolYear: 114, semester: 1 } });
    const recordId = answer?.records.find(({ withdrawn }) => !withdrawn)?.recordId ?? '';
    await page.goto(`/counselling/records/${recordId}/change`);
    await page.getByLabel('地點').fill('諮詢室');
    await page.getByRole('button', { name: '儲存紀錄' }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('補充規定 附錄');
    await page.context().close();
    school.clock.moveTo(castNow);
  });
});

const looks: Look[] = [
  { width: 390, lang: 'zh-TW', scheme: 'light' },
  { width: 1280, lang: 'en', scheme: 'dark' },
];
const seen: [CastName, string][] = [
  ['fang', '/'],
  ['fang', '/counselling'],
  ['fang', `/counselling/classes/${classes.dayOne.id}`],
  ['fang', '/counselling/records'],
  ['fang', '/counselling/records/:first'],
  ['fang', '/counselling/new'],
  ['he', '/counselling'],
  ['director', '/counselling'],
  ['wang', '/counselling'],
  ['lin', '/my-counselling'],
  ['huang', '/my-counselling'],
];

describe.each(looks)('at $width px, $scheme, $lang', (look) => {
  test.each(seen)(
    '%s at %s: nothing for axe, the console or the security policy to say',
    async (who, path) => {
      const { answer } = await school.as('fang').call(counsellingRecords);
      const first = answer?.records.find(({ withdrawn }) => !withdrawn)?.recordId ?? '';
      const page = await openAs(browser, school, who, look);
      await page.goto(path.replace(':first', first));
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      const name =
        path === '/' ? '-today' : path.replace(classes.dayOne.id, 'class').replace(/[/?=:]+/g, '-');
      await shot(page, `${who}${name}-${look.width}-${look.scheme}-${look.lang}`);
      expect(await axeClean(page)).toEqual([]);
      expect(problemsOf(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      await page.context().close();
    },
  );
});
