import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWeb } from '../../src/app/build-web.ts';
import { launch, openAs } from '../browser.ts';
import { castNow, enrolments } from '../cast.ts';
import { draftFor, pdfFile } from '../hand-in.ts';
import { openTestSchool, type TestSchool } from '../harness.ts';

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

/** Cuts the connection of the first so many requests of a method to an address. @returns how many came at all */
async function cut(page: Page, method: string, address: RegExp, times: number): Promise<() => number> {
  let came = 0;
  await page.route(address, async (route) => {
    if (route.request().method() !== method) return route.fallback();
    came += 1;
    return came <= times ? route.abort('connectionreset') : route.fallback();
  });
  return () => came;
}

async function handInAs(page: Page, outcomeId: string): Promise<void> {
  const { name, bytes } = pdfFile();
  await page.goto(`/outcomes/${outcomeId}`);
  await page.getByLabel('簡述').fill('斷線之後還是收到了');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /文件檔/ }).click();
  await (await chooser).setFiles({ name, mimeType: 'application/pdf', buffer: bytes });
  await page.getByRole('button', { name: '上傳', exact: true }).click();
}

test('an upload whose connection breaks twice arrives by itself, once', async () => {
  const outcomeId = await draftFor(school.as('lin'), enrolments.linMaths.id);
  const page = await openAs(browser, school, 'lin', { width: 390 });
  const came = await cut(page, 'PUT', /\/api\/uploads\//, 2);
  await handInAs(page, outcomeId);
  await page.getByText('已收到，待認證').first().waitFor({ timeout: 20_000 });
  expect(came()).toBe(3);
  const { rows } = await school.owner.query('select from outcome_version where outcome_id = $1', [outcomeId]);
  expect(rows).toHaveLength(1);
  await page.context().close();
});

test('what is asked is asked again after a broken connection', async () => {
  const page = await openAs(browser, school, 'lin', { width: 390 });
  const came = await cut(page, 'GET', /\/api\/outcomes$/, 2);
  await page.goto('/outcomes');
  await page.getByRole('heading', { level: 2, name: '國語文' }).waitFor();
  expect(came()).toBeGreaterThanOrEqual(3);
  await page.context().close();
});

test('what may not happen twice is sent once, and the page says that it did not arrive', async () => {
  const page = await openAs(browser, school, 'keeper');
  const came = await cut(page, 'POST', /\/api\/accounts$/, 99);
  await page.goto('/accounts');
  await page.getByRole('button', { name: '開立學生帳號' }).click();
  await page.getByRole('alert').getByText('連不上學校的平臺').waitFor();
  expect(came()).toBe(1);
  await page.context().close();
});

test('a fault of the server is told with the reference that finds it in the log', async () => {
  const page = await openAs(browser, school, 'keeper');
  await page.route(/\/api\/accounts$/, (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({
          status: 500,
          headers: { 'x-correlation-id': 'abc-123' },
          json: { refused: 'unexpected', clause: '產7', facts: {} },
        })
      : route.fallback(),
  );
  await page.goto('/accounts');
  await page.getByRole('button', { name: '開立學生帳號' }).click();
  await page.getByRole('alert').getByText('編號 abc-123').waitFor();
  await page.context().close();
});
