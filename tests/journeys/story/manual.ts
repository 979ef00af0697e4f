/** The pictures of `docs/manual`, drawn by the story itself when it is told with `MANUAL=1` (`npm run manual`). */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';

export interface Picture {
  /** Without ending. */
  name: string;
  /** What it shows, where that is less than the whole window. */
  of?: Locator;
}

export const drawsManual = process.env['MANUAL'] === '1';
const folder = resolve(import.meta.dirname, '../../../docs/manual');

/** Paper around a piece of a page, as the page has it. */
const margin = { top: 20, bottom: 20, left: 24, right: 24, background: '#f8f4ec' };

export async function drawFor(page: Page, { name, of }: Picture): Promise<void> {
  // A slice of the font is fetched when the first of its characters stands on the page.
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
  // What was said a moment ago covers what the picture is about.
  await page.getByRole('status').filter({ hasText: /已/ }).first().waitFor({ state: 'hidden' });
  const bytes = await (of ?? page).screenshot({ animations: 'disabled' });
  // A manual is read on phones too: a palette of 64 colours is plenty for paper and ink.
  const small = await sharp(bytes)
    .extend(of ? margin : {})
    .png({ palette: true, colours: 64, effort: 10 })
    .toBuffer();
  await writeFile(resolve(folder, `${name}.png`), small);
}

/** A school in service has no moved clock and a second disk: the banners that say otherwise stay away. */
export async function withoutTestBanners(page: Page): Promise<void> {
  await page.route('**/api/session', async (route) => {
    if (route.request().method() !== 'GET') return route.fallback();
    const answer = await route.fetch();
    const who = (await answer.json()) as { clock: { offsetMs: number }; notices: string[] };
    who.clock.offsetMs = 0;
    who.notices = [];
    await route.fulfill({ response: answer, json: who });
  });
}
