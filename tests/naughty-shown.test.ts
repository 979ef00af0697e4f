/** What came in as a naughty text is shown, printed and exported as that text and as nothing else. */
import type { Browser } from '@playwright/test';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RightKey } from '../src/accounts/rights.ts';
import { buildWeb } from '../src/app/build-web.ts';
import { launch, openAs, problemsOf } from './browser.ts';
import { castNow } from './cast.ts';
import { openTestSchool, type TestSchool } from './harness.ts';
import { recordPages } from './journeys/record-pages.ts';
import { settled, tooWide } from './look.ts';
import { type ActorName, holdersOf } from './matrix/actors.ts';
import { rows } from './matrix/rows.ts';
import { fetched } from './matrix/run.ts';
import { makeWorld, type World } from './matrix/world.ts';
import { fillWithNaughty, standing } from './naughty/town.ts';

let world: World;
let school: TestSchool;
let browser: Browser;

beforeAll(async () => {
  const webDir = await buildWeb();
  world = await makeWorld();
  school = await openTestSchool(castNow, webDir, world.origin);
  await fillWithNaughty(school);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

const mark = /〔\d{3}〕/g;
const pages: Record<string, [ActorName, (ids: World['ids']) => string]> = {
  ...(recordPages as Record<string, [ActorName, (ids: World['ids']) => string]>),
  '/': ['student', () => '/'],
  '/outcomes': ['student', () => '/outcomes'],
  '/outcomes/$outcomeId': ['student', ({ waiting }) => `/outcomes/${waiting}`],
  '/selection': ['student', () => '/selection'],
  '/certification': ['teacher', () => '/certification'],
  '/certification/$outcomeId': ['teacher', ({ waiting }) => `/certification/${waiting}`],
  '/register': ['registrar', () => '/register'],
};

test('產7 · on every screen, on a phone: as text, within the page, and nothing of it runs', {
  timeout: 900_000,
}, async () => {
  const wrong: string[] = [];
  let shown = 0;
  for (const [name, [actor, address]] of Object.entries(pages)) {
    const page = await openAs(browser, school, { cookie: world.cookies.get(actor) ?? '' }, { width: 390 });
    page.on('dialog', (dialog) => {
      wrong.push(`${name} opened ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(address(world.ids));
    await settled(page).catch((error: unknown) => wrong.push(`${name}: ${String(error).slice(0, 80)}`));
    const over = await tooWide(page);
    if (over > 0) wrong.push(`${name} is ${over} px wider than its window`);
    if (await page.evaluate(() => 'naughty' in window)) wrong.push(`${name} ran what it should show`);
    shown += new Set((await page.locator('body').textContent())?.match(mark)).size;
    wrong.push(...problemsOf(page).map((problem) => `${name}: ${problem}`));
    await page.context().close();
  }
  console.log(JSON.stringify({ pages: Object.keys(pages).length, shown }));
  expect(wrong).toEqual([]);
  expect(shown).toBeGreaterThan(1000);
});

describe('產7 · in what is printed and exported', () => {
  const given = rows.filter(({ endpoint }) => endpoint.gives === 'bytes' && endpoint.method === 'GET');

  test.each(given)('$endpoint.name', async (row) => {
    const [name] = row.only ?? holdersOf(row.endpoint.right as RightKey);
    const asked = row.ask?.(world.ids) ?? {};
    const { status, type, bytes } = await fetched(school, world, name ?? 'anonymous', row.endpoint, asked);
    expect(status).toBeLessThan(500);
    if (type.includes('pdf')) expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    if (!type.includes('spreadsheet')) return;
    const texts = await cellsOf(bytes);
    const marked = texts.filter((text) => text.match(mark));
    for (const text of marked) expect(standing).toContain(text);
  });
});

async function cellsOf(bytes: Buffer): Promise<string[]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  const texts: string[] = [];
  book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => texts.push(cell.text))));
  return texts;
}
