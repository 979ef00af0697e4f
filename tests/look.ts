/** Looking at a page all around: no finding of axe, no error, nothing wider than its window, a picture of each look. */
import type { Page } from '@playwright/test';
import { expect } from 'vitest';
import { axeClean, problemsOf, shot } from './browser.ts';

/** The own width in Chinese and light, the other width in English and dark, and a phone at any rate. */
export async function lookAround(page: Page, name: string): Promise<void> {
  const size = page.viewportSize() ?? { width: 1280, height: 900 };
  const other = size.width === 390 ? { width: 1280, height: 900 } : { width: 390, height: 844 };
  await glance(page, name);
  await page.setViewportSize(other);
  await fits(page, name);
  await shot(page, `${name}-${other.width}`);
  await page.emulateMedia({ colorScheme: 'dark' });
  await speak(page, 'English');
  expect(await axeClean(page), `${name} in English and dark`).toEqual([]);
  await fits(page, name);
  await shot(page, `${name}-${other.width}-dark-en`);
  await speak(page, '中文');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(size);
}

export async function glance(page: Page, name: string): Promise<void> {
  await settled(page);
  await fits(page, name);
  expect(await axeClean(page), name).toEqual([]);
  expect(problemsOf(page), name).toEqual([]);
  await shot(page, `${name}-${page.viewportSize()?.width}`);
}

/** The heading stands, nothing is waited for, and what was just said has been read. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading').first().waitFor();
  await page.getByText('讀取中').first().waitFor({ state: 'hidden' });
}

/** Nothing sticks out at the side: only tables scroll, in a region of their own. */
async function fits(page: Page, name: string): Promise<void> {
  expect(await tooWide(page), `${name} is wider than its window`).toBe(0);
}

/** By how much the page is wider than its window, in CSS pixels. */
export function tooWide(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));
}

async function speak(page: Page, language: 'English' | '中文'): Promise<void> {
  const change = page.getByRole('button', { name: language, exact: true });
  if (!(await change.isVisible())) await page.getByRole('button', { name: / · / }).click();
  await change.click();
  await page.keyboard.press('Escape');
}
