/** Fields as a person fills them: a list is opened and one of its entries taken, a file is chosen from the device. */
import type { Locator, Page } from '@playwright/test';

export async function choose(form: Locator, label: string, entry: string): Promise<void> {
  await form.getByRole('combobox', { name: label }).click();
  // A person's entry ends with their code.
  const name = new RegExp(`^${entry}(\\s|$)`);
  await form.page().getByRole('option', { name }).click();
}

/** A list of which several entries may be taken stays open until it is left. */
export async function chooseMany(page: Page, label: string, entry: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).press('ArrowDown');
  await page.getByRole('option', { name: entry }).click();
  await page.keyboard.press('Escape');
}

interface DeviceFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export async function chooseFile(page: Page, button: Locator, file: DeviceFile): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await button.click();
  await (await chooser).setFiles(file);
}

/** By the keyboard alone: Tab until it has the focus. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Sixty presses of Tab did not lead there.');
}
