/** 產83: a student with a phone keeps a photo and a link, tags them, makes work of them, and looks at three years. */
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildWeb } from '../../src/app/build-web.ts';
import { handedIn, samplePerformances } from '../../src/app/demo/performances.ts';
import { keptItem } from '../../src/app/demo/shelf.ts';
import { photo } from '../../src/app/sample-school/pictures.ts';
import { axeClean, type Look, launch, openAs, problemsOf, shot } from '../browser.ts';
import { castNow, enrolments } from '../cast.ts';
import { handIn, pdfFile } from '../hand-in.ts';
import { openTestSchool, type TestSchool } from '../harness.ts';

vi.setConfig({ testTimeout: 120_000 });

let school: TestSchool;
let browser: Browser;

beforeAll(async () => {
  school = await openTestSchool(castNow, await buildWeb());
  browser = await launch();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

test('產83 · by touch on a phone: a photo and a link are kept and tagged, a performance and an outcome are made', async () => {
  const page = await openAs(browser, school, 'lin', { width: 390 });
  await page.goto('/shelf');
  await page.getByText('還沒有收藏任何東西。').waitFor();
  await clean(page, 'empty');
  await page.getByRole('link', { name: '收藏第一樣' }).tap();
  await page.getByRole('heading', { level: 1, name: '收藏新的' }).waitFor();
  await page.getByRole('button', { name: '放進收藏夾' }).tap();
  await page.getByText('請先寫標題').waitFor();
  await page.getByLabel('標題').fill('校慶海報');
  await page.getByLabel('筆記').fill('和阿美一起畫的，學會先做草稿再上色');
  await chooseFile(page, '海報.jpg');
  await page.getByText('海報.jpg').waitFor();
  await page.getByLabel('連結').fill('https://video.example.org/poster');
  await page.getByText('核心素養').first().tap();
  await page.getByText('B3 藝術涵養與美感素養').tap();
  await page.getByText('學群', { exact: false }).first().tap();
  await page.getByText('藝術學群').tap();
  await clean(page, 'new');
  await page.getByRole('button', { name: '放進收藏夾' }).tap();
  await page.getByRole('heading', { level: 1, name: '校慶海報' }).waitFor();
  await page.getByRole('button', { name: '打開 海報.jpg' }).waitFor();
  await page.getByRole('link', { name: 'https://video.example.org/poster' }).waitFor();
  await page.getByText('藝術涵養與美感素養、藝術學群').waitFor();
  await clean(page, 'kept');

  // An outcome of it: the normal form, filled in, and no byte travels again.
  const sent: string[] = [];
  page.on('request', (request) => request.method() === 'PUT' && sent.push(new URL(request.url()).pathname));
  await page.getByRole('link', { name: '做成作品' }).tap();
  await page.getByRole('heading', { level: 1, name: '做成作品' }).waitFor();
  await page.getByLabel('哪一門課').selectOption('數學（商一甲）');
  await clean(page, 'make');
  await page.getByRole('button', { name: '打開上傳表單' }).tap();
  await page.getByRole('heading', { level: 1, name: '數學' }).waitFor();
  expect(await page.getByLabel('簡述').inputValue()).toBe('和阿美一起畫的，學會先做草稿再上色');
  await page.getByText('海報.jpg').first().waitFor();
  await page.getByRole('button', { name: '上傳', exact: true }).tap();
  await page.getByText('已收到，待認證').first().waitFor();
  expect(sent.filter((path) => path.includes('/files/'))).toEqual([]);

  // A performance of it, of a category.
  await page.goto('/shelf?text=海報');
  await page.getByText('已做成作品').waitFor();
  await page.getByRole('link', { name: '校慶海報' }).tap();
  await page.getByRole('heading', { level: 1, name: '校慶海報' }).waitFor();
  await page.getByRole('link', { name: '課程學習成果：數學' }).waitFor();
  await page.getByRole('link', { name: '做成作品' }).tap();
  await page.getByRole('heading', { level: 1, name: '做成作品' }).waitFor();
  await page.getByRole('radiogroup', { name: '要做成什麼' }).getByText('多元表現').tap();
  await page.getByLabel('哪一類').selectOption('作品成果紀錄');
  await page.getByRole('button', { name: '打開上傳表單' }).tap();
  await page.getByRole('heading', { level: 1, name: '作品成果紀錄' }).waitFor();
  expect(await page.getByLabel('內容簡述').inputValue()).toBe('和阿美一起畫的，學會先做草稿再上色');
  expect(await page.getByLabel('外部影音連結').inputValue()).toBe('https://video.example.org/poster');
  await page.getByLabel('名稱').first().fill('校慶海報');
  await page.getByLabel('日期').first().fill('2025-11-20');
  await page.getByText('海報.jpg').first().waitFor();
  await page.getByRole('button', { name: '上傳', exact: true }).tap();
  await page.getByText('已收到的內容（第 1 版）').waitFor();
  await page.getByRole('button', { name: '開啟海報.jpg' }).waitFor();
  expect(sent.filter((path) => path.includes('/files/'))).toEqual([]);

  // The map: every semester of three years, each piece of work a link.
  await page.goto('/shelf/map');
  await page.getByText('三年的樣子').waitFor();
  await page.getByRole('heading', { level: 2, name: '116 學年度第 2 學期' }).waitFor();
  await page.getByText('還沒到，留給之後的你。').first().waitFor();
  await clean(page, 'map-phone');
  await page
    .getByRole('list', { name: '114 學年度第 1 學期' })
    .getByRole('link', { name: '校慶海報' })
    .first()
    .tap();
  await page.getByRole('heading', { level: 1 }).waitFor();

  // Thrown away: what was made of it stays.
  await page.goto('/shelf');
  await page.getByRole('link', { name: '校慶海報' }).tap();
  await page.getByRole('button', { name: '刪除這個收藏' }).tap();
  await page.getByRole('dialog').getByRole('button', { name: '刪除這個收藏' }).tap();
  await page.getByText('還沒有收藏任何東西。').waitFor();
  await page.goto('/outcomes');
  await page.getByText('已收到，待認證').first().waitFor();
  await page.context().close();
});

test('產83 · by keys alone at a desk: what is kept is found again, changed, and the address keeps the filters', async () => {
  await fillUp();
  const page = await openAs(browser, school, 'chen');
  await page.goto('/shelf');
  await page.getByRole('searchbox', { name: '找收藏' }).focus();
  await page.keyboard.type('訪問');
  await page.getByText('20 樣').waitFor();
  await page.getByLabel('學群', { exact: true }).selectOption('大眾傳播學群');
  await page.getByText('10 樣').waitFor();
  expect(new URL(page.url()).searchParams.get('text')).toBe('訪問');
  await page.reload();
  await page.getByText('10 樣').waitFor();
  await clean(page, 'full-desk');
  await page.getByRole('link', { name: /^訪問老街第 2 站/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '修改收藏' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('標題').fill('訪問新街');
  await page.getByLabel('標題').press('Enter');
  await page.getByRole('heading', { level: 1, name: '訪問新街' }).waitFor();
  await page.context().close();
});

test('產83 · overfull, in English, in the dark, on a phone and at a desk', async () => {
  const looks: Partial<Look>[] = [
    { width: 390, lang: 'en', scheme: 'dark' },
    { width: 1280, lang: 'en', scheme: 'dark' },
  ];
  for (const look of looks) {
    const page = await openAs(browser, school, 'chen', look);
    for (const [path, name] of [
      ['/shelf', 'list'],
      ['/shelf/new', 'new'],
      ['/shelf/map', 'map'],
    ] as const) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await clean(page, `${name}-en-dark-${look.width}`);
    }
    await page.context().close();
  }
});

/** 陳思妤 keeps twenty things, one with a very long title, and has handed in as well. */
async function fillUp(): Promise<void> {
  const chen = school.as('chen');
  const title = (at: number) => (at === 3 ? '訪問老街第三站'.repeat(10) : `訪問老街第 ${at} 站`);
  for (let at = 1; at <= 20; at += 1) {
    await keptItem(
      chen,
      {
        title: title(at),
        note: '三位老闆的故事',
        links: at % 3 === 0 ? [`https://video.example.org/${at}`] : [],
        competencies: at % 2 === 0 ? ['B1', 'C2'] : ['A2'],
        clusters: at % 2 === 0 ? ['11'] : ['16'],
        enrolmentIds: at % 4 === 0 ? [enrolments.chenChinese.id] : [],
      },
      at % 5 === 0 ? [pdfFile()] : [],
    );
  }
  await handIn(chen, { enrolmentId: enrolments.chenChinese.id, description: '讀書報告' });
  await handedIn(chen, 'service', samplePerformances(114)['service'] ?? { fields: {} });
}

async function chooseFile(page: Page, name: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '選擇檔案', exact: true }).tap();
  const buffer = await photo({ width: 1200, height: 900, salt: name });
  await (await chooser).setFiles({ name, mimeType: 'image/jpeg', buffer });
}

async function clean(page: Page, name: string): Promise<void> {
  await page.getByText('讀取中').first().waitFor({ state: 'hidden' });
  await shot(page, `shelf/${name}`);
  expect(await axeClean(page), name).toEqual([]);
  expect(problemsOf(page), name).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), name).toBe(
    true,
  );
}
