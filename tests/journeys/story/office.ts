/** 註冊組長: a deputy for a teacher on leave, and a course that the spreadsheets of the school bring. */
import { expect } from 'vitest';
import { writeWorkbook } from '../../../src/platform/sheets.ts';
import { people } from '../../cast.ts';
import { choose, chooseFile } from './fields.ts';
import type { Stage } from './stage.ts';

export async function appointsADeputy(stage: Stage): Promise<void> {
  const page = await stage.windowOf('registrar');
  await page.goto('/deputies');
  const form = page.getByRole('region', { name: '指派代理人' });
  await choose(form, '請假教師', '王若蘭');
  await choose(form, '代理人', '何語彤');
  await form.getByLabel('結束').fill('2026-02-26');
  await form.getByLabel('事由').fill('進修研習');
  await stage.draw(page, { name: 'deputy' });
  await form.getByRole('button', { name: '指派' }).click();
  await page.getByText('何語彤 代理 王若蘭').waitFor();
  await stage.look(page, 'deputies');
}

export async function bringsAWorkbook(stage: Stage): Promise<void> {
  const page = await stage.windowOf('registrar');
  await page.getByRole('link', { name: '匯入' }).first().click();
  await stage.look(page, 'imports');
  await chooseFile(page, page.getByRole('button', { name: '選擇試算表' }), await englishCourse());
  await page.getByRole('heading', { level: 1, name: '預覽匯入' }).waitFor();
  await page.getByText('沒有學號 1149999').waitFor();
  await stage.draw(page, { name: 'import' });
  await page.getByRole('button', { name: '新增 2 筆' }).click();
  await stage.look(page, 'import-preview');
  await page.getByLabel('略過這些列，其餘照常匯入').check();
  await page.getByRole('button', { name: '套用匯入' }).click();
  await page.getByRole('heading', { level: 1, name: '匯入結果' }).waitFor();
  await stage.glance(page, 'import-result');
  await page.getByRole('link', { name: '匯入' }).first().click();
  const table = page.getByRole('region', { name: '匯入紀錄' }).last();
  expect(await table.getByRole('row').last().textContent()).toContain('英語文.xlsx');
}

export async function looksAStudentUp(stage: Stage): Promise<void> {
  const page = await stage.windowOf('registrar');
  await page.goto('/register');
  await page.getByText('共 4 位').waitFor();
  await stage.look(page, 'register');
  await page.getByLabel('查詢學生').fill('牧');
  await page.getByRole('link', { name: '蔡牧青' }).click();
  await page.getByText('F13****093').waitFor();
  await stage.look(page, 'register-student');
}

/** What a suspension would do is shown before it is entered. */
export async function suspendsAStudent(stage: Stage): Promise<void> {
  const page = await stage.windowOf('registrar');
  await page.goto(`/register/${people.tsai.registration}/status`);
  await page.getByLabel('異動別').selectOption({ label: '休學' });
  await page.getByLabel('期滿日').fill('2026-07-31');
  await page.getByLabel('理由').fill('家長申請，休學至學年結束');
  await page.getByRole('button', { name: '看會影響什麼' }).click();
  await page.getByText('本學期 1 筆修課結束。').waitFor();
  await stage.look(page, 'status');
  await page.getByRole('button', { name: '辦理異動' }).click();
  await page.getByText('休學中').waitFor();
  await stage.glance(page, 'suspended');
}

/** A course for two students of the cast, and a row for somebody the school does not know. */
async function englishCourse() {
  const code = '114123456V21301A1011031';
  const sheet = (name: string, headers: string[], rows: (string | number)[][]) => ({
    name,
    columns: headers.map((header) => ({ header })),
    rows,
  });
  const bytes = await writeWorkbook([
    sheet(
      '開課',
      ['學年度', '學期', '部別', '課程代碼', '科目名稱', '開課年級', '班組', '學分', '任課教師代碼'],
      [[114, 1, '日間部', code, '英語文', 1, '商一甲', 3, 'T001']],
    ),
    sheet(
      '修課',
      ['學年度', '學期', '部別', '學號', '課程代碼', '班組', '修課類別'],
      ['1140101', '1140102', '1149999'].map((number) => [114, 1, '日間部', number, code, '商一甲', '一般']),
    ),
  ]);
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { name: '英語文.xlsx', mimeType, buffer: Buffer.from(bytes) };
}
