import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueSession } from '../src/accounts/auth.ts';
import { buildWeb } from '../src/app/build-web.ts';
import { foundSchool } from '../src/app/found.ts';
import { openSchool } from '../src/app/school.ts';
import { startServer } from '../src/app/server.ts';
import { movableClock } from '../src/platform/clock.ts';
import { openLog } from '../src/platform/log.ts';
import { startEmbedded } from '../src/platform/postgres.ts';
import { writeCsv } from '../src/platform/sheets.ts';
import {
  answerReceipt,
  applyReceipt,
  myReceiptDetails,
  receiptImport,
} from '../src/receipt-details/contract.ts';
import { axeClean, type Look, launch, openAs, problemsOf, shot } from '../tests/browser.ts';
import { type CastName, castNow, enterCast, enterRules, people } from '../tests/cast.ts';
import { clientOf } from '../tests/harness.ts';
import {
  builtPackage,
  certifiedOutcome,
  days,
  handedOver,
  must,
  openedRound,
  selects,
} from '../tests/submitting.ts';

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
const log = openLog('error');
const school = await openSchool(
  {
    databaseUrl,
    dataDir: join(dir, 'data'),
    filesDir: join(dir, 'files'),
    secondFilesDir: join(dir, 'second'),
    publicUrl: 'http://127.0.0.1',
    allowVolatileStore: true,
  },
  log,
  clock,
);
await enterCast(school);
await enterRules(school);
const server = await startServer({
  schools: new Map([['*', school]]),
  host: '127.0.0.1',
  port: 0,
  trustProxy: 0,
  log,
  webDir,
});
const as = (who: CastName) => clientOf(server.url, () => issueSession(school, people[who].id));
const test = { school, url: server.url, clock, as } as unknown as Parameters<typeof openedRound>[0];
const browser = await launch();
const looks: Look[] = [
  { width: 390, lang: 'zh-TW', scheme: 'light' },
  { width: 1280, lang: 'zh-TW', scheme: 'light' },
  { width: 390, lang: 'en', scheme: 'dark' },
  { width: 1280, lang: 'en', scheme: 'dark' },
];
async function pictures(
  name: string,
  who: CastName,
  path: string,
  then?: (page: import('@playwright/test').Page) => Promise<void>,
) {
  for (const look of process.env['ALL'] ? looks : looks.slice(0, 2)) {
    const page = await openAs(browser, { url: server.url, school }, who, look);
    await page.goto(path);
    await page
      .locator('h1')
      .waitFor({ timeout: 5000 })
      .catch((e: Error) => console.log(e.message));
    await page.waitForTimeout(500);
    if (then) await then(page).catch((e: Error) => console.log(name, e.message));
    await page.waitForTimeout(300);
    console.log(await shot(page, `sub-${name}-${look.width}-${look.scheme}-${look.lang}`));
    for (const line of [...(await axeClean(page)), ...problemsOf(page)]) console.log(`  ${line}`);
    await page.context().close();
  }
}
try {
  const a = await certifiedOutcome(test, {
    enrolment: 'linChinese',
    description: '《紅樓夢》讀書報告：大觀園的空間與人物',
  });
  const b = await certifiedOutcome(test, {
    enrolment: 'linMaths',
    description: '用二次函數估計校門口的車流',
  });
  const c = await certifiedOutcome(test, { enrolment: 'chenChinese', description: '古典詩的現代改寫' });
  const d = await certifiedOutcome(test, { enrolment: 'jiChinese', description: '訪談外婆的漁村記憶' });
  const r = await certifiedOutcome(test, { enrolment: 'linChineseRetake', description: '重修的期末專題' });
  clock.moveTo(days.selecting);
  await pictures('rounds-empty', 'registrar', '/submission');
  const round = await openedRound(test);
  await selects(test, 'lin', round.roundId, [a, b, r]);
  await selects(test, 'chen', round.roundId, [c]);
  await selects(test, 'ji', round.roundId, [d]);
  clock.moveTo(days.packing);
  await pictures('rounds', 'director', '/submission');
  await pictures('task-findings', 'registrar', `/submission/tasks/${round.day}`);
  await pictures('origin', 'registrar', `/submission/tasks/${round.day}`, async (page) => {
    await page.getByRole('button', { name: /補原修課資料|Enter the original/ }).click();
  });
  await pictures('request', 'registrar', `/submission/tasks/${round.day}`, async (page) => {
    await page.getByRole('button', { name: /開始封包|Make the package/ }).click();
    await page.getByRole('checkbox').first().click();
  });
  const built = await builtPackage(test, 'registrar', round.day, {
    leaveOut: [r],
    reason: '原修課資料尚待原就讀學校函復',
  });
  clock.moveTo(new Date('2026-09-26T12:00:00+08:00'));
  await pictures('task-ready', 'registrar', `/submission/tasks/${round.day}`, async (page) => {
    await page.getByRole('button', { name: /登記交出|Note hand/ }).click();
  });
  await handedOver(test, 'registrar', built.packageId, new Date('2026-09-26T11:00:00+08:00'));
  await pictures('task-handed', 'registrar', `/submission/tasks/${round.day}`);
  clock.moveTo(days.receiving);
  const header = ['學校代碼', '學年度', '學期', '身分證號', '出生日期', '課程代碼', '科目名稱', '成果簡述'];
  const line = (who: 'lin' | 'chen' | 'ji' | 'huang', code: string, course: string, description: string) => {
    const { nationalId, birth } = people[who];
    return [
      '123456',
      114,
      1,
      nationalId,
      `${Number(birth.slice(0, 4)) - 1911}`.padStart(3, '0') + birth.slice(5, 7) + birth.slice(8, 10),
      code,
      course,
      description,
    ];
  };
  const ch = '114123456V21301A1011011';
  const bytes = writeCsv({
    columns: header.map((one) => ({ header: one })),
    rows: [
      line('lin', ch, '國語文', '《紅樓夢》讀書報告：大觀園的空間與人物'),
      line('lin', '114123456V21301A1011021', '數學', '用二次函數估計校門口的車流'),
      line('lin', ch, '國語文', '不是我交的一件'),
      line('chen', ch, '國語文', '古典詩的現代改'),
      line('huang', '114123456V21301N1011011', '國語文', '進修部的一件'),
    ],
  });
  await pictures('receipt-empty', 'registrar', `/receipt-details/tasks/${round.day}`);
  const put = await as('registrar').fetch(
    `/api/receipt-details/tasks/${round.day}/file?name=${encodeURIComponent('收訖明細.csv')}`,
    { method: 'PUT', body: new Uint8Array(bytes), headers: { 'content-type': 'text/csv' } },
  );
  const { importId } = (await put.json()) as { importId: string };
  await pictures('import', 'registrar', `/receipt-details/imports/${importId}`, async (page) => {
    await page.getByRole('button', { name: /預覽比對|Preview the/ }).click();
    await page.waitForTimeout(1500);
  });
  const { guess } = must(await as('registrar').call(receiptImport, { params: { importId } }));
  must(await as('registrar').call(applyReceipt, { params: { importId }, body: { mapping: guess } }));
  await pictures('mine', 'lin', '/my-receipt-details');
  await pictures('mine-doubt', 'chen', '/my-receipt-details', async (page) => {
    await page.getByRole('button', { name: /有不對|Something/ }).click();
  });
  must(
    await as('ji').call(answerReceipt, {
      params: { importId },
      body: { answer: 'doubt', doubt: '我有勾選訪談那一件，可是中央資料庫沒有' },
    }),
  );
  must(
    await as('chen').call(answerReceipt, {
      params: { importId },
      body: {
        answer: 'doubt',
        doubt: '最後一個字不見了',
        lineId: must(await as('chen').call(myReceiptDetails)).confirmations[0]?.lines[0]?.lineId,
      },
    }),
  );
  must(await as('lin').call(answerReceipt, { params: { importId }, body: { answer: 'correct' } }));
  await pictures('mine-said', 'ji', '/my-receipt-details');
  await pictures('receipts', 'director', '/receipt-details');
  await pictures('receipt-task', 'registrar', `/receipt-details/tasks/${round.day}`);
  await pictures('settle', 'registrar', `/receipt-details/tasks/${round.day}`, async (page) => {
    await page
      .getByRole('button', { name: /回覆疑義|Answer the/ })
      .first()
      .click();
  });
} finally {
  await browser.close();
  await server.close();
  await school.close();
  await postgres.stop();
  rmSync(dir, { recursive: true, force: true });
}
