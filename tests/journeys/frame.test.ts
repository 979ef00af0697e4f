import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { budget, weighFirstLoad } from '../../scripts/first-load.ts';
import { buildWeb } from '../../src/app/build-web.ts';
import { axeClean, launch, openAs, problemsOf, shot } from '../browser.ts';
import { type CastName, castNow } from '../cast.ts';
import { openTestSchool, type TestSchool } from '../harness.ts';

let dist: string;
let school: TestSchool;
let browser: Browser;

beforeAll(async () => {
  dist = await buildWeb();
  school = await openTestSchool(castNow, dist);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

/** Pages as they are before anything has happened: what stands there says what to do next. */
const empty: [CastName, string[]][] = [
  ['lin', ['/', '/outcomes', '/selection', '/my-receipt-details', '/no-such-page']],
  ['huang', ['/']],
  ['wang', ['/', '/certification']],
  ['registrar', ['/', '/submission', '/receipt-details', '/imports', '/deputies']],
];

test.each(empty)(
  '%s on a phone, before anything has happened: nothing for axe or the console to say',
  async (person, paths) => {
    const page = await openAs(browser, school, person, { width: 390 });
    for (const path of paths) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByText('讀取中').first().waitFor({ state: 'hidden' });
      await shot(page, `empty/${person}${path === '/' ? '-today' : path.replaceAll('/', '-')}`);
      expect(await axeClean(page), path).toEqual([]);
      expect(problemsOf(page), path).toEqual([]);
    }
    await page.context().close();
  },
);

test('who types a wrong password is told what, why and what next', async () => {
  const page = await openAs(browser, school, null, { width: 390 });
  await page.goto('/deputies');
  await page.getByLabel('帳號').fill('1140101');
  await page.getByLabel('密碼', { exact: true }).fill('not my password');
  await page.getByRole('button', { name: '登入' }).click();
  const alert = page.getByRole('alert');
  await alert.getByText('帳號或密碼不對').waitFor();
  expect(await alert.textContent()).toContain('系統預設');
  expect(await axeClean(page)).toEqual([]);
  await page.context().close();
});

test('language and scheme are chosen once and stay', async () => {
  const page = await openAs(browser, school, 'lin', { width: 390 });
  await page.goto('/');
  await page.getByRole('button', { name: /林育安/ }).click();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  await page.getByText('Dark', { exact: true }).click();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
  await page.context().close();
});

test('an office chosen in the header changes the view and the ways that lead on from it', async () => {
  const page = await openAs(browser, school, 'director');
  await page.goto('/');
  const ways = page.getByRole('navigation').first();
  await ways.getByRole('link', { name: '日期' }).waitFor();
  await page.getByRole('banner').getByLabel('目前身分').first().selectOption({ label: '任課教師' });
  await ways.getByRole('link', { name: '認證' }).waitFor();
  expect(await ways.getByRole('link', { name: '日期' }).count()).toBe(0);
  await page.context().close();
});

test('an ended session asks to sign in over the open page, which stays as it was', async () => {
  const page = await openAs(browser, school, 'keeper');
  await page.goto('/accounts');
  await page.getByRole('searchbox').waitFor();
  await page.context().clearCookies();
  await page.getByRole('searchbox').fill('郭');
  const dialog = page.getByRole('dialog', { name: '登入已逾時' });
  await dialog.getByLabel('帳號').waitFor();
  expect(await axeClean(page)).toEqual([]);
  expect(await page.getByRole('searchbox').inputValue()).toBe('郭');
  expect(new URL(page.url()).pathname).toBe('/accounts');
  await page.context().close();
});

test(`the first load is at most ${budget} KB of JavaScript, and nothing the scales did not see`, async () => {
  const { script } = weighFirstLoad(dist);
  expect(script.gzip).toBeLessThanOrEqual(budget);
  const page = await openAs(browser, school, 'lin', { width: 390 });
  const fetched: string[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith('.js')) fetched.push(pathname.slice(1));
  });
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  // The font for devices without Chinese glyphs is no part of the page; this machine is such a device.
  const unseen = fetched.filter((file) => !script.files.includes(file) && !file.includes('web-font'));
  expect(unseen).toEqual([]);
  await page.context().close();
});
