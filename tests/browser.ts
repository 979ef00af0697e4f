/**
 * A browser for the journeys: Chromium from the registry (`CHROMIUM_PATH` names another), pages opened as one
 * of the cast, pictures kept under `screenshots/`, and accessibility checked by axe on every page.
 */
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type Page, chromium as playwright } from '@playwright/test';
import chromium from '@sparticuz/chromium';
import { issueSession } from '../src/accounts/auth.ts';
import type { School } from '../src/platform/school.ts';
import { type CastName, people } from './cast.ts';

export interface Look {
  /** A phone or a desk. */
  width: 390 | 1280;
  lang: 'zh-TW' | 'en';
  scheme: 'light' | 'dark';
}

const usual: Look = { width: 1280, lang: 'zh-TW', scheme: 'light' };
const pictures = resolve(import.meta.dirname, '../screenshots');

export async function launch(): Promise<Browser> {
  return playwright.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? (await chromium.executablePath()),
    headless: true,
    // Fields for dates are written by the browser, in the language of its system.
    env: { ...process.env, LANG: 'zh_TW.UTF-8' },
    args: [
      '--no-sandbox',
      '--headless',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** A fresh context with its first page, signed in as `person`, or by a cookie (null: nobody). Nothing is loaded yet. */
export async function openAs(
  browser: Browser,
  { url, school }: { url: string; school: School },
  person: CastName | { cookie: string } | null,
  look: Partial<Look> = {},
): Promise<Page> {
  const { width, lang, scheme } = { ...usual, ...look };
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height: width === 390 ? 844 : 900 },
    deviceScaleFactor: width === 390 ? 2 : 1,
    hasTouch: width === 390,
    locale: lang,
    colorScheme: scheme,
    timezoneId: 'Asia/Taipei',
    reducedMotion: 'reduce',
  });
  if (person) {
    const cookie = typeof person === 'object' ? person.cookie : await issueSession(school, people[person].id);
    const [name = '', value = ''] = cookie.split(/=(.*)/s);
    await context.addCookies([{ name, value, url }]);
  }
  const page = await context.newPage();
  watch(page);
  return page;
}

const problems = new WeakMap<Page, string[]>();

/** Collects what a careful developer would see in the console: errors, and what the security policy stopped. */
function watch(page: Page): void {
  const seen: string[] = [];
  problems.set(page, seen);
  page.on('pageerror', (error) => seen.push(error.stack ?? error.message));
  page.on('console', (message) => {
    // A refused act is answered with 4xx, which the browser reports as failed; the page says it properly.
    // A server with too much to do answers 503; the page asks again.
    const text = message.text();
    if (message.type() === 'error' && !/status of (4\d\d|503)/.test(text)) seen.push(text);
  });
}

/** Errors and violations of the security policy since the page was opened. */
export function problemsOf(page: Page): string[] {
  return problems.get(page) ?? [];
}

/** Keeps a picture of the whole page; answers its file. `name` may begin with a folder. */
export async function shot(page: Page, name: string): Promise<string> {
  const path = join(pictures, `${name.replace(/[^\w./-]+/g, '-').replace(/^\//, '')}.png`);
  mkdirSync(dirname(path), { recursive: true });
  const size = page.viewportSize() ?? { width: 1280, height: 900 };
  // A window as tall as the page: what is fixed to the window's edges then stands at the page's.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, height) });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path, fullPage: true, animations: 'disabled', scale: 'css' });
  await page.setViewportSize(size);
  return path;
}

/** What axe finds against WCAG 2.2 AA, one line each; empty when the page is clean. */
export async function axeClean(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // Nothing here is framed; the other mode opens a window for every look.
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}) at ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  );
}
