/** Every page of the school records, opened by whoever works there, looked at all around. */
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWeb } from '../../src/app/build-web.ts';
import { launch, openAs } from '../browser.ts';
import { castNow } from '../cast.ts';
import { openTestSchool, type TestSchool } from '../harness.ts';
import { lookAround } from '../look.ts';
import { makeWorld, type World } from '../matrix/world.ts';
import { pageAt } from '../pages.ts';
import { recordPages } from './record-pages.ts';

let school: TestSchool;
let browser: Browser;
let world: World;

beforeAll(async () => {
  const webDir = await buildWeb();
  world = await makeWorld();
  school = await openTestSchool(castNow, webDir, world.origin);
  browser = await launch();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

describe('the pages of the school records', () => {
  test.each(Object.entries(recordPages))(
    '%s',
    async (path, [actor, address]) => {
      const cookie = world.cookies.get(actor) ?? '';
      const page = await openAs(browser, school, { cookie }, { width: actor === 'student' ? 390 : 1280 });
      await page.goto(address(world.ids));
      expect(pageAt(page.url())).toBe(path);
      await lookAround(page, `records/${path.slice(1).replaceAll('/', '-')}`);
      await page.context().close();
    },
    120_000,
  );
});
