/** 系統管理師 gives a student the way in; the student sets a password of their own. */
import type { Page } from '@playwright/test';
import { people } from '../../cast.ts';
import type { Stage } from './stage.ts';

const password = '海邊的風很大我們去看船';

export async function opensAccounts(stage: Stage): Promise<string> {
  const page = await stage.windowOf('keeper');
  await page.goto('/');
  await stage.look(page, 'keeper-today');
  await page.getByRole('link', { name: '帳號' }).first().click();
  await page.getByRole('button', { name: '開立學生帳號' }).click();
  const slip = page
    .getByRole('region', { name: '一次性代碼' })
    .getByRole('listitem')
    .filter({ hasText: people.lin.number });
  const code = await slip.getByRole('definition').last().textContent();
  await stage.draw(page, { name: 'accounts' });
  await stage.look(page, 'accounts');
  return code ?? '';
}

export async function setsAPassword(stage: Stage, code: string): Promise<void> {
  const page = await stage.windowOf('lin');
  await page.goto('/');
  await stage.look(page, 'door');
  await stage.draw(page, { name: 'sign-in' });
  await enter(page, code);
  await page.getByRole('heading', { level: 1, name: '先設定自己的密碼' }).waitFor();
  await stage.glance(page, 'new-password');
  await page.getByLabel('新密碼', { exact: true }).fill(password);
  await page.getByLabel('再輸入一次新密碼').fill(password);
  await page.getByRole('button', { name: '設定密碼' }).click();
  await page.getByRole('heading', { level: 1, name: '今天' }).waitFor();
  await page.getByRole('button', { name: / · / }).click();
  await page.getByRole('link', { name: '我的帳號' }).click();
  await page.getByText('這個裝置').waitFor();
  await stage.look(page, 'account');
}

/** At whatever page the door stands in place of. */
export async function signsInAgain(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: '登入' }).waitFor();
  await enter(page, password);
}

async function enter(page: Page, secret: string): Promise<void> {
  await page.getByLabel('帳號').fill(people.lin.number);
  await page.getByLabel('密碼', { exact: true }).fill(secret);
  await page.getByRole('button', { name: '登入', exact: true }).click();
}
