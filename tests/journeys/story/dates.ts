/** 教務主任: the closing ceremony moves, and everything that hangs on it. */
import { expect } from 'vitest';
import { choose } from './fields.ts';
import type { Stage } from './stage.ts';

export async function movesTheClosingCeremony(stage: Stage): Promise<void> {
  const page = await stage.windowOf('director');
  await page.goto('/');
  await stage.look(page, 'director-today');
  await page.getByRole('link', { name: '日期' }).first().click();
  const form = page.getByRole('region', { name: '輸入日期' });
  await form.getByLabel('事項').selectOption({ label: '休業式' });
  await form.getByLabel('日期').fill('2026-01-27');
  const moves = form.getByRole('region', { name: '將會移動的期程' });
  const upload = moves.getByRole('listitem').filter({ hasText: '上傳課程學習成果' });
  expect(await upload.textContent()).toMatch(/115 年 2 月 3 日.*24:00 → 115 年 2 月 10 日.*24:00/);
  await stage.draw(page, { name: 'dates' });
  await stage.look(page, 'dates-preview');
  await form.getByRole('button', { name: '存入日期' }).click();
  await page.getByRole('status').getByText('已存入').waitFor();
  const entered = page.getByRole('region', { name: '114 學年度已輸入的日期' });
  await entered.getByText('115 年 1 月 27 日（二）').waitFor();
}

/** With a reason, which stands on the public page for everybody. */
export async function movesOneWindow(stage: Stage): Promise<void> {
  const page = await stage.windowOf('director');
  await page.getByRole('link', { name: '作業期程' }).first().click();
  const certification = page.getByRole('region', { name: '認證課程學習成果' });
  const first = certification.getByRole('listitem').filter({ hasText: '第 1 學期' });
  await first.getByRole('button', { name: '調整' }).click();
  const dialog = page.getByRole('dialog', { name: '調整期程' });
  await dialog.getByLabel('最後一日').fill('2026-02-26');
  await dialog.getByLabel('調整的理由').fill('春節連假，認證延後');
  await stage.glance(page, 'schedule-move');
  await dialog.getByRole('button', { name: '調整' }).click();
  await page.getByText('已調整：春節連假，認證延後').waitFor();

  const anybody = await stage.windowOf(null);
  await anybody.goto('/schedule');
  await anybody.getByText('已調整：春節連假，認證延後').waitFor();
  await anybody.getByText('115 年 2 月 26 日（四）24:00').waitFor();
  await stage.draw(anybody, { name: 'schedule' });
  await stage.look(anybody, 'schedule');
}

export async function readsWhoMayDoWhat(stage: Stage): Promise<void> {
  const page = await stage.windowOf('director');
  await page.goto('/rights');
  await page.getByRole('table').waitFor();
  await stage.look(page, 'rights');
}

/** A teacher with a class of their own still lands where works wait. */
export async function appointsAHomeroomTeacher(stage: Stage): Promise<void> {
  const page = await stage.windowOf('director');
  await page.getByRole('link', { name: '職務' }).first().click();
  const form = page.getByRole('region', { name: '聘任', exact: true });
  await choose(form, '人員', '方以樂');
  await choose(form, '職務', '導師');
  await choose(form, '班級', '商一甲');
  await form.getByRole('button', { name: '聘任' }).click();
  await page.getByRole('status').getByText('已聘任').waitFor();
  await stage.draw(page, { name: 'offices' });
  await stage.look(page, 'offices');

  const teacher = await stage.windowOf('fang');
  await teacher.goto('/');
  await teacher.getByText('任課教師').first().waitFor();
  const view = teacher.getByRole('banner').getByLabel('目前身分').first();
  expect(await view.inputValue()).toBe('teacher');
  await stage.glance(teacher, 'homeroom-teacher-today');
}
