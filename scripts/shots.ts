/**
 * `node scripts/shots.ts /path … --as lin`: opens pages of a school with the tests' cast at 390 and 1280 px, light and
 * dark, Chinese and English (`/outcomes/:returned` is the one that was returned); keeps the pictures under
 * `screenshots/` and says what axe and the console complain about.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { issueSession } from '../src/accounts/auth.ts';
import { buildWeb } from '../src/app/build-web.ts';
import { type Client, clientOf } from '../src/app/demo/http-client.ts';
import { foundSchool } from '../src/app/found.ts';
import { openSchool } from '../src/app/school.ts';
import { startServer } from '../src/app/server.ts';
import { certify, returnOutcome } from '../src/certification/contract.ts';
import { movableClock } from '../src/platform/clock.ts';
import { openLog } from '../src/platform/log.ts';
import { startEmbedded } from '../src/platform/postgres.ts';
import type { School } from '../src/platform/school.ts';
import { openRound } from '../src/submission/contract.ts';
import { axeClean, type Look, launch, openAs, problemsOf, shot } from '../tests/browser.ts';
import { type CastName, castNow, enrolments, enterCast, enterRules, people } from '../tests/cast.ts';
import { draftFor, handIn } from '../tests/hand-in.ts';

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

/** Outcomes by what became of them, for paths that need one. */
const named: Record<string, string> = {};
const webDir = await buildWeb();
const dir = mkdtempSync(join(tmpdir(), 'licheng-shots-'));
chmodSync(dir, 0o755);
const postgres = await startEmbedded(join(dir, 'postgres'), ['fsync=off']);
try {
  await onStage(postgres.url('postgres'));
} finally {
  await postgres.stop();
  rmSync(dir, { recursive: true, force: true });
}

/** Founds the cast's school, lets it act, and shows it. Whatever fails, the server above is stopped. */
async function onStage(databaseUrl: string): Promise<void> {
  await foundSchool(databaseUrl, {
    name: '海濱高級商業職業學校',
    code: '123456',
    continuingCode: '12345B',
    demo: false,
  });
  const clock = movableClock();
  clock.moveTo(castNow);
  const log = openLog('error');
  const place = {
    databaseUrl,
    dataDir: join(dir, 'data'),
    filesDir: join(dir, 'files'),
    secondFilesDir: join(dir, 'second'),
    publicUrl: 'http://127.0.0.1',
    allowVolatileStore: true,
  };
  const school = await openSchool(place, log, clock);
  try {
    await enterCast(school);
    await enterRules(school);
    const schools = new Map([['*', school]]);
    const server = await startServer({ schools, host: '127.0.0.1', port: 0, trustProxy: 0, log, webDir });
    try {
      Object.assign(named, await enact(school, server.url));
      if (values.stay) {
        console.log(server.url);
        await new Promise((resolve) => process.once('SIGINT', resolve));
      } else await takePictures(school, server.url);
    } finally {
      await server.close();
    }
  } finally {
    await school.close();
  }
}

/** Something to look at: works that wait, one certified, one returned, a draft. */
async function enact(school: School, url: string): Promise<typeof named> {
  const as = (name: CastName) => clientOf(url, async () => issueSession(school, people[name].id));
  const lin = as('lin');
  const wang = as('wang');
  const hand = (who: Client, enrolment: keyof typeof enrolments, description: string) =>
    handIn(who, { enrolmentId: enrolments[enrolment].id, description });
  const certified = await hand(lin, 'linChinese', '〈岳陽樓記〉與地方書寫：我的家鄉小論文');
  const returned = await hand(lin, 'linChineseRetake', '文言文閱讀筆記與白話翻譯');
  await hand(lin, 'linMaths', '用二次函數描述投籃軌跡的實測報告');
  const waiting = await hand(as('chen'), 'chenChinese', '校園植物觀察日記');
  await hand(as('ji'), 'jiChinese', '地方文學踏查：鹽埕老街的招牌字');
  await hand(as('huang'), 'huangChinese', '工作現場的應用文：我寫過的三封信');
  await draftFor(lin, enrolments.linMaths.id);
  const { outcomeId, versionId } = certified;
  await wang.call(certify, { params: { outcomeId }, body: { versionId } });
  await wang.call(returnOutcome, {
    params: { outcomeId: returned.outcomeId },
    body: { versionId: returned.versionId, reason: '檔案第三頁是空白的，請重新匯出再上傳。' },
  });
  await as('director').call(openRound, { body: { schoolYear: 114, gradeBand: 'one-two', batch: 1 } });
  return {
    certified: certified.outcomeId,
    returned: returned.outcomeId,
    waiting: waiting.outcomeId,
  };
}

async function takePictures(school: School, url: string): Promise<void> {
  const browser = await launch();
  for (const path of positionals.length > 0 ? positionals : ['/']) {
    for (const look of values.one ? looks.slice(0, 1) : looks) {
      const page = await openAs(browser, { url, school }, person, look);
      await page.goto(path.replace(/:(\w+)/, (_, name: string) => named[name] ?? name));
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
