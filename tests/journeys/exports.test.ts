/** Every list of the school records: searched, then saved as a workbook that holds exactly the rows on the screen. */
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWeb } from '../../src/app/build-web.ts';
import { readSheets } from '../../src/platform/sheets.ts';
import { isRefusal } from '../../src/regulation/refusal.ts';
import { launch, openAs, problemsOf } from '../browser.ts';
import { castNow, classes, offerings, people } from '../cast.ts';
import { openTestSchool, type TestSchool } from '../harness.ts';
import { lookAround } from '../look.ts';
import type { ActorName } from '../matrix/actors.ts';
import { makeWorld, type World } from '../matrix/world.ts';

let school: TestSchool;
let browser: Browser;
let world: World;

beforeAll(async () => {
  const webDir = await buildWeb();
  world = await makeWorld();
  // 林育安 also is of the identity that lowers the pass mark.
  school = await openTestSchool(castNow, webDir, world.origin);
  await school.owner.query(`insert into registration_identity values ($1, '1')`, [people.lin.registration]);
  browser = await launch();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

const open = (actor: ActorName, width: 390 | 1280 = 1280) =>
  openAs(browser, school, { cookie: world.cookies.get(actor) ?? '' }, { width });

const dayOne = classes.dayOne.id;

/** The list's name, what is searched in it, and the columns whose cells are shown as they are saved. */
const lists: [actor: ActorName, path: string, name: string, search: string, plain: string[]][] = [
  ['studentActivities', '/cadre', '班級', '商一甲', ['單位', '年級', '學生']],
  ['studentActivities', '/cadre/posts', '幹部名單', '林育安', ['擔任職務', '姓名', '學號']],
  ['counsellor', '/counselling', '各班情形', '商一甲', ['班級', '學生', '已諮詢']],
  ['counsellor', `/counselling/classes/${dayOne}`, '商一甲課程諮詢情形', '林', ['座號', '姓名', '諮詢']],
  ['counsellor', '/counselling/records', '諮詢紀錄', '金絲雀', ['主題', '類別', '姓名']],
  ['registrar', '/courses', '課程', '國語文', ['科目', '課程代碼']],
  ['registrar', '/grades', '成績', '國語文', ['科目', '任課教師']],
  ['homeroom', '/class-grades', '商一甲', '林', ['座號', '及格', '不及格']],
  ['academicDirector', '/overview', '各班', '商一甲', ['班級', '年級']],
  ['academicDirector', '/progress', '各班進度', '商一甲', ['班級', '年級']],
  ['academicDirector', '/progress?by=teacher', '各教師進度', '王若蘭', ['教師', '教職員代號']],
  ['registrar', `/classes/${dayOne}`, '商一甲', '林', ['座號', '學號', '姓名', '已上傳']],
];

describe('五 · lists are exported exactly as they are filtered', () => {
  test.each(lists)('%s at %s', async (actor, path, name, search, plain) => {
    const page = await open(actor);
    await page.goto(path);
    const box = page.getByRole('searchbox', { name: new RegExp(name) }).first();
    await box.fill(search);
    const region = page.getByRole('region', { name: new RegExp(name) }).first();
    await region.getByText(search).first().waitFor();
    const shown = await cellsOf(region);
    expect(shown.length).toBeGreaterThan(1);
    const saved = await exported(page);
    // A list that must not leave the school says so above its header.
    const noted = path.startsWith('/counselling');
    expect(saved[0]?.some((cell) => cell.includes('請勿傳出校外'))).toBe(noted);
    const rows = noted ? saved.slice(1) : saved;
    const pick = (table: string[][]) => {
      const at = plain.map((title) => table[0]?.indexOf(title) ?? -1);
      expect(at, `${plain} of ${table[0]}`).not.toContain(-1);
      return table.map((row) => at.map((column) => (row[column] ?? '').replace(/\s+/g, '')));
    };
    expect(pick(rows)).toEqual(pick(shown));
    expect(problemsOf(page)).toEqual([]);
    await page.context().close();
  });

  test('五(二)1 · the grades of an offering are saved as a workbook, with what passes for each student', async () => {
    const page = await open('registrar');
    await page.goto(`/grades/${offerings.chinese.id}`);
    await page.getByText('原住民生 40 分及格').waitFor();
    await lookAround(page, 'grades-grid-identity');
    const rows = await exported(page);
    const lin = rows.find(([number]) => number === people.lin.number);
    expect(lin?.slice(0, 6)).toEqual([people.lin.number, '林育安', '商一甲', '1', '一般', '58']);
    expect(lin?.at(-1)).toBe('及格');
    await page.context().close();
  });
});

describe('a student’s page', () => {
  test('五 · shows the homeroom teacher posts, counselling and outcomes, and the registrar no counselling', async () => {
    const page = await open('homeroom');
    await page.goto(`/register/${people.lin.registration}`);
    for (const name of ['課程學習成果', '幹部紀錄', '課程諮詢'])
      await page.getByRole('heading', { level: 2, name, exact: true }).waitFor();
    await page.getByText('桌遊社 社長', { exact: true }).first().waitFor();
    await page.getByText('114 學年度第 1 學期已諮詢').waitFor();
    expect(await page.getByText('金絲雀諮詢').count()).toBe(0);
    await lookAround(page, 'student-homeroom');
    await page.context().close();

    const office = await open('registrar');
    await office.goto(`/register/${people.lin.registration}`);
    await office.getByRole('heading', { level: 2, name: '課程學習成果', exact: true }).waitFor();
    await office
      .getByRole('button', { name: /^開啟「/ })
      .first()
      .waitFor();
    expect(await office.getByRole('heading', { level: 2, name: '課程諮詢', exact: true }).count()).toBe(0);
    expect(await office.getByRole('heading', { level: 2, name: '幹部紀錄', exact: true }).count()).toBe(0);
    await office
      .getByRole('button', { name: /^開啟「/ })
      .first()
      .click();
    await office.getByRole('dialog').waitFor();
    await office.keyboard.press('Escape');
    await lookAround(office, 'student-registrar');
    await office.context().close();
  });

  test('產26 · the student reads why a grade of 58 passes', async () => {
    const phone = await open('student', 390);
    await phone.goto('/my-grades');
    await phone.getByText('以 40 分為及格：原住民生').first().waitFor();
    await lookAround(phone, 'my-grades-identity');
    await phone.goto('/my-register');
    await phone.getByRole('link', { name: '看我的幹部紀錄' }).waitFor();
    await phone.context().close();
  });
});

/** The table's header and rows, as they are read. */
async function cellsOf(region: ReturnType<Page['getByRole']>): Promise<string[][]> {
  return region
    .getByRole('row')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim() ?? '')),
    );
}

async function exported(page: Page): Promise<string[][]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '匯出' }).first().click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const read = await readSheets(new Uint8Array(Buffer.concat(chunks)), download.suggestedFilename());
  if (isRefusal(read)) throw new Error(read.refused);
  return (read.sheets[0]?.rows ?? []).map(({ cells }) => cells.map((cell) => String(cell ?? '')));
}
