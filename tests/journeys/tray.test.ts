/** A tired student on a phone, 23:40, a bad network: files go on where they stopped, and fit before they go. */
import { PDFDocument } from '@cantoo/pdf-lib';
import type { Browser, Page, Route } from '@playwright/test';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openMissingAccounts } from '../../src/accounts/account-contract.ts';
import { issueSession } from '../../src/accounts/auth.ts';
import { changePassword } from '../../src/accounts/contract.ts';
import { buildWeb } from '../../src/app/build-web.ts';
import { clientOf } from '../../src/app/demo/http-client.ts';
import { handedIn, performanceDraft, samplePerformances } from '../../src/app/demo/performances.ts';
import { axeClean, launch, openAs, problemsOf, shot } from '../browser.ts';
import { castNow, enrolments, people } from '../cast.ts';
import { draftFor, handIn, mp4File, pdfFile } from '../hand-in.ts';
import { openTestSchool, type TestSchool } from '../harness.ts';

const password = '海邊的風很大我們去看船';
let school: TestSchool;
let browser: Browser;
let page: Page;

vi.setConfig({ testTimeout: 90_000 });

beforeAll(async () => {
  school = await openTestSchool(castNow, await buildWeb());
  browser = await launch();
  await school.as('keeper').call(openMissingAccounts, { body: { who: 'students' } });
  // It ends every other session, so nobody may have one yet.
  for (const name of ['lin', 'chen'] as const) {
    const cookie = await issueSession(school.school, people[name].id);
    await clientOf(school.url, async () => cookie).call(changePassword, { body: { next: password } });
  }
});
afterAll(async () => {
  await browser?.close();
  await school?.close();
});
beforeEach(async (context) => {
  await school.owner.query('update outcome set withdrawn_at = now() where withdrawn_at is null');
  await school.owner.query('update performance set withdrawn_at = now() where withdrawn_at is null');
  page = await openAs(browser, school, 'lin', { width: 390 });
  page.setDefaultTimeout(20_000);
  context.onTestFinished(async () => {
    await shot(page, `tray/end-${context.task.name.slice(0, 24)}`);
    expect(problemsOf(page).filter((problem) => !problem.includes('ERR_CONNECTION_RESET'))).toEqual([]);
    await page.context().close();
  });
});

/** A photo as a phone takes it: noisy, large, and it says where it was taken. */
async function photo(name: string, side = 2600): Promise<Chosen> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 };
  const IFD3 = { GPSLatitudeRef: 'N', GPSLatitude: '22/1 37/1 0/1' };
  const buffer = await sharp({
    create: { width: side, height: side, channels: 3, background: '#fff', noise },
  })
    .withExif({ IFD3 })
    .jpeg({ quality: 92 })
    .toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}

type Chosen = { name: string; mimeType: string; buffer: Buffer };

const pdf = (name: string, size?: number): Chosen => ({
  name,
  mimeType: 'application/pdf',
  buffer: pdfFile(size).bytes,
});

async function choose(...files: Chosen[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '選擇檔案', exact: true }).tap();
  await (await chooser).setFiles(files);
}

/** A machine that does much else beside answers "too busy" at times: the page is asked for again. */
async function visit(path: string): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 });
  for (let tries = 1; ; tries += 1) {
    await page.goto(path);
    const there = await heading.waitFor({ timeout: 8000 }).then(
      () => true,
      () => false,
    );
    if (there || tries === 6) return;
  }
}

async function look(name: string) {
  expect(await axeClean(page)).toEqual([]);
  await shot(page, `tray/${name}`);
}

async function versions(outcomeId: string) {
  const { rows } = await school.owner.query<{ name: string; media_type: string; size: string }>(
    `select x.name, x.media_type, x.size from outcome_version v join outcome_file x on x.version_id = v.id
     where v.outcome_id = $1 order by v.number`,
    [outcomeId],
  );
  return rows;
}

test('國7 · three photos become one PDF that fits, turned and ordered by thumb, and are handed in', async () => {
  const outcomeId = await draftFor(school.as('lin'), enrolments.linMaths.id);
  await visit(`/outcomes/${outcomeId}`);
  await page.getByLabel('簡述').fill('三張講義的筆記');
  await page.getByRole('button', { name: '用照片做成一份 PDF' }).tap();
  const dialog = page.getByRole('dialog', { name: '把照片做成一份 PDF' });
  await dialog.waitFor();
  await choose(await photo('一.jpg'), await photo('二.jpg'), await photo('三.jpg'));
  await dialog.getByRole('img', { name: '第 3 頁：三.jpg' }).waitFor();
  await dialog.getByRole('button', { name: '把第 1 頁向右轉' }).tap();
  await dialog.getByRole('button', { name: '第 3 頁往前' }).tap();
  await dialog.getByRole('img', { name: '第 2 頁：三.jpg' }).waitFor();
  await dialog.getByRole('button', { name: '裁切第 1 頁' }).tap();
  await dialog.getByRole('slider', { name: '第 1 頁上邊裁掉多少' }).press('ArrowRight');
  await look('photos');
  await dialog.getByRole('button', { name: '製作 3 頁的 PDF' }).tap();
  await dialog.getByText('共 3 頁').waitFor({ timeout: 60_000 });
  await look('photos-made');
  await dialog.getByRole('button', { name: '用這一份' }).tap();
  await page.getByRole('button', { name: '上傳', exact: true }).tap();
  await page.getByText('已收到，待認證').first().waitFor();
  const [made] = await versions(outcomeId);
  expect(made).toMatchObject({ name: '照片合訂.pdf', media_type: 'application/pdf' });
  expect(Number(made?.size)).toBeLessThanOrEqual(4_194_304);
  expect(Number(made?.size)).toBeGreaterThan(100_000);
});

/** One entry of the tray by its file. */
const row = (name: string) =>
  page.getByRole('list', { name: '上傳匣' }).getByRole('listitem').filter({ hasText: name }).first();

/** Says which course it is for and what it is. */
async function assign(name: string, enrolment: keyof typeof enrolments, description: string): Promise<void> {
  const entry = row(name);
  await entry.getByLabel('要放到哪一科').selectOption(enrolments[enrolment].id);
  await entry.getByLabel('簡述').fill(description);
}

const send = (name: string) => page.getByRole('button', { name: `上傳：${name}` }).tap();

/** Holds the bytes of the first upload on their way, until let go. */
async function held(of = 'uploads'): Promise<{ came: Promise<Route>; end(): Promise<void> }> {
  const bytes = new RegExp(`/api/${of}/[^/]+/files/`);
  let tell: (route: Route) => void = () => undefined;
  const came = new Promise<Route>((resolve) => {
    tell = resolve;
  });
  await page.route(bytes, (route) => tell(route));
  return { came, end: () => page.unroute(bytes) };
}

async function uploads(): Promise<number> {
  const { rows } = await school.owner.query<{ n: number }>('select count(*)::int as n from outcome_upload');
  return rows[0]?.n ?? 0;
}

test('產1 · a reload in the middle of an upload: it goes on by itself, with the same announcement', async () => {
  const before = await uploads();
  await visit('/tray');
  await page.getByText('上傳匣是空的').waitFor();
  await look('empty');
  await choose(pdf('第一份.pdf'), pdf('第二份.pdf'));
  await assign('第一份.pdf', 'linMaths', '第一份報告');
  await assign('第二份.pdf', 'linChinese', '寫到一半的簡述');
  await look('two');
  const way = await held();
  await send('第一份.pdf');
  await way.came;
  await page.getByText('傳送中').first().waitFor();
  await look('sending');
  await page.reload();
  await way.end();
  await row('第一份.pdf').getByText('學校已收到').waitFor();
  // Half-typed and not sent: still there.
  expect(await row('第二份.pdf').getByLabel('簡述').inputValue()).toBe('寫到一半的簡述');
  expect(await uploads()).toBe(before + 1);
  await page.getByText('1 件完成').waitFor();
  await look('arrived');
  await page.getByRole('button', { name: '移除：第二份.pdf' }).tap();
});

test('a session ended in the middle: after signing in again it goes on where it stopped', async () => {
  await visit('/tray');
  await choose(pdf('期末.pdf'));
  await assign('期末.pdf', 'linChinese', '期末報告');
  const way = await held();
  await send('期末.pdf');
  const route = await way.came;
  await page.context().clearCookies();
  await route.abort('connectionreset');
  await way.end();
  const dialog = page.getByRole('dialog', { name: '登入已逾時' });
  await dialog.getByLabel('帳號').fill(people.lin.number);
  await dialog.getByLabel('密碼', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: '登入', exact: true }).tap();
  await row('期末.pdf').getByText('學校已收到').waitFor();
});

test('what did not go through stays readable, and all of it is tried again at once', async () => {
  await visit('/tray');
  await choose(pdf('甲.pdf'), pdf('乙.pdf'));
  await assign('甲.pdf', 'linChinese', '甲的報告');
  await assign('乙.pdf', 'linMaths', '乙的報告');
  await page.route(/\/api\/outcomes\/[^/]+\/uploads$/, (route) => route.abort('connectionreset'));
  await send('甲.pdf');
  await send('乙.pdf');
  await page.getByText('2 件失敗').waitFor();
  expect(await page.getByRole('alert').getByText('連不上學校的平臺').count()).toBe(2);
  await look('failed');
  await page.unroute(/\/api\/outcomes\/[^/]+\/uploads$/);
  await page.getByRole('button', { name: '全部重試失敗的' }).tap();
  await page.getByText('2 件完成').waitFor();
});

test('五(三)1 · a file handed in before is known by its hash before its bytes travel', async () => {
  const file = pdfFile();
  await handIn(school.as('lin'), { enrolmentId: enrolments.linChinese.id, files: [file] });
  const before = await uploads();
  await visit('/tray');
  await choose({ name: '同一份.pdf', mimeType: 'application/pdf', buffer: file.bytes });
  await assign('同一份.pdf', 'linMaths', '又一次');
  await send('同一份.pdf');
  await page.getByRole('alert').getByText('你已經交過一模一樣的檔案').waitFor();
  await page.getByRole('link', { name: `國語文 · ${file.name}` }).waitFor();
  expect(await uploads()).toBe(before);
  await look('known');
});

test('國7 · a photo over the limit is made to fit, seen before and after, and tells no place', async () => {
  await visit('/tray');
  await choose(await photo('風景.jpg', 3200));
  const entry = row('風景.jpg');
  await entry.getByText('超過上限').waitFor();
  expect(await entry.getByLabel('移除拍攝地點再上傳').isChecked()).toBe(true);
  await entry.getByRole('button', { name: '縮小到放得進去' }).tap();
  const dialog = page.getByRole('dialog', { name: '縮小檔案' });
  await dialog.getByRole('button', { name: '換成縮小後的' }).waitFor({ timeout: 60_000 });
  await dialog.getByText('縮小前', { exact: true }).tap();
  await look('shrunk');
  await dialog.getByRole('button', { name: '換成縮小後的' }).tap();
  await assign('風景.jpg', 'linMaths', '校外教學');
  await send('風景.jpg');
  await row('風景.jpg').getByText('學校已收到').waitFor();
});

test('國7 · the pictures of a PDF are drawn coarser until it fits; its pages stay', async () => {
  const document = await PDFDocument.create();
  const picture = await document.embedJpg((await photo('圖.jpg', 3000)).buffer);
  document.addPage().drawImage(picture, { x: 0, y: 0, width: 500, height: 500 });
  document.addPage().drawText('page two');
  const buffer = Buffer.from(await document.save());
  expect(buffer.length).toBeGreaterThan(4_194_304);
  await visit('/tray');
  await choose({ name: '大報告.pdf', mimeType: 'application/pdf', buffer });
  await row('大報告.pdf').getByRole('button', { name: '縮小到放得進去' }).tap();
  const dialog = page.getByRole('dialog', { name: '縮小檔案' });
  await dialog.getByText('共 2 頁').waitFor({ timeout: 60_000 });
  await look('shrunk-pdf');
  await dialog.getByRole('button', { name: '換成縮小後的' }).tap();
  await assign('大報告.pdf', 'linMaths', '圖很大的報告');
  await send('大報告.pdf');
  await row('大報告.pdf').getByText('學校已收到').waitFor();
});

test('國7 · a photo that fits travels without the place where it was taken, unless it is kept', async () => {
  await visit('/tray');
  await choose(await photo('小.jpg', 500), { ...(await photo('留.jpg', 500)) });
  await row('留.jpg').getByLabel('移除拍攝地點再上傳').uncheck();
  await assign('小.jpg', 'linMaths', '不留地點');
  await assign('留.jpg', 'linChinese', '留下地點');
  await send('小.jpg');
  await send('留.jpg');
  await page.getByText('2 件完成').waitFor();
  const { rows } = await school.owner.query<{ name: string; sha256: string }>(
    "select name, sha256 from outcome_file where name in ('小.jpg', '留.jpg') order by name",
  );
  const tells = await Promise.all(
    rows.map(async ({ name, sha256 }) => {
      const stored = await (await school.school.files.open(sha256)).read().toArray();
      return [name, (await sharp(Buffer.concat(stored)).metadata()).exif !== undefined];
    }),
  );
  expect(Object.fromEntries(tells)).toEqual({ '小.jpg': false, '留.jpg': true });
});

test('國7 · 100 megapixels get a message, not a crash', async () => {
  await visit(`/outcomes/${await draftFor(school.as('lin'), enrolments.linMaths.id)}`);
  await page.getByRole('button', { name: '用照片做成一份 PDF' }).tap();
  const buffer = await sharp({ create: { width: 10_001, height: 10_000, channels: 3, background: '#fff' } })
    .png({ palette: true })
    .toBuffer();
  await choose({ name: '巨大.png', mimeType: 'image/png', buffer });
  await page.getByText('超過一億像素').first().waitFor();
  await page.getByRole('button', { name: '製作 1 頁的 PDF' }).tap();
  await page.getByRole('alert').getByText('超過一億像素').waitFor();
});

test('產5 · one draft in two windows: the later save is refused with what changed, and nothing is lost', async () => {
  const outcomeId = await draftFor(school.as('lin'), enrolments.linChinese.id);
  await visit(`/outcomes/${outcomeId}`);
  await page.getByLabel('簡述').waitFor();
  const other = await page.context().newPage();
  await other.goto(`/outcomes/${outcomeId}`);
  await other.getByLabel('簡述').fill('另一個視窗寫的');
  await other.getByText('已保存').waitFor();
  await page.getByLabel('簡述').fill('這個視窗寫的');
  await page.getByRole('alert').getByText('「另一個視窗寫的」').waitFor();
  await look('two-windows');
  await page.getByRole('button', { name: '保留我這裡寫的' }).tap();
  await page.getByText('已保存').waitFor();
  await other.reload();
  expect(await other.getByLabel('簡述').inputValue()).toBe('這個視窗寫的');
});

/** A piece of work, as its category asks. */
async function fillWork(name: string): Promise<void> {
  await page.getByRole('textbox', { name: '名稱', exact: true }).fill(name);
  await page.getByLabel('日期').first().fill('2025-11-02');
  await page.getByLabel('內容簡述').fill('訪問三位老闆');
}

async function performed() {
  const { rows } = await school.owner.query<{ name: string; description: string; files: string[] }>(
    `select v.fields->>'name' as name, v.description,
       array(select f.name from performance_file f where f.version_id = v.id order by f.slot) as files
     from performance_version v join performance p on p.id = v.performance_id
     where p.withdrawn_at is null order by v.finished_at`,
  );
  return rows;
}

const inForm = (name: string) =>
  page.getByRole('list', { name: '要上傳的檔案' }).getByRole('listitem').filter({ hasText: name });

test('五(四) · a performance on a phone: words typed after its file, a reload in the middle, and it goes on', async () => {
  await visit(`/performances/${await performanceDraft(school.as('lin'), 'work')}`);
  await choose(pdf('腳本.pdf'));
  await inForm('腳本.pdf').waitFor();
  await fillWork('老街的聲音');
  // Sooner than any draft is saved: the device has the last letters.
  await page.getByLabel('內容簡述').fill('訪問三位老闆，自己剪接');
  await page.reload();
  await inForm('腳本.pdf').waitFor();
  expect(await page.getByLabel('內容簡述').inputValue()).toBe('訪問三位老闆，自己剪接');
  await look('performance-filled');
  const way = await held('performance-uploads');
  await page.getByRole('button', { name: '上傳', exact: true }).tap();
  await way.came;
  await page.getByText('傳送中').first().waitFor();
  await look('performance-sending');
  await page.reload();
  await way.end();
  await page.getByText('已收到的內容（第 1 版）').waitFor();
  expect(await performed()).toEqual([
    { name: '老街的聲音', description: '訪問三位老闆，自己剪接', files: ['腳本.pdf'] },
  ]);
  const { rows } = await school.owner.query('select from performance_upload');
  expect(rows).toHaveLength(1);
});

test('五(四) · files of the tray become a new performance: both travel together', async () => {
  await visit('/performances');
  await page.getByRole('link', { name: '一次上傳多個檔案' }).tap();
  await page.getByText('上傳匣是空的').waitFor();
  const film = mp4File();
  await choose(pdf('腳本.pdf'), { name: '短片.mp4', mimeType: 'video/mp4', buffer: film.bytes });
  await row('腳本.pdf').getByLabel('要放到哪一件').selectOption({ label: '新的一件：作品成果紀錄' });
  await look('performance-new');
  await row('腳本.pdf').getByRole('button', { name: '建立草稿並填寫' }).tap();
  await page.getByRole('heading', { level: 1, name: '作品成果紀錄' }).waitFor();
  await inForm('腳本.pdf').waitFor();
  await fillWork('老街的聲音');
  await page.getByText('草稿已保存').waitFor();
  await page.goBack();
  const place = row('短片.mp4').getByLabel('要放到哪一件');
  await place.selectOption({ label: '草稿：老街的聲音（作品成果紀錄）' });
  await row('腳本.pdf').getByText('短片.mp4').waitFor();
  await look('performance-together');
  await page.getByRole('button', { name: '上傳：腳本.pdf、短片.mp4' }).tap();
  await row('腳本.pdf').getByText('學校已收到').waitFor();
  expect((await performed()).map(({ files }) => files)).toEqual([['腳本.pdf', '短片.mp4']]);

  await row('腳本.pdf').getByRole('link', { name: '作品成果紀錄 · 老街的聲音' }).tap();
  await page.getByRole('button', { name: '修改內容或檔案' }).tap();
  await choose(pdf('新的腳本.pdf'));
  await inForm('新的腳本.pdf').waitFor();
  await page.getByText('沿用上一版的檔案').waitFor();
  const way = await held('performance-uploads');
  await page.getByRole('button', { name: '上傳修改後的版本' }).tap();
  await way.came;
  await page.getByRole('button', { name: '暫停' }).tap();
  await page.reload();
  await way.end();
  await look('performance-paused');
  await page.getByRole('button', { name: '繼續' }).tap();
  await page.getByText('已收到的內容（第 2 版）').waitFor();
  expect((await performed()).map(({ files }) => files).at(-1)).toEqual(['新的腳本.pdf', '短片.mp4']);
});

test('五(四) · a file dropped on the tray for a course is given to a performance; one pasted lies in its form', async () => {
  const lin = school.as('lin');
  const performanceId = await performanceDraft(lin, 'work');
  await visit('/tray');
  await bring('drop', '放進上傳匣', '拖來的.pdf');
  await row('拖來的.pdf').getByLabel('要交到哪裡').selectOption({ label: '我的多元表現' });
  const place = row('拖來的.pdf').getByLabel('要放到哪一件');
  await place.selectOption(performanceId);
  await row('拖來的.pdf').getByText('還有內容沒有填').waitFor();
  await row('拖來的.pdf').getByRole('link', { name: '到這一件的頁面填寫' }).tap();
  await inForm('拖來的.pdf').waitFor();
  await bring('paste', '加檔案', '貼上的.jpg');
  await inForm('貼上的.jpg').waitFor();
  // In the same place: the later one lies there.
  await inForm('拖來的.pdf').waitFor({ state: 'detached' });
  await bring('drop', '加檔案', '講義.docx');
  await page.getByRole('alert').getByText('格式不收：講義.docx').waitFor();
  const camera = page.locator('input[type="file"][capture="environment"]');
  await camera.setInputFiles(await photo('拍的.jpg', 400));
  await inForm('拍的.jpg').waitFor();
  await page.getByRole('button', { name: '拿掉拍的.jpg' }).tap();
  await inForm('拍的.jpg').waitFor({ state: 'detached' });
  await visit('/tray');
  await page.getByText('上傳匣是空的').waitFor();
});

/** A file dragged onto a part of the page, or pasted while it is there. */
async function bring(how: 'drop' | 'paste', label: string, name: string): Promise<void> {
  await page.getByRole('region', { name: label }).evaluate(
    (region, given) => {
      const data = new DataTransfer();
      data.items.add(new File(['%PDF-1.7'], given.name));
      const event =
        given.how === 'drop'
          ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
          : new ClipboardEvent('paste', { clipboardData: data, bubbles: true });
      region.dispatchEvent(event);
    },
    { how, name },
  );
}

test('國7 · a performance’s photo over the limit is made to fit; bytes handed in before are known', async () => {
  const lin = school.as('lin');
  const work = samplePerformances(114)['work'] ?? { fields: {} };
  const file = pdfFile();
  await handedIn(lin, 'work', { ...work, files: [file] });
  await visit(`/performances/${await performanceDraft(lin, 'work')}`);
  await fillWork('又一件');
  await choose(await photo('風景.jpg', 3200));
  await inForm('風景.jpg').getByText('超過上限').waitFor();
  expect(await inForm('風景.jpg').getByLabel('移除拍攝地點再上傳').isChecked()).toBe(true);
  await look('performance-large');
  await inForm('風景.jpg').getByRole('button', { name: '縮小到放得進去' }).tap();
  const dialog = page.getByRole('dialog', { name: '縮小檔案' });
  await dialog.getByRole('button', { name: '換成縮小後的' }).tap({ timeout: 60_000 });
  await inForm('風景.jpg').getByText('超過上限').waitFor({ state: 'detached' });
  await choose({ name: '同一份.pdf', mimeType: 'application/pdf', buffer: file.bytes });
  await inForm('同一份.pdf').waitFor();
  await page.getByRole('button', { name: '上傳', exact: true }).tap();
  await page.getByRole('alert').getByText('你已經交過一模一樣的檔案').waitFor();
  await page.getByRole('link', { name: `作品成果紀錄 · ${file.name}` }).waitFor();
  await look('performance-known');
  await page.getByRole('button', { name: '還是要上傳到這裡' }).tap();
  await page.getByText('已收到的內容（第 1 版）').waitFor();
});

test('產5 · a performance’s draft in two windows: the later one sees what differs, and chooses', async () => {
  const performanceId = await performanceDraft(school.as('lin'), 'work');
  await visit(`/performances/${performanceId}`);
  await page.getByLabel('內容簡述').waitFor();
  const other = await page.context().newPage();
  await other.goto(`/performances/${performanceId}`);
  await other.getByLabel('內容簡述').fill('另一個視窗寫的');
  await other.getByText('草稿已保存').waitFor();
  await page.getByLabel('內容簡述').fill('這個視窗寫的');
  await page.getByText('「內容簡述」：這裡是「這個視窗寫的」，那邊是「另一個視窗寫的」').waitFor();
  expect(await page.getByRole('button', { name: '上傳', exact: true }).isDisabled()).toBe(true);
  await look('performance-two-windows');
  await page.getByRole('button', { name: '保留我這裡寫的' }).tap();
  await page.getByText('草稿已保存').waitFor();
  await other.getByRole('button', { name: '換成那邊寫的' }).click();
  await other.getByText('草稿已保存').waitFor();
  expect(await other.getByLabel('內容簡述').inputValue()).toBe('這個視窗寫的');
});

test('another account on the same device sees nothing; signing out asks about what is not sent', async () => {
  await visit('/tray');
  await choose(pdf('私人.pdf'));
  await row('私人.pdf').waitFor();
  const [name = '', value = ''] = (await issueSession(school.school, people.chen.id)).split(/=(.*)/s);
  const [own] = await page.context().cookies();
  await page.context().addCookies([{ name, value, url: school.url }]);
  await visit('/tray');
  await page.getByText('上傳匣是空的').waitFor();
  if (own) await page.context().addCookies([own]);
  await visit('/tray');
  await row('私人.pdf').waitFor();
  await page.getByRole('button', { name: /林育安/ }).tap();
  await page.getByRole('button', { name: '登出' }).tap();
  const dialog = page.getByRole('dialog', { name: '還有檔案沒有送出' });
  await dialog.waitFor();
  await look('leaving');
  await dialog.getByRole('button', { name: '移除並登出' }).tap();
  await page.getByRole('heading', { level: 1, name: '登入' }).waitFor();
  const left = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const asked = indexedDB.open('licheng-tray');
        asked.onsuccess = () => {
          const all = asked.result.transaction('bytes').objectStore('bytes').count();
          all.onsuccess = () => resolve(all.result);
        };
      }),
  );
  expect(left).toBe(0);
});

test('產1 · a phone whose clock is two hours wrong counts down by the school’s', async () => {
  const outcomeId = await draftFor(school.as('lin'), enrolments.linMaths.id);
  await visit(`/outcomes/${outcomeId}`);
  const said = () =>
    page
      .getByText(/^還有 .*天/)
      .first()
      .textContent();
  const right = await said();
  await page.clock.install({ time: Date.now() + 2 * 3_600_000 });
  await page.reload();
  expect(await said()).toBe(right);
});
