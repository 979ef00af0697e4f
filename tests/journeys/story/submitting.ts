/** An office submits its division: pre-check, what is missing, package, download, handed over. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect } from 'vitest';
import type { CastName } from '../../cast.ts';
import { days } from '../../submitting.ts';
import type { Stage } from './stage.ts';

export async function mendsWhatThePrecheckFound(stage: Stage): Promise<void> {
  stage.school.clock.moveTo(days.packing);
  const page = await stage.windowOf('registrar');
  await page.goto('/');
  await stage.draw(page, { name: 'office-today' });
  await stage.look(page, 'registrar-today');
  await page.getByRole('link', { name: '提交' }).first().click();
  await page.getByRole('link', { name: '日間部', exact: true }).click();
  await page.getByText('1 項必須處理').waitFor();
  await stage.draw(page, { name: 'precheck' });
  await stage.look(page, 'precheck');
  await page.getByRole('button', { name: '補原修課資料' }).click();
  const dialog = page.getByRole('dialog', { name: /^原修課資料/ });
  const known: [string, string][] = [
    ['原修課學年度', '113'],
    ['原修課學期', '1'],
    ['原修課課程代碼', '113123456V21301A1011011'],
    ['原修課科目名稱', '國語文'],
    ['原修課開課年級', '1'],
    ['原修課學分', '3'],
    ['修課方式代碼', '1'],
  ];
  for (const [label, value] of known) await dialog.getByLabel(label).fill(value);
  await stage.glance(page, 'origin');
  await dialog.getByRole('button', { name: '存入' }).click();
  await page.getByText('0 項必須處理').waitFor();
}

/** @param division its name on the page of rounds */
export async function packsAndHandsOver(stage: Stage, who: CastName, division: string): Promise<void> {
  const page = await stage.windowOf(who);
  await page.goto('/submission');
  await page.getByRole('link', { name: division, exact: true }).click();
  await page.getByRole('button', { name: '開始封包' }).click();
  const asking = page.getByRole('dialog', { name: '開始封包' });
  await stage.glance(page, `package-${who}`);
  await asking.getByRole('button', { name: '開始封包' }).click();
  await page.getByText('待交出').waitFor();
  await downloads(page);
  if (who === 'registrar')
    await stage.draw(page, { name: 'package', of: page.getByRole('region', { name: '封包與歷次提交' }) });
  await stage.glance(page, `packed-${who}`);
  await page.getByRole('button', { name: '登記交出' }).click();
  const handing = page.getByRole('dialog', { name: '第 1 次封包已交出' });
  await stage.glance(page, `hand-over-${who}`);
  await handing.getByRole('button', { name: '登記交出' }).click();
  await page.getByRole('status').getByText('已登記交出').waitFor();
  await page.getByText('已交出').waitFor();
}

async function downloads(page: Page): Promise<void> {
  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name: '下載封包' }).click();
  const saved = await saving;
  const bytes = await readFile(await saved.path());
  expect(saved.suggestedFilename()).toMatch(/\.zip$/);
  expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
}
