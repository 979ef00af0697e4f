/** 任課教師 returns with a reason; the deputy certifies the new version without touching a mouse. */

import { tabTo } from './fields.ts';
import type { Stage } from './stage.ts';

export async function returnsWithAReason(stage: Stage): Promise<void> {
  const page = await stage.windowOf('wang');
  await page.goto('/');
  await stage.draw(page, { name: 'teacher-today' });
  await stage.look(page, 'teacher-today');
  await page.getByRole('link', { name: '認證' }).first().click();
  const work = page
    .getByRole('row', { name: /英語文（商一甲）/ })
    .getByRole('link', { name: '商一甲 1 號 林育安' });
  await work.waitFor();
  await stage.draw(page, { name: 'queue' });
  await stage.look(page, 'queue');
  await work.click();
  await page.getByRole('region', { name: '認證', exact: true }).getByText('英語說書').waitFor();
  await page.getByRole('img').first().waitFor();
  await stage.draw(page, { name: 'decide' });
  await stage.look(page, 'decide');
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: '這一頁的快速鍵' });
  await keys.getByText('下一件').waitFor();
  await stage.glance(page, 'keys');
  await page.keyboard.press('Escape');
  await keys.waitFor({ state: 'hidden' });
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: '退回這件作品' });
  await dialog.getByText('115 年 2 月 10 日').waitFor();
  await dialog.getByLabel('退回的理由', { exact: true }).fill('第二頁的照片看不清楚，請換一張再交。');
  await stage.draw(page, { name: 'return' });
  await stage.glance(page, 'return');
  await dialog.getByRole('button', { name: '退回' }).click();
  await page.getByRole('status').getByText('已退回').waitFor();
}

export async function certifiesByKeyboard(stage: Stage): Promise<void> {
  const page = await stage.windowOf('he');
  await page.goto('/');
  const start = page.getByRole('main').getByRole('link', { name: '開始認證' });
  await start.waitFor();
  await tabTo(page, start);
  await page.keyboard.press('Enter');
  await page
    .getByText(/代理 王若蘭/)
    .first()
    .waitFor();
  await stage.glance(page, 'queue-of-a-deputy');
  const work = page
    .getByRole('row', { name: /英語文（商一甲）/ })
    .getByRole('link', { name: '商一甲 1 號 林育安' });
  await tabTo(page, work);
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: '認證', exact: true }).getByText('英語說書').waitFor();
  await page.keyboard.press('a');
  await page.getByRole('status').getByText('已認證').waitFor();

  const student = await stage.windowOf('lin');
  await student.reload();
  await student.getByText('何語彤 認證').waitFor();
  await stage.glance(student, 'certified');
}
