/** What the central database received comes back: columns, differences, the students' word, the sign-off. */
import type { Page } from '@playwright/test';
import { writeCsv } from '../../../src/platform/sheets.ts';
import { type CastName, people } from '../../cast.ts';
import { chooseFile, chooseMany } from './fields.ts';
import type { Stage } from './stage.ts';

type Line = readonly [
  who: 'lin' | 'chen' | 'ji' | 'huang',
  code: string,
  course: string,
  description: string,
];

const english = '114123456V21301A1011031';
const chinese = '114123456V21301A1011011';
const before = '113123456V21301A1011011';
const nightChinese = '114123456V21301N1011011';

/** One line came back changed, one not at all. */
const dayLines: readonly Line[] = [
  ['lin', english, '英語文', '英語說書：用三分鐘介紹我讀的第一本小說'],
  ['lin', before, '國語文', '文言文閱讀筆記與白話翻譯'],
  ['chen', chinese, '國語文', '校園植物觀察日記'],
];
const nightLines: readonly Line[] = [['huang', nightChinese, '國語文', '工作現場的應用文：我寫過的三封信']];

export async function bringsTheDaysFile(stage: Stage): Promise<void> {
  const page = await stage.windowOf('registrar');
  await page.goto('/');
  await page.getByRole('link', { name: '收訖明細' }).first().click();
  await stage.look(page, 'receipt-tasks');
  await page.getByRole('link', { name: /^日間部/ }).click();
  await brings(page, '收訖明細.csv', dayLines);
  // The central database calls the course code by a name of its own; the office says which column it is.
  await chooseMany(page, '課程代碼', '課碼');
  const columns = page.getByRole('region', { name: '哪一欄是什麼' });
  await stage.draw(page, { name: 'columns', of: columns });
  await page.getByRole('button', { name: '預覽比對結果' }).click();
  await page.getByRole('heading', { level: 2, name: '預覽' }).waitFor();
  await stage.look(page, 'receipt-import');
  await applies(stage, page);
  await page.getByText('內容不同 1、缺少 1').waitFor();
  await stage.draw(page, { name: 'differences' });
  await stage.look(page, 'receipt-task');
}

/** 進修部教務組長 does the same for the own division, and sees nothing of the other. */
export async function bringsTheEveningsFile(stage: Stage): Promise<void> {
  const page = await stage.windowOf('night');
  await page.goto('/receipt-details');
  await page.getByRole('link', { name: /^進修部/ }).click();
  // Which column is which is remembered from the first file.
  await brings(page, '進修部收訖明細.csv', nightLines);
  await page.getByRole('button', { name: '預覽比對結果' }).click();
  await applies(stage, page);
  await page.getByText('全部相同').waitFor();
}

export async function confirms(stage: Stage, who: CastName): Promise<void> {
  const page = await stage.windowOf(who);
  await page.goto('/');
  await page
    .getByRole('link', { name: /確認 .*收訖明細/ })
    .first()
    .click();
  await page.getByRole('button', { name: '都正確' }).click();
  await page.getByRole('status').getByText('已記下「正確」').waitFor();
  await stage.glance(page, `confirmed-${who}`);
}

export async function doubts(stage: Stage, page: Page): Promise<void> {
  await page.getByText('內容不同').first().waitFor();
  await stage.draw(page, { name: 'confirm' });
  await stage.look(page, 'my-receipt-details');
  await page.getByRole('button', { name: '有不對的地方' }).click();
  const dialog = page.getByRole('dialog', { name: '有不對的地方' });
  await dialog.getByLabel('哪裡不對').fill('我寫的是「第一本英文小說」，中間少了兩個字。');
  await stage.glance(page, 'doubt');
  await dialog.getByRole('button', { name: '送出疑義' }).click();
  await page.getByRole('status').getByText('已送出').waitFor();
}

export async function settlesTheDoubt(stage: Stage): Promise<void> {
  const page = await stage.windowOf('registrar');
  await page.goto('/');
  await page.getByRole('link', { name: /疑義/ }).first().click();
  await page.getByRole('button', { name: '回覆疑義' }).click();
  const dialog = page.getByRole('dialog', { name: '回覆 林育安 的疑義' });
  await dialog.getByRole('radio', { name: '資料正確' }).check();
  await dialog
    .getByLabel('給學生的說明')
    .fill('中央資料庫的欄位截短了文字，檔案與成果都已收到，不影響使用。');
  await stage.draw(page, { name: 'settle' });
  await stage.glance(page, 'settle');
  await dialog.getByRole('button', { name: '回覆疑義' }).click();
  await page.getByRole('status').getByText('已回覆學生').waitFor();
}

export async function signsOff(stage: Stage, who: CastName, division: string, note: string): Promise<void> {
  const page = await stage.windowOf(who);
  await page.goto('/receipt-details');
  await page.getByRole('link', { name: new RegExp(`^${division}`) }).click();
  await page.getByRole('button', { name: '簽核收訖明細' }).click();
  const dialog = page.getByRole('dialog', { name: '簽核收訖明細' });
  await dialog.getByLabel('說明').fill(note);
  await dialog.getByRole('button', { name: '簽核收訖明細' }).click();
  await page.getByText(`${people[who].name} 已簽核`).waitFor();
  await stage.glance(page, `signed-off-${who}`);
}

async function brings(page: Page, name: string, lines: readonly Line[]): Promise<void> {
  const headers = ['學校代碼', '學年度', '學期', '身分證號', '出生日期', '課碼', '科目名稱', '成果簡述'];
  const rows = lines.map(([who, ...rest]) => {
    const { nationalId, birth } = people[who];
    return ['123456', 114, 1, nationalId, birth, ...rest];
  });
  const bytes = writeCsv({ columns: headers.map((header) => ({ header })), rows });
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(bytes) };
  await chooseFile(page, page.getByRole('button', { name: '選擇檔案' }), file);
  await page.getByRole('heading', { level: 1, name: '指定欄位' }).waitFor();
}

async function applies(stage: Stage, page: Page): Promise<void> {
  await page.getByRole('button', { name: '套用並開放學生確認' }).click();
  const dialog = page.getByRole('dialog', { name: '套用並開放學生確認' });
  await stage.glance(page, 'receipt-apply');
  await dialog.getByRole('button', { name: '套用並開放學生確認' }).click();
  await page.getByRole('status').getByText('已套用').waitFor();
}
