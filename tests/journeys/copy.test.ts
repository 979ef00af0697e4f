/** 產31: a student on a phone has a copy made, downloads it, and opens it at home without a network. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWeb } from '../../src/app/build-web.ts';
import { fileOf } from '../../src/app/demo/perform.ts';
import { handedIn, samplePerformances } from '../../src/app/demo/performances.ts';
import { sampleWorks } from '../../src/app/sample-school/files.ts';
import { checkBag } from '../../src/platform/check-bag.ts';
import { axeClean, launch, openAs, problemsOf, shot } from '../browser.ts';
import { castNow, enrolments } from '../cast.ts';
import { handIn } from '../hand-in.ts';
import { openTestSchool, type TestSchool } from '../harness.ts';
import { openOffline } from '../offline.ts';
import { certifiedOutcome } from '../submitting.ts';
import { unpack } from '../unpack.ts';

let school: TestSchool;
let browser: Browser;
let dir: string;

beforeAll(async () => {
  school = await openTestSchool(castNow, await buildWeb());
  dir = mkdtempSync(join(tmpdir(), 'licheng-copy-'));
  const workAt = await sampleWorks();
  for (const [enrolmentId, document, media] of [
    [enrolments.linChinese.id, 1, 3],
    [enrolments.linMaths.id, 2, 4],
    [enrolments.linChinese.id, 0, undefined],
  ] as const)
    await handIn(school.as('lin'), {
      enrolmentId,
      description: '從取材到成品的完整紀錄，附上修改前後的比較。',
      files: [
        { ...workAt(document), slot: 'document' },
        ...(media === undefined ? [] : [{ ...workAt(media), slot: 'media' } as const]),
      ],
    });
  await certifiedOutcome(school, { enrolment: 'linChinese', description: '期末讀書報告' });
  const { work, service } = samplePerformances(114);
  if (!work || !service) throw new Error('There are no samples.');
  await handedIn(school.as('lin'), 'work', { ...work, files: [fileOf(workAt(3))] });
  await handedIn(school.as('lin'), 'service', service);
  browser = await launch();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await school?.close();
  rmSync(dir, { recursive: true });
});

describe('我的副本, from the phone to the shelf at home', () => {
  test('產31 · asked for and downloaded by touch; the page opens without a network and shows every file', async () => {
    const page = await openAs(browser, school, 'lin', { width: 390 });
    await page.goto('/my-copy');
    await page.getByRole('heading', { name: '我的副本', level: 1 }).waitFor();
    expect(await axeClean(page)).toEqual([]);
    await shot(page, 'my-copy-first-390');
    await page.getByRole('button', { name: '製作副本' }).tap();
    const link = page.getByRole('link', { name: '下載' });
    await link.waitFor();
    expect(await axeClean(page)).toEqual([]);
    await shot(page, 'my-copy-ready-390');
    const [download] = await Promise.all([page.waitForEvent('download'), link.tap()]);
    const place = join(dir, 'copy.zip');
    await download.saveAs(place);
    expect((await checkBag(place)).findings).toEqual([]);
    expect(problemsOf(page)).toEqual([]);
    await page.context().close();

    const bag = await unpack(place, dir);
    for (const width of [390, 1280] as const) {
      const opened = await openOffline(browser, bag, width);
      expect(opened.broken).toEqual([]);
      expect(opened.strangers).toEqual([]);
      expect(opened.shown).toBe(4 + 1);
      await opened.page.getByRole('heading', { level: 2, name: '多元表現' }).waitFor();
      await opened.page.getByRole('heading', { level: 4, name: '老街的聲音（紀錄短片）' }).waitFor();
      const outside = opened.page.getByRole('link', { name: 'https://video.example.org/watch?v=haibin' });
      expect(await outside.getAttribute('rel')).toContain('noopener');
      expect(await axeClean(opened.page)).toEqual([]);
      await shot(opened.page, `copy-page-${width}`);
      await opened.page.context().close();
    }
  });

  test('產31 · on a desk, in English and in the dark, with a fresh copy there already', async () => {
    const page = await openAs(browser, school, 'lin', { lang: 'en', scheme: 'dark' });
    await page.goto('/my-copy');
    await page.getByRole('link', { name: 'Download' }).waitFor();
    await page.getByText('This one has only just been made.').waitFor();
    expect(await page.getByRole('button', { name: 'Make a copy' }).count()).toBe(0);
    expect(await axeClean(page)).toEqual([]);
    await shot(page, 'my-copy-en-dark-1280');
    expect(problemsOf(page)).toEqual([]);
    await page.context().close();
  });
});
