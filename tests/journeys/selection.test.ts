/** 六(一): a student with a phone selects works and performances and puts them in order; the office sees who has not. */
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildWeb } from '../../src/app/build-web.ts';
import { axeClean, launch, openAs, problemsOf, shot } from '../browser.ts';
import { openTestSchool, type TestSchool } from '../harness.ts';
import { certifiedInRows, outcomeInRows, performancesInRows, roundInRows } from '../races.ts';

vi.setConfig({ testTimeout: 120_000 });

let school: TestSchool;
let browser: Browser;

beforeAll(async () => {
  const dist = await buildWeb();
  school = await openTestSchool(new Date('2026-08-10T10:00:00+08:00'), dist);
  await roundInRows(school);
  await certifiedInRows(school, 1);
  await outcomeInRows(school, false);
  await performancesInRows(school, 2);
  browser = await launch();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

test('六(一) · on a phone: one work and two performances are selected and put in order by keys', async () => {
  const page = await openAs(browser, school, 'lin', { width: 390 });
  await page.goto('/selection');
  await page.getByRole('heading', { level: 1, name: '勾選要提交的成果' }).waitFor();
  await page.getByText('這個學年度還可以勾選 10 件，上限 10 件。').waitFor();
  await page.getByText('待認證').waitFor();
  await page.getByRole('checkbox', { name: '國語文（第 1 學期）' }).first().click();
  await page.getByText('這個學年度還可以勾選 5 件，上限 6 件。').waitFor();
  const performance = page.getByRole('checkbox', { name: '作品成果紀錄：短片' });
  await performance.nth(0).click();
  await page.getByText('這個學年度還可以勾選 9 件，上限 10 件。').waitFor();
  await performance.nth(1).click();
  await page.getByText('這個學年度還可以勾選 8 件，上限 10 件。').waitFor();
  const down = page.getByRole('button', { name: '作品成果紀錄：短片往後移' });
  await down.first().waitFor();
  const before = await standing();
  await down.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(standing).toEqual([...before].reverse());
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('作品成果紀錄：短片往後移');
  await clean(page, 'selected');
  await page.context().close();
});

test('國5 · 註冊組長 sees counts by class and who has not selected, never what', async () => {
  const page = await openAs(browser, school, 'registrar');
  await page.goto('/selection/classes');
  await page.getByRole('link', { name: '商一甲' }).waitFor();
  await clean(page, 'classes');
  await page.getByRole('link', { name: '商一甲' }).click();
  await page.getByRole('heading', { level: 1, name: '商一甲的勾選情形' }).waitFor();
  await page.getByRole('link', { name: '全班的勾選確認單' }).waitFor();
  await page.getByRole('cell', { name: '還沒有勾選' }).first().waitFor();
  await clean(page, 'class');
  await page.context().close();
});

/** The performances that stand selected, in order. */
async function standing(): Promise<string[]> {
  const { rows } = await school.owner.query<{ id: string }>(
    'select performance_id as id from performance_selection where ended_at is null order by position',
  );
  return rows.map(({ id }) => id);
}

async function clean(page: Page, name: string): Promise<void> {
  await page.getByText('讀取中').first().waitFor({ state: 'hidden' });
  await shot(page, `selection/${name}`);
  expect(await axeClean(page), name).toEqual([]);
  expect(problemsOf(page), name).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
}
