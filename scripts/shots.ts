/**
 * `node scripts/shots.ts /path … --as lin`: opens pages of a school with the tests' cast at 390 and 1280 px, light and
 * dark, Chinese and English; keeps the pictures under `screenshots/`, says what axe and the console complain about.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildWeb } from '../src/app/build-web.ts';
import { foundSchool } from '../src/app/found.ts';
import { openSchool } from '../src/app/school.ts';
import { startServer } from '../src/app/server.ts';
import { movableClock } from '../src/platform/clock.ts';
import { openLog } from '../src/platform/log.ts';
import { startEmbedded } from '../src/platform/postgres.ts';
import { axeClean, type Look, launch, openAs, problemsOf, shot } from '../tests/browser.ts';
import { type CastName, castNow, enterCast, enterRules, people } from '../tests/cast.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    as: { type: 'string' },
    /** Only the first look: a phone, light, Chinese. */
    one: { type: 'boolean', default: false },
    /** Serve until Ctrl-C instead of taking pictures. */
    stay: { type: 'boolean', default: false },
  },
});
const person = values.as && values.as in people ? (values.as as CastName) : null;
const looks: Look[] = [
  { width: 390, lang: 'zh-TW', scheme: 'light' },
  { width: 1280, lang: 'zh-TW', scheme: 'light' },
  { width: 390, lang: 'en', scheme: 'dark' },
  { width: 1280, lang: 'en', scheme: 'dark' },
];

const webDir = await buildWeb();
const dir = mkdtempSync(join(tmpdir(), 'licheng-shots-'));
chmodSync(dir, 0o755);
const postgres = await startEmbedded(join(dir, 'postgres'), ['fsync=off']);
const databaseUrl = postgres.url('postgres');
await foundSchool(databaseUrl, {
  name: '海濱高級商業職業學校',
  code: '123456',
  continuingCode: '12345B',
  demo: false,
});
const clock = movableClock();
clock.moveTo(castNow);
const place = {
  databaseUrl,
  dataDir: join(dir, 'data'),
  filesDir: join(dir, 'files'),
  secondFilesDir: join(dir, 'second'),
  publicUrl: 'http://127.0.0.1',
  allowVolatileStore: true,
};
const log = openLog('error');
const school = await openSchool(place, log, clock);
await enterCast(school);
await enterRules(school);
const schools = new Map([['*', school]]);
const server = await startServer({ schools, host: '127.0.0.1', port: 0, trustProxy: 0, log, webDir });

try {
  if (values.stay) {
    console.log(server.url);
    await new Promise((resolve) => process.once('SIGINT', resolve));
  } else {
    await takePictures();
  }
} finally {
  await server.close();
  await school.close();
  await postgres.stop();
  rmSync(dir, { recursive: true, force: true });
}

async function takePictures(): Promise<void> {
  const browser = await launch();
  for (const path of positionals.length > 0 ? positionals : ['/']) {
    for (const look of values.one ? looks.slice(0, 1) : looks) {
      const page = await openAs(browser, { url: server.url, school }, person, look);
      await page.goto(path);
      await page
        .locator('h1')
        .waitFor({ timeout: 5000 })
        .catch((error: Error) => console.log(error.message));
      await page.waitForLoadState('networkidle');
      const name = `${person ?? 'nobody'}${path}-${look.width}-${look.scheme}-${look.lang}`;
      console.log(await shot(page, name));
      for (const line of [...(await axeClean(page)), ...problemsOf(page)]) console.log(`  ${line}`);
      await page.context().close();
    }
  }
  await browser.close();
}
