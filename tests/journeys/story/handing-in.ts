/** 學生 hands in: a draft, a real file over a slow line, and the receipt that proves it. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect } from 'vitest';
import { sampleWorks } from '../../../src/app/sample-school/files.ts';
import { padded } from '../../../src/app/sample-school/padding.ts';
import { sha256Of } from '../../hand-in.ts';
import { chooseFile } from './fields.ts';
import type { Stage } from './stage.ts';

export async function handsIn(stage: Stage): Promise<void> {
  const page = await stage.windowOf('lin');
  await page.goto('/');
  await page.getByRole('link', { name: '我的成果' }).click();
  await page.getByRole('heading', { level: 2, name: '英語文' }).waitFor();
  await stage.draw(page, { name: 'courses' });
  await stage.look(page, 'courses');
  await laysIntoTheTray(stage, page);
  await page.getByRole('button', { name: '新增成果：英語文' }).click();
  await page.getByLabel('簡述').fill('英語說書：用三分鐘介紹我讀的第一本英文小說');
  await page.getByText('已保存').waitFor();
  const file = await report('first');
  await chooseFile(page, page.getByRole('button', { name: /文件檔/ }), file);
  await stage.draw(page, { name: 'hand-in' });
  await stage.look(page, 'hand-in');
  await overASlowLine(page, async () => {
    await page.getByRole('button', { name: '上傳', exact: true }).click();
    await seesProgress(page);
    await stage.glance(page, 'hand-in-progress');
  });
  await received(page, file.buffer);
  await stage.draw(page, { name: 'received' });
  await stage.look(page, 'received');
}

/** Two files at once; then one after the other after all. */
async function laysIntoTheTray(stage: Stage, page: Page): Promise<void> {
  await page.getByRole('link', { name: '一次上傳多個檔案' }).click();
  await page.getByRole('heading', { level: 1, name: '上傳匣' }).waitFor();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '選擇檔案', exact: true }).click();
  const [first, second] = [await report('tray one'), await report('tray two')];
  await (await chooser).setFiles([
    { ...first, name: '英語說書.pdf' },
    { ...second, name: '數學專題.pdf' },
  ]);
  await page.getByText('2 件未送出').waitFor();
  await stage.draw(page, { name: 'tray' });
  await stage.look(page, 'tray');
  await page.getByRole('button', { name: '移除：英語說書.pdf' }).click();
  await page.getByRole('button', { name: '移除：數學專題.pdf' }).click();
  await page.getByText('上傳匣是空的').waitFor();
  await page.goBack();
  await page.getByRole('heading', { level: 2, name: '英語文' }).waitFor();
}

/** After the return: the reason stands above, and a new version goes in at the same place. */
export async function handsInAgain(stage: Stage): Promise<void> {
  const page = await stage.windowOf('lin');
  await page.goto('/');
  await page.getByText('退回').first().waitFor();
  await stage.draw(page, { name: 'student-today' });
  await stage.look(page, 'student-today');
  await page.getByRole('link', { name: '我的成果' }).click();
  await page.getByText('退回理由：第二頁的照片看不清楚').waitFor();
  await page.getByRole('link', { name: /英語說書/ }).click();
  await page.getByRole('region', { name: '王若蘭 退回了這件作品' }).waitFor();
  await stage.draw(page, { name: 'returned' });
  await stage.glance(page, 'returned');
  const file = await report('second');
  await chooseFile(page, page.getByRole('button', { name: /文件檔/ }), file);
  await page.getByRole('button', { name: '上傳', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '以新的版本取代？' });
  await stage.glance(page, 'replace');
  await dialog.getByRole('button', { name: '上傳' }).click();
  await page.getByRole('region', { name: /^第 2 版/ }).waitFor();
  await page.getByRole('region', { name: /^先前的第 1 版/ }).waitFor();
  await received(page, file.buffer);
}

/** A PDF with Chinese text, big enough for its way to be seen. */
async function report(salt: string) {
  const { name, mediaType, bytes } = (await sampleWorks())(0);
  return { name, mimeType: mediaType, buffer: padded(mediaType, bytes, 800_000, salt) };
}

async function overASlowLine(page: Page, work: () => Promise<void>): Promise<void> {
  const line = await page.context().newCDPSession(page);
  const speed = (bytesPerSecond: number) =>
    line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: bytesPerSecond,
    });
  await speed(350_000);
  await work();
  await speed(-1);
  await line.detach();
}

/** Some of it has left, not all: what the bar says is measured. */
async function seesProgress(page: Page): Promise<void> {
  const bar = page.getByRole('progressbar', { name: '傳送中' });
  await bar.waitFor();
  await expect
    .poll(async () => Number(await bar.getAttribute('aria-valuenow')), { timeout: 10_000, interval: 50 })
    .toSatisfy((percent: number) => percent > 0 && percent < 100);
}

/** "Received", with a receipt that names the very bytes, as data and as a sheet to keep. */
async function received(page: Page, bytes: Buffer): Promise<void> {
  await page.getByText('已收到，待認證').first().waitFor({ timeout: 20_000 });
  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name: '收據（JSON）' }).first().click();
  const receipt = JSON.parse(await readFile(await (await saving).path(), 'utf8')) as { statement: string };
  expect(receipt.statement).toContain(sha256Of(bytes));
  const sheet = page.getByRole('link', { name: '收據', exact: true }).first();
  const answer = await page.request.get((await sheet.getAttribute('href')) ?? '');
  expect(answer.headers()['content-type']).toContain('application/pdf');
}
