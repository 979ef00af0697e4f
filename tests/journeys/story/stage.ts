/**
 * Where the story is played: one school whose clock is moved from day to day, one browser, and a window for each
 * of its people that stays open. Every page is looked at on the way, by axe, in both widths, languages and schemes.
 */
import type { Browser, Page } from '@playwright/test';
import { buildWeb } from '../../../src/app/build-web.ts';
import { launch, openAs } from '../../browser.ts';
import { type CastName, castNow } from '../../cast.ts';
import { openTestSchool, type TestSchool } from '../../harness.ts';
import { glance, lookAround, settled } from '../../look.ts';
import { pageAt, pages } from '../../pages.ts';
import { recordPages } from '../record-pages.ts';
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
  /** Pages that nobody has looked at, here or among the school records. */
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
      await lookAround(page, `story/${name}`);
    },
    glance: (page, name) => glance(page, `story/${name}`),
    async draw(page, picture) {
      if (!drawsManual) return;
      await settled(page);
      await drawFor(page, picture);
    },
    unseen: () => pages.filter((one) => !seen.has(one) && !Object.hasOwn(recordPages, one)),
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
