/** The page of an unpacked copy, opened from the disk by a browser without a network. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from '@playwright/test';

export interface OfflinePage {
  page: Page;
  /** Pictures that are drawn, sounds and films that the browser can play. */
  shown: number;
  /** What the page points at and does not show or find. */
  broken: string[];
  /** Addresses outside the folder that were asked for. */
  strangers: string[];
}

export async function openOffline(
  browser: Browser,
  bag: string,
  width: 390 | 1280 = 1280,
): Promise<OfflinePage> {
  const context = await browser.newContext({ offline: true, viewport: { width, height: 844 } });
  const page = await context.newPage();
  const strangers: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) strangers.push(request.url());
  });
  await page.goto(pathToFileURL(join(bag, 'data/index.html')).href);
  const media = await page.evaluate(async () => {
    const pictures = [...document.querySelectorAll('img')].map(async (picture) => {
      picture.loading = 'eager';
      await picture.decode().catch(() => undefined);
      return { link: picture.getAttribute('src') ?? '', fine: picture.naturalWidth > 0 };
    });
    const players = [...document.querySelectorAll<HTMLMediaElement>('audio, video')].map(async (player) => {
      if (player.readyState === 0 && !player.error)
        await new Promise((resolve) => {
          player.addEventListener('loadedmetadata', resolve);
          player.addEventListener('error', resolve);
          player.load();
        });
      return { link: player.getAttribute('src') ?? '', fine: player.readyState > 0 };
    });
    return Promise.all([...pictures, ...players]);
  });
  const links = await page.evaluate(() =>
    [...document.querySelectorAll('a[href]:not([href^="#"], [href^="https:"])')].map(
      (link) => link.getAttribute('href') ?? '',
    ),
  );
  const lost = links.filter((link) => !existsSync(join(bag, 'data', decodeURIComponent(link))));
  const unseen = media.filter(({ fine }) => !fine).map(({ link }) => link);
  return {
    page,
    shown: media.length - unseen.length,
    broken: [...lost, ...unseen].map(decodeURIComponent),
    strangers,
  };
}
