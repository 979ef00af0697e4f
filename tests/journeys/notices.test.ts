/** 產70–74: a student on a phone proves an address, is told of a returned work, and takes the calendar along. */
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWeb } from '../../src/app/build-web.ts';
import { daysIn } from '../../src/app/worker.ts';
import { returnOutcome } from '../../src/certification/contract.ts';
import { sendDigests } from '../../src/notices/digest-send.ts';
import { axeClean, launch, openAs, problemsOf, shot } from '../browser.ts';
import { castNow, enrolments } from '../cast.ts';
import { handIn } from '../hand-in.ts';
import { openTestSchool, type TestSchool } from '../harness.ts';
import { codeFrom, lettersIn } from '../letters.ts';
import { openSmtpSink, type SmtpSink } from '../smtp-sink.ts';
import { must } from '../submitting.ts';

let school: TestSchool;
let browser: Browser;
let sink: SmtpSink;

beforeAll(async () => {
  sink = await openSmtpSink();
  const mail = { url: sink.url, from: 'portfolio@school.example' };
  school = await openTestSchool(castNow, await buildWeb(), undefined, undefined, mail);
  browser = await launch();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await school?.close();
  await sink?.close();
});

describe('通知, on the phone and on the desk', () => {
  test('產71 · the address is proved, the return is read, the calendar’s address works', async () => {
    const page = await openAs(browser, school, 'lin', { width: 390 });
    await page.goto('/account');
    await page.getByLabel('電子郵件', { exact: true }).fill('lin@mail.example.org');
    await page.getByRole('button', { name: '寄驗證碼' }).tap();
    const code = page.getByLabel('驗證碼', { exact: true });
    await code.waitFor();
    await code.fill(await codeFrom(sink, 1));
    // What the bar below covers at this moment is no smaller for it.
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    expect(await axeClean(page)).toEqual([]);
    await page.getByRole('button', { name: '驗證', exact: true }).tap();
    await page.getByRole('checkbox', { name: '退回或疑義時立即寄信' }).waitFor();

    await page.getByRole('button', { name: '產生行事曆網址' }).tap();
    const address = page.getByRole('textbox', { name: '您的行事曆網址' });
    await address.waitFor();
    const answer = await fetch((await address.inputValue()).replace(school.school.publicUrl, school.url));
    expect(await answer.text()).toContain('BEGIN:VCALENDAR');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: '複製網址' }).tap();
    await page.getByRole('button', { name: '已複製' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await address.inputValue());
    expect(await axeClean(page)).toEqual([]);
    await shot(page, 'notices-account-390');

    const { outcomeId, versionId } = await handIn(school.as('lin'), {
      enrolmentId: enrolments.linChinese.id,
      description: '期末讀書報告',
    });
    const body = { versionId, reason: '請附上封面。' };
    must(await school.as('wang').call(returnOutcome, { params: { outcomeId }, body }));
    expect((await lettersIn(sink, 2)).at(-1)?.subject).toContain('有一件事等您處理');

    await page.goto('/');
    await page.getByRole('link', { name: '有 1 則新通知' }).tap();
    await page.getByRole('heading', { name: '通知', level: 1 }).waitFor();
    const told = page.getByRole('link', { name: '國語文的成果被退回' });
    await told.waitFor();
    expect(await axeClean(page)).toEqual([]);
    await shot(page, 'notices-390');
    await told.tap();
    await page.getByText('請附上封面。').first().waitFor();
    await page.goto('/notices');
    await page.getByRole('heading', { name: '0 則未讀' }).waitFor();
    expect(problemsOf(page)).toEqual([]);
    await page.context().close();
  }, 120_000);

  test('產70 · on a desk, in English and in the dark; with nothing to tell, for a teacher', async () => {
    for (const [who, name] of [
      ['lin', 'notices'],
      ['wang', 'notices-none'],
    ] as const) {
      const page = await openAs(browser, school, who, { lang: 'en', scheme: 'dark' });
      await page.goto('/notices');
      await page.getByText(who === 'lin' ? '期末讀書報告' : 'No notices').waitFor();
      expect(await axeClean(page)).toEqual([]);
      await shot(page, `${name}-en-dark-1280`);
      await page.goto('/account');
      await page.getByRole('region', { name: 'Letters by e-mail' }).getByRole('button').first().waitFor();
      expect(await axeClean(page)).toEqual([]);
      await shot(page, `${name}-account-en-dark-1280`);
      expect(problemsOf(page)).toEqual([]);
      await page.context().close();
    }
  }, 120_000);

  test('產78 · the weekly letter is chosen in one’s language, and ended from the letter without signing in', async () => {
    school.clock.moveTo(new Date('2025-12-15T07:00:00+08:00'));
    const page = await openAs(browser, school, 'lin', { width: 390 });
    await page.goto('/account');
    const letter = page.getByRole('combobox', { name: '這封信的語言' });
    await letter.selectOption('en');
    await page.getByText('已儲存。').first().waitFor();
    await page.getByText('星期一 07:00 起寄；沒有待辦就不寄。').waitFor();
    await shot(page, 'weekly-letter-account-390');
    const before = sink.letters.length;
    await sendDigests(school.school, { week: '2025-12-15' }, () => daysIn(school.school));
    const [weekly] = (await lettersIn(sink, before + 1)).slice(before);
    expect(weekly?.subject).toBe(`This week · ${school.school.name}`);
    const path = /https?:\/\/[^/\s]+(\/letters\/stop\/[\w-]+)/.exec(weekly?.body ?? '')?.[1] ?? '';
    await page.context().close();

    const stranger = await openAs(browser, school, null, { width: 390 });
    await stranger.goto(path);
    const stop = stranger.getByRole('button', { name: '停收每週的信' });
    await stop.waitFor();
    expect(await axeClean(stranger)).toEqual([]);
    await shot(stranger, 'weekly-letter-stop-390');
    await stop.tap();
    await stranger.getByText('已經停收').waitFor();
    expect(await axeClean(stranger)).toEqual([]);
    expect(problemsOf(stranger)).toEqual([]);
    await stranger.context().close();

    const desk = await openAs(browser, school, null, { lang: 'en', scheme: 'dark' });
    await desk.goto(path);
    await desk.getByText('Ended', { exact: true }).waitFor();
    await shot(desk, 'weekly-letter-stopped-en-dark-1280');
    await desk.context().close();
  }, 120_000);
});
