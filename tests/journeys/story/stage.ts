/**
 * Where the story is played: one school whose clock is moved from day to day, one browser, and a window for each
 * of its people that stays open. Every page is looked at on the way, by axe, in both widths, languages and schemes.
 */
import type { Browser, Page } from '@playwright/test';
import { expect } from 'vitest';
import { buildWeb } from '../../../src/app/build-web.ts';
import { axeClean, launch, openAs, problemsOf, shot } from '../../browser.ts';
import { type CastName, castNow } from '../../cast.ts';
import { openTestSchool, type TestSchool } from '../../harness.ts';
import { pageAt, pages } from '../../pages.ts';
import { drawFor, drawsManual, type Picture, withoutTestBanners } from './manual.ts';

export interface Stage {
  school: TestSchool;
  /** A person's own window, a phone for students; the same at every call. `null`: nobody has signed in. */
  windowOf(person: CastName | null): Promise<Page>;
  /** Looks at the page all around: no finding of axe, nothing wider than a phone, a picture of each look. */
  look(page: Page, name: string): Promise<void>;
  /** Looks at a moment of a page that would not survive a change of language: an open dialog, a running upload. */
  glance(page: Page, name: string): Promise<void>;
  /** A picture for the manual; taken only when the manual is drawn. */
  draw(page: Page, picture: Picture): Promise<void>;
  /** Pages that nobody has looked at yet. */
  unseen(): string[];
  close(): Promise<void>;
}

const phones: readonly (CastName | null)[] = ['lin', 'chen', 'ji', 'huang'];

export async function openStage(): Promise<Stage> {
  const school = await openTestSchool(castNow, await buildWeb());
  const browser = await launch();
  const windows = new Map<CastName | null, Promise<Page>>();
  const seen = new Set<string>();
  return {
    school,
    windowOf(person) {
      const opened = windows.get(person) ?? opensWindow(browser, school, person);
      windows.set(person, opened);
      return opened;
    },
    async look(page, name) {
      seen.add(pageAt(page.url()) ?? '');
      await lookAround(page, name);
    },
    glance,
    async draw(page, picture) {
      if (!drawsManual) return;
      await settled(page);
      await drawFor(page, picture);
    },
    unseen: () => pages.filter((one) => !seen.has(one)),
    async close() {
      await browser.close();
      await school.close();
    },
  };
}

/** 林育安 signs in on the stage, with what the system keeper gives; the others have done so before. */
async function opensWindow(browser: Browser, school: TestSchool, person: CastName | null): Promise<Page> {
  const width = phones.includes(person) ? 390 : 1280;
  const page = await openAs(browser, school, person === 'lin' ? null : person, { width });
  // Sooner than the test's own, so that what is missing is named.
  page.setDefaultTimeout(8_000);
  if (drawsManual) await withoutTestBanners(page);
  return page;
}

/** The own width in Chinese and light, the other width in English and dark, and a phone at any rate. */
async function lookAround(page: Page, name: string): Promise<void> {
  const size = page.viewportSize() ?? { width: 1280, height: 900 };
  const other = size.width === 390 ? { width: 1280, height: 900 } : { width: 390, height: 844 };
  await glance(page, name);
  await page.setViewportSize(other);
  await fits(page, name);
  await shot(page, `story/${name}-${other.width}`);
  await page.emulateMedia({ colorScheme: 'dark' });
  await speak(page, 'English');
  expect(await axeClean(page), `${name} in English and dark`).toEqual([]);
  await fits(page, name);
  await shot(page, `story/${name}-${other.width}-dark-en`);
  await speak(page, '中文');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(size);
}

async function glance(page: Page, name: string): Promise<void> {
  await settled(page);
  await fits(page, name);
  expect(await axeClean(page), name).toEqual([]);
  expect(problemsOf(page), name).toEqual([]);
  await shot(page, `story/${name}-${page.viewportSize()?.width}`);
}

/** The heading stands, nothing is waited for, and what was just said has been read. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('heading').first().waitFor();
  await page.getByText('讀取中').first().waitFor({ state: 'hidden' });
}

/** Nothing sticks out at the side: only tables scroll, in a region of their own. */
async function fits(page: Page, name: string): Promise<void> {
  const [content, width] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(content, `${name} is wider than its window`).toBeLessThanOrEqual(width ?? 0);
}

async function speak(page: Page, language: 'English' | '中文'): Promise<void> {
  const change = page.getByRole('button', { name: language, exact: true });
  if (!(await change.isVisible())) await page.getByRole('button', { name: / · / }).click();
  await change.click();
  await page.keyboard.press('Escape');
}
