/** 四: how far things are against time: 教務主任 sees the school, a teacher the own courses, a homeroom teacher the class. */
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildWeb } from '../../src/app/build-web.ts';
import { appoint } from '../appoint.ts';
import { type Look, launch, openAs, problemsOf } from '../browser.ts';
import { castNow, enrolments } from '../cast.ts';
import { handIn } from '../hand-in.ts';
import { openTestSchool, type TestSchool } from '../harness.ts';
import { glance, lookAround } from '../look.ts';
import { certifiedOutcome } from '../submitting.ts';

let school: TestSchool;
let browser: Browser;

const day = 86_400_000;

// A machine that does much else beside is slow, not wrong.
vi.setConfig({ testTimeout: 90_000 });

beforeAll(async () => {
  const dist = await buildWeb();
  school = await openTestSchool(castNow, dist);
  await appoint(school, 'fang', 'homeroom', { class: 'dayOne' });
  // One student a day for three days; the fourth says nothing.
  await certifiedOutcome(school, { enrolment: 'linChinese' });
  school.clock.moveTo(new Date(castNow.getTime() + day));
  await certifiedOutcome(school, { enrolment: 'chenChinese' });
  school.clock.moveTo(new Date(castNow.getTime() + 2 * day));
  await handIn(school.as('ji'), { enrolmentId: enrolments.jiChinese.id });
  school.clock.moveTo(new Date(castNow.getTime() + 3 * day));
  browser = await launch();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

describe('進度', () => {
  test('四 · 教務主任 sees the pace, opens the numbers, and turns to teachers and to one division', async () => {
    const page = await openAs(browser, school, 'director');
    await page.goto('/');
    await page.getByRole('link', { name: '進度', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '進度' }).waitFor();
    await page.getByText('5 位學生中，3 位已上傳至少一件（60%）。').first().waitFor();
    await page.getByRole('img', { name: '上傳' }).waitFor();
    await page.getByText('照最近 7 天的速度（每天 0.4），到截止日約 100%（5／5）。').last().waitFor();
    const certification = page.getByRole('region', { name: '認證', exact: true });
    await certification.getByText('最近 7 天中有新增的只有 2 天').last().waitFor();
    await page.getByText('逐日數字').first().click();
    const numbers = page.getByRole('region', { name: '上傳逐日數字' });
    await numbers.getByText('114 年 12 月 12 日（五）').waitFor();
    await lookAround(page, 'progress/director');

    await page.getByText('教師', { exact: true }).click();
    await page.getByRole('heading', { name: '各教師進度' }).waitFor();
    await page.getByRole('combobox', { name: '部別' }).selectOption('日間部');
    await page.getByText('4 位學生中，3 位已上傳至少一件（75%）。').first().waitFor();
    expect(new URL(page.url()).search).toBe('?by=teacher&division=day');
    await page.reload();
    await page.getByRole('region', { name: '各教師進度' }).getByText('王若蘭').waitFor();
    expect(await page.getByRole('region', { name: '各教師進度' }).getByText('賴宥辰').count()).toBe(0);
    expect(problemsOf(page)).toEqual([]);
    await page.context().close();
  });

  test('五(三)2 · a teacher sees the own courses; nothing is there in a semester without any', async () => {
    const page = await openAs(browser, school, 'wang');
    await page.goto('/progress');
    await page.getByRole('region', { name: '各課程進度' }).last().getByText('重修班').waitFor();
    await lookAround(page, 'progress/teacher');
    await page.getByLabel('學期').selectOption('113 學年度第 2 學期');
    await page.getByText('這個學期沒有您的課程').waitFor();
    await glance(page, 'progress/teacher-empty');
    await page.context().close();
  });

  const phone: Look = { width: 390, lang: 'zh-TW', scheme: 'light' };
  test('五 · the homeroom teacher sees the class on a phone, and goes on to its students', async () => {
    const page = await openAs(browser, school, 'fang', phone);
    await page.goto('/');
    await page.getByRole('button', { name: '方以樂 · ' }).click();
    await page.getByRole('combobox', { name: '目前身分' }).selectOption({ index: 1 });
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: '進度', exact: true }).click();
    await page.getByRole('heading', { level: 2, name: '商一甲' }).waitFor();
    await page.getByText('4 位學生中，3 位已上傳至少一件（75%）。').first().waitFor();
    await lookAround(page, 'progress/homeroom');
    await page.getByRole('link', { name: '每位學生的件數' }).click();
    await page.getByRole('heading', { level: 1, name: '我的班級' }).waitFor();
    await page.context().close();
  });
});
