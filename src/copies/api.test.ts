import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appoint } from '../../tests/appoint.ts';
import { castNow, enrolments, people } from '../../tests/cast.ts';
import { downloadedTo, madeCopy } from '../../tests/copying.ts';
import { damage } from '../../tests/damage.ts';
import { handIn, mp4File, pdfFile, sha256Of } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { certifiedOutcome, must } from '../../tests/submitting.ts';
import { unpack } from '../../tests/unpack.ts';
import { handedIn, handInAll, samplePerformances } from '../app/demo/performances.ts';
import { keptItem } from '../app/demo/shelf.ts';
import { addCadreUnits, cadreGrid, cadreLists, saveCadreGrid } from '../cadre/contract.ts';
import { verifyReceipt } from '../ledger/verify-receipt.ts';
import { withdrawOutcome } from '../outcomes/contract.ts';
import { myPerformances, takePostOver, withdrawPerformance } from '../performances/contract.ts';
import { checkBag } from '../platform/check-bag.ts';
import { dropItem } from '../shelf/contract.ts';
import { downloadCopy, myCopy, requestCopy } from './contract.ts';
import { pageOf } from './page.ts';
import type { Portfolio } from './portfolio.ts';

let school: TestSchool;
let dir: string;
const minutes = (count: number) => new Date(castNow.getTime() + count * 60_000);
const hostile = '<img src=x onerror=alert(1)> "引號" & \'撇號\' 𠮷';
const spoiled = pdfFile(2000, 'CON.pdf');

beforeAll(async () => {
  school = await openTestSchool();
  dir = mkdtempSync(join(tmpdir(), 'licheng-copy-'));
  await certifiedOutcome(school, { enrolment: 'linChinese', description: '讀書報告' });
  const twice = await handIn(school.as('lin'), {
    enrolmentId: enrolments.linChinese.id,
    description: hostile,
    files: [pdfFile(2000, '報告\u202e/../../fdp.exe.pdf'), mp4File(3000, '錄影：最後.mp4')],
  });
  must(await school.as('lin').call(withdrawOutcome, { params: { outcomeId: twice.outcomeId } }));
  await handIn(school.as('lin'), {
    enrolmentId: enrolments.linMaths.id,
    description: '數學專題',
    files: [spoiled],
  });
});
afterAll(async () => {
  await school.close();
  rmSync(dir, { recursive: true });
});

describe('產31 the student’s own copy', () => {
  let copyId: string;
  let bag: string;

  test('產31 · a valid bag with everything: every version, file, decision, receipt, grade; withdrawn works too', async () => {
    const copy = await madeCopy(school.as('lin'));
    copyId = copy.copyId;
    expect(copy).toMatchObject({ files: 4, missing: [] });
    const place = join(dir, 'copy.zip');
    const sent = await downloadedTo(place, school.as('lin'), copyId);
    expect(sent.headers.get('content-disposition')).toContain(encodeURIComponent('學習歷程-'));
    expect(await checkBag(place)).toMatchObject({ findings: [] });
    bag = await unpack(place, join(dir, 'copy'));
    expect(await checkBag(bag)).toMatchObject({ findings: [], files: 4 + 2 + 3 });

    const portfolio = portfolioIn(bag);
    expect(portfolio.outcomes.map(({ subject, withdrawnAt }) => [subject, withdrawnAt !== null])).toEqual([
      ['國語文', false],
      ['國語文', true],
      ['數學', false],
    ]);
    expect(portfolio.outcomes[0]?.versions[0]?.decisions).toMatchObject([
      { decision: 'certified', by: '王若蘭' },
    ]);
    expect(portfolio.outcomes[1]?.versions[0]?.description).toBe(hostile);
    for (const { files, receipt } of portfolio.outcomes.flatMap(({ versions }) => versions)) {
      for (const { path, sha256 } of files)
        expect(sha256Of(readFileSync(join(bag, 'data', path ?? '')))).toBe(sha256);
      expect(verifyReceipt(JSON.parse(readFileSync(join(bag, 'data', receipt ?? ''), 'utf8'))).wrong).toEqual(
        [],
      );
    }
  });

  test('產31 · names that people can read, on any disk: no way out of the folder, no marks that turn a name around', async () => {
    const names = (await readdir(join(bag, 'data'), { recursive: true })).filter((name) =>
      name.includes('.'),
    );
    expect(names).toContain('課程學習成果/114-1 國語文/fdp.exe.pdf');
    expect(names).toContain('課程學習成果/114-1 數學/_CON.pdf');
    expect(names).toContain('課程學習成果/114-1 國語文/錄影：最後.mp4');
  });

  test('產31 · nothing that people wrote becomes part of the page, and its links lead to the files', async () => {
    const page = readFileSync(join(bag, 'data/index.html'), 'utf8');
    expect(page).not.toContain('<img src=x');
    expect(page).not.toContain('<script');
    expect(page).toContain('&#60;img src=x onerror=alert(1)&#62; &#34;引號&#34; &#38; &#39;撇號&#39; 𠮷');
    const links = [...page.matchAll(/(?:href|src)="([^"#]+)"/g)].map(([, link = '']) =>
      decodeURIComponent(link),
    );
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) expect(readFileSync(join(bag, 'data', link)).length).toBeGreaterThan(0);
  });

  test('產31 · no ID number and no birthday is in it', () => {
    for (const name of ['data/portfolio.json', 'data/index.html', 'bag-info.txt'])
      expect(readFileSync(join(bag, name), 'utf8')).not.toMatch(/[A-Z][12]\d{8}|2010-03-14/);
  });

  test('產31 · within the hour the same is given again, to fifty at once too; after it a new one takes its place', async () => {
    school.clock.moveTo(minutes(59));
    expect(must(await school.as('lin').call(requestCopy))).toEqual({ copyId, state: 'ready' });
    school.clock.moveTo(minutes(62));
    const asked = await Promise.all(Array.from({ length: 50 }, () => school.as('lin').call(requestCopy)));
    const ids = new Set(asked.map((one) => must(one).copyId));
    expect(ids.size).toBe(1);
    expect(ids.has(copyId)).toBe(false);
    const { copyId: next } = await madeCopy(school.as('lin'));
    expect([...ids]).toEqual([next]);
    expect((await school.as('lin').call(downloadCopy, { params: { copyId } })).status).toBe(404);
    copyId = next;
  });

  test('產31 · it is the student’s alone', async () => {
    expect((await school.as('chen').call(downloadCopy, { params: { copyId } })).status).toBe(404);
    expect((await school.as('registrar').call(downloadCopy, { params: { copyId } })).status).toBe(404);
    expect(must(await school.as('chen').call(myCopy)).copy).toBeNull();
  });

  test('產31 · whoever has handed in nothing gets a copy that says so', async () => {
    const place = join(dir, 'empty.zip');
    const { copyId: empty, files } = await madeCopy(school.as('chen'));
    await downloadedTo(place, school.as('chen'), empty);
    expect(files).toBe(0);
    expect(await checkBag(place)).toMatchObject({ findings: [] });
    expect(readFileSync(join(await unpack(place, join(dir, 'empty')), 'data/index.html'), 'utf8')).toContain(
      '沒有資料',
    );
  });

  test('產31 · a file that neither home holds intact is named and left out; the rest is there', async () => {
    damage(school, sha256Of(spoiled.bytes));
    school.clock.moveTo(minutes(180));
    const made = await madeCopy(school.as('lin'));
    expect(made).toMatchObject({ files: 3, missing: ['課程學習成果/114-1 數學/_CON.pdf'] });
    const place = join(dir, 'damaged.zip');
    await downloadedTo(place, school.as('lin'), made.copyId);
    expect(await checkBag(place)).toMatchObject({ findings: [] });
    const page = readFileSync(join(await unpack(place, join(dir, 'damaged')), 'data/index.html'), 'utf8');
    expect(page).toContain('CON.pdf：製作時無法讀取');
  });

  test('產31 · a file that spoils after the copy was made breaks the download: bad bytes never leave silently', async () => {
    school.clock.moveTo(minutes(300));
    const other = pdfFile(2000, '再一份.pdf');
    await handIn(school.as('chen'), { enrolmentId: enrolments.chenChinese.id, files: [other] });
    const { copyId: made } = await madeCopy(school.as('chen'));
    damage(school, sha256Of(other.bytes));
    await expect(downloadedTo(join(dir, 'broken.zip'), school.as('chen'), made)).rejects.toThrow();
  });

  test('產31 · an edited bag is told: changed, added, taken away, listed outside', async () => {
    const found = async () =>
      (await checkBag(bag)).findings.map(({ wrong, path }) => `${wrong} ${path}`).sort();
    const portfolio = join(bag, 'data/portfolio.json');
    const text = readFileSync(portfolio, 'utf8');
    writeFileSync(portfolio, text.replace('讀書報告', '讀書心得'));
    expect(await found()).toEqual(['changed data/portfolio.json']);
    writeFileSync(portfolio, text);
    expect(await found()).toEqual([]);
    writeFileSync(join(bag, 'data/更多.txt'), '多的');
    expect(await found()).toEqual(['count bag-info.txt', 'extra data/更多.txt']);
    rmSync(join(bag, 'data/更多.txt'));
    const sums = readFileSync(join(bag, 'manifest-sha256.txt'), 'utf8');
    writeFileSync(join(bag, 'manifest-sha256.txt'), `${sums}${'0'.repeat(64)}  ../../etc/passwd\n`);
    expect(await found()).toEqual(['changed manifest-sha256.txt', 'unsafe-path ../../etc/passwd']);
    writeFileSync(join(bag, 'manifest-sha256.txt'), sums);
    rmSync(join(bag, 'data/index.html'));
    expect(await found()).toEqual(['count bag-info.txt', 'missing data/index.html']);
    rmSync(join(bag, 'bagit.txt'));
    expect(await found()).toEqual(['no-bag bagit.txt']);
  });
});

describe('五(四)、產31 diverse performance in the copy', () => {
  let made: Awaited<ReturnType<typeof madeCopy>>;
  let place: string;
  let bag: string;
  let portfolio: Portfolio;

  beforeAll(async () => {
    const ji = school.as('ji');
    const work = samplePerformances(114)['work'] ?? { fields: {} };
    const fields = { ...work.fields, name: hostile.slice(0, 30) };
    const first = await handedIn(ji, 'work', {
      ...{ fields, description: hostile, link: 'https://video.example.org/?a=1&b="2"' },
      files: [pdfFile(2000, '作品集.pdf'), mp4File(3000, '短片.mp4')],
    });
    const again = await handInAll(ji, first.performanceId, { ...work, keep: ['document'] });
    expect(again.answer?.state).toBe('received');
    const service = samplePerformances(114)['service'] ?? { fields: {} };
    const gone = await handedIn(ji, 'service', { ...service, files: [pdfFile(2000, '作品集.pdf')] });
    must(await ji.call(withdrawPerformance, { params: { performanceId: gone.performanceId } }));
    await takenOverPost();
    await selectedOnceAndAgain(first.performanceId);
    made = await madeCopy(ji);
    place = join(dir, 'performances.zip');
    await downloadedTo(place, ji, made.copyId);
    bag = await unpack(place, join(dir, 'performances'));
    portfolio = portfolioIn(bag);
  });

  test('六(一) · where a performance stands selected, and where it stood, is in the data and on the page', () => {
    const [work, service] = portfolio.performances;
    expect(work?.selections.map(({ batch, endedAt }) => [batch, endedAt !== null])).toEqual([
      [1, true],
      [1, false],
    ]);
    expect(service?.selections).toEqual([]);
    const page = readFileSync(join(bag, 'data/index.html'), 'utf8');
    expect(page.match(/已勾選|曾勾選/g)).toHaveLength(2);
  });

  test('產31 · every version with its fields as people read them, in both languages; withdrawn ones too', () => {
    const seen = portfolio.performances.map(({ category, withdrawnAt, versions }) => [
      category.title.en,
      withdrawnAt !== null,
      versions.map(({ files }) => files.length),
    ]);
    expect(seen).toEqual([
      ['Work of one’s own', false, [1, 2]],
      ['Service learning', true, [1]],
      ['Posts held and deeds', false, [0]],
    ]);
    const [, , post] = portfolio.performances;
    expect(post?.cadre).toEqual({ schoolYear: 114, semester: 1, unit: '桌遊社', post: '社長' });
    expect(post?.versions[0]).toMatchObject({ name: '桌遊社 社長', link: '' });
    expect(post?.versions[0]?.fields).toContainEqual({
      key: 'level',
      title: { 'zh-TW': '幹部等級', en: 'Level' },
      value: '3',
      shown: { 'zh-TW': '社團', en: 'Club' },
    });
  });

  test('國7、產31 · every file lies below its school year and category with its own bytes, every receipt verifies', async () => {
    expect(made).toMatchObject({ files: 4, missing: [] });
    expect((await checkBag(place)).findings).toEqual([]);
    const versions = portfolio.performances.flatMap((one) => one.versions);
    for (const { files, receipt } of versions) {
      expect(verifyReceipt(JSON.parse(readFileSync(join(bag, 'data', receipt ?? ''), 'utf8')))).toMatchObject(
        { wrong: [] },
      );
      for (const { path, sha256 } of files)
        expect(sha256Of(readFileSync(join(bag, 'data', path ?? '')))).toBe(sha256);
    }
    const paths = versions.flatMap(({ files }) => files.map(({ path }) => path));
    expect(paths).toContain('多元表現/114 作品成果紀錄/短片.mp4');
    expect(paths).toContain('多元表現/114 服務學習紀錄/作品集.pdf');
    expect(new Set(paths).size).toBe(4);
  });

  test('國7、產31 · nothing people wrote becomes part of the page; only https can be followed, to a window of its own', () => {
    const page = readFileSync(join(bag, 'data/index.html'), 'utf8');
    expect(page).not.toContain('<img src=x');
    expect(page).toContain('&#60;img src=x onerror=alert(1)&#62;');
    const { link = '' } = portfolio.performances[0]?.versions[1] ?? {};
    expect(link).toBe('https://video.example.org/?a=1&b=%222%22');
    const written = link.replace('&', '&#38;');
    expect(page).toContain(
      `<a href="${written}" target="_blank" rel="noopener noreferrer nofollow">${written}</a>`,
    );
    expect(page.match(/href="[a-z]+:[^"]*"/g)).toHaveLength(2);
    const [first] = portfolio.performances;
    const [version] = first?.versions ?? [];
    if (!first || !version) throw new Error('There is no performance.');
    const lured = { ...first, versions: [{ ...version, link: 'javascript:alert(1)' }] };
    const other = pageOf({ ...portfolio, performances: [lured] });
    expect(other).toContain('javascript:alert(1)');
    expect(other).not.toContain('href="javascript:');
  });
});

/** 吉田 leads a club, as the student activities section recorded, and hands the post in. */
async function takenOverPost(): Promise<void> {
  await appoint(school, 'he', 'student-activities', { division: 'day' });
  const office = school.as('he');
  const division = { division: 'day' };
  await office.call(addCadreUnits, { params: division, body: { level: 'club', names: ['桌遊社'] } });
  const unitId = must(await office.call(cadreLists, { params: division })).units[0]?.unitId ?? '';
  const inClub = { params: { level: 'club', unitId } };
  const { seen } = must(await office.call(cadreGrid, inClub));
  const days = { startsOn: '2025-08-01', endsOn: '2026-01-31' };
  const posts = [{ postId: null, registrationId: people.ji.registration, post: '社長', ...days }];
  must(await office.call(saveCadreGrid, { ...inClub, body: { seen, posts } }));
  const ji = school.as('ji');
  const [offered] = must(await ji.call(myPerformances)).offered;
  const { performanceId } = must(await ji.call(takePostOver, { body: { postId: offered?.postId } }));
  const fields = { unit: '桌遊社', post: '社長', level: '3', ...days };
  expect((await handInAll(ji, performanceId, { fields })).answer?.state).toBe('received');
}

/** Chosen, taken out, chosen again: as rows, since the choosing itself is not looked at here. */
async function selectedOnceAndAgain(performanceId: string): Promise<void> {
  await school.owner.query(
    `with r as (insert into round (school_year, grade_band, batch, opened_at) values (114, 'one-two', 1, now()) returning id)
     insert into performance_selection (performance_id, round_id, registration_id, position, selected_at, ended_at)
     select $1, r.id, $2, 0, at, until from r, (values
       ('2025-12-08'::timestamptz, '2025-12-09'::timestamptz), ('2025-12-09', null)) as times(at, until)`,
    [performanceId, people.ji.registration],
  );
}

function portfolioIn(bag: string): Portfolio {
  return JSON.parse(readFileSync(join(bag, 'data/portfolio.json'), 'utf8')) as Portfolio;
}

describe('產83 the shelf in it', () => {
  test('產83 · words, links, tags and files, in a folder for each thing, in the data and on the page', async () => {
    const huang = school.as('huang');
    const [first, second] = [pdfFile(2000, '學習單.pdf'), pdfFile(2000, '學習單.pdf')];
    const itemId = await keptItem(
      huang,
      {
        title: `老街/訪問 ${hostile}`,
        note: hostile,
        links: ['https://video.example.org/1'],
        competencies: ['B1'],
        clusters: ['11'],
        enrolmentIds: [enrolments.huangChinese.id],
      },
      [first, second],
    );
    await keptItem(huang, { title: '只有字' });
    const { copyId } = await madeCopy(huang);
    const place = join(dir, 'shelf.zip');
    await downloadedTo(place, huang, copyId);
    const bag = await unpack(place, join(dir, 'shelf'));
    expect((await checkBag(place)).findings).toEqual([]);
    const portfolio: Portfolio = JSON.parse(readFileSync(join(bag, 'data/portfolio.json'), 'utf8'));
    const [words, whole] = portfolio.shelf;
    expect(words).toMatchObject({ title: '只有字', files: [], schoolYear: 114, semester: 1 });
    expect(whole).toMatchObject({
      links: ['https://video.example.org/1'],
      competencies: [{ code: 'B1', name: { 'zh-TW': '符號運用與溝通表達' } }],
      clusters: [{ code: '11', name: { en: 'Mass communication' } }],
      courses: [{ subject: '國語文' }],
    });
    expect(whole?.files).toHaveLength(2);
    for (const [at, file] of (whole?.files ?? []).entries()) {
      expect(file.path).toMatch(/^收藏夾\/114-1 /);
      const bytes = readFileSync(join(bag, 'data', file.path ?? ''));
      expect(sha256Of(bytes)).toBe(sha256Of([first, second][at]?.bytes ?? Buffer.alloc(0)));
    }
    const page = readFileSync(join(bag, 'data/index.html'), 'utf8');
    expect(page).toContain('符號運用與溝通表達');
    expect(page).toContain('href="https://video.example.org/1"');
    expect(page).not.toContain('<img src=x');
    expect(page).not.toContain(itemId);
  });

  test('I2 · what the copy holds stays whole although it was thrown away since', async () => {
    const tsai = school.as('tsai');
    const file = pdfFile();
    const itemId = await keptItem(tsai, { title: '一件' }, [file]);
    const { copyId } = await madeCopy(tsai);
    await tsai.call(dropItem, { params: { itemId } });
    const erasing = { quarantineAfterMs: -1, eraseAfterMs: -1 };
    expect((await school.school.files.sweep(erasing)).quarantined).toEqual([]);
    const response = await downloadedTo(join(dir, 'kept.zip'), tsai, copyId);
    expect(response.status).toBe(200);
    // The next copy holds it no more: then the bytes go.
    await school.owner.query(`update copy set built_at = built_at - interval '2 hours'`);
    await madeCopy(tsai);
    expect((await school.school.files.sweep(erasing)).quarantined).toEqual([sha256Of(file.bytes)]);
  });
});
