import { existsSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrolments } from '../../tests/cast.ts';
import { begin, draftFor, mp4File, pdfFile, putBytes, sha256Of } from '../../tests/hand-in.ts';
import { type Client, openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { must } from '../../tests/submitting.ts';
import {
  announcePerformance,
  handedIn,
  performanceDraft,
  samplePerformances,
} from '../app/demo/performances.ts';
import { announceFile, keepFile, keptItem, putFile } from '../app/demo/shelf.ts';
import { sequence } from '../ledger/later.ts';
import { verifyLedger } from '../ledger/verify-ledger.ts';
import { myCourses, takeFromShelf, uploadStatus } from '../outcomes/contract.ts';
import { myPerformances, takePerformanceFileFromShelf } from '../performances/contract.ts';
import { pathOf } from '../platform/files/disk.ts';
import {
  beginShelfUpload,
  changeItem,
  dropItem,
  dropShelfFile,
  keepItem,
  myShelf,
  noteMade,
  onShelf,
  openShelfFile,
  shelfItem,
  shelfUploadStatus,
} from './contract.ts';
import { myMap } from './map-contract.ts';

let school: TestSchool;
let lin: Client;
let chen: Client;
beforeAll(async () => {
  school = await openTestSchool();
  lin = school.as('lin');
  chen = school.as('chen');
});
afterAll(() => school.close());

const done = async (asked: Promise<{ status: number }>) => expect((await asked).status).toBe(204);
const itemOf = async (client: Client, itemId: string) =>
  must(await client.call(shelfItem, { params: { itemId } })).item;
const path = (bytes: Buffer) => pathOf(school.filesDir, sha256Of(bytes));
const secondPath = (bytes: Buffer) => pathOf(join(school.filesDir, '../second'), sha256Of(bytes));
/** As if a month had gone by since the bytes came. */
const age = (bytes: Buffer) => utimesSync(path(bytes), new Date(0), new Date(0));
const atOnce = { quarantineAfterMs: 0, eraseAfterMs: 30 * 86_400_000 };

describe('keeping', () => {
  test('產83 · words, links, tags and files of any kind the store takes; changed, found again, opened', async () => {
    const [document, media] = [pdfFile(), mp4File()];
    const itemId = await keptItem(
      lin,
      {
        title: '訪問老街',
        note: '三位老闆',
        links: ['https://video.example.org/1'],
        competencies: ['C2', 'A2'],
        clusters: ['11'],
        enrolmentIds: [enrolments.linChinese.id],
      },
      [document, media, pdfFile()],
    );
    const kept = await itemOf(lin, itemId);
    expect(kept).toMatchObject({
      title: '訪問老街',
      schoolYear: 114,
      semester: 1,
      competencies: ['A2', 'C2'],
      courses: [{ subject: '國語文' }],
      made: [],
    });
    expect(kept.files.map(({ slot }) => slot)).toEqual(['document', 'media', 'document']);
    const body = {
      title: '老街的聲音',
      note: '',
      links: [],
      competencies: [],
      clusters: [],
      enrolmentIds: [],
    };
    must(await lin.call(changeItem, { params: { itemId }, body }));
    expect(await itemOf(lin, itemId)).toMatchObject({ title: '老街的聲音', links: [], courses: [] });
    expect(must(await lin.call(onShelf, { params: { sha256: sha256Of(document.bytes) } })).found).toEqual({
      itemId,
      title: '老街的聲音',
      name: document.name,
    });
    const fileId = kept.files[0]?.fileId ?? '';
    const { url } = must(await lin.call(openShelfFile, { params: { itemId, fileId }, body: {} }));
    const response = await lin.fetch(url);
    expect(Buffer.from(await response.arrayBuffer()).equals(document.bytes)).toBe(true);
  });

  test('產83 · it counts for nothing: quotas stand where they stood', async () => {
    const quotas = async () => [
      must(await lin.call(myCourses)).subjects.map((subject) => subject.quotas),
      must(await lin.call(myPerformances)).quotas,
    ];
    const before = await quotas();
    await keptItem(lin, { title: '一件' }, [pdfFile()]);
    expect(await quotas()).toEqual(before);
  });

  test('產83 · no window is needed: long after the school year it is taken', async () => {
    school.clock.moveTo(new Date('2026-07-15T12:00:00+08:00'));
    const itemId = await keptItem(chen, { title: '暑假' }, [pdfFile()]);
    expect(await itemOf(chen, itemId)).toMatchObject({ schoolYear: 114, semester: 2 });
    // What is found again later may stand in the semester it is from, not in one to come.
    const body = (schoolYear: number) => ({ title: '暑假', note: '', term: { schoolYear, semester: 1 } });
    must(await chen.call(changeItem, { params: { itemId }, body: body(114) }));
    expect(await itemOf(chen, itemId)).toMatchObject({ schoolYear: 114, semester: 1 });
    const ahead = await chen.call(changeItem, { params: { itemId }, body: body(115) });
    expect(ahead.refusal?.refused).toBe('shelf-unknown-term');
    school.clock.moveTo(new Date('2025-12-10T10:00:00+08:00'));
  });

  test('國7 · a link into the school’s own network, a tag of somebody else’s course: refused, nothing kept', async () => {
    const count = async () => must(await chen.call(myShelf)).items.length;
    const before = await count();
    const asked = (body: object) => chen.call(keepItem, { body: { title: '一件', note: '', ...body } });
    expect((await asked({ links: ['https://10.0.0.1/'] })).refusal?.refused).toBe('link-inside');
    expect((await asked({ enrolmentIds: [enrolments.linMaths.id] })).refusal?.refused).toBe(
      'shelf-unknown-tag',
    );
    expect((await asked({ title: ' ' })).refusal?.refused).toBe('shelf-untitled');
    expect(await count()).toBe(before);
  });

  test('I7 · the same bytes sent ten times at once are kept once, and every answer is the same', async () => {
    const file = pdfFile(200_000);
    const itemId = await keptItem(chen, { title: '一件' });
    const begun = await announceFile(chen, itemId, file);
    const uploadId = begun.answer?.uploadId ?? '';
    const puts = await Promise.all(Array.from({ length: 10 }, () => putFile(chen, uploadId, file)));
    for (const put of puts) expect(put.answer).toEqual({ uploadId, itemId, missing: [] });
    expect((await itemOf(chen, itemId)).files).toHaveLength(1);
    expect(must(await chen.call(shelfUploadStatus, { params: { uploadId } })).missing).toEqual([]);
  });
});

describe('產83 nobody else', () => {
  test('產83 · another student finds nothing under the id, the link or the hash', async () => {
    const file = pdfFile();
    const itemId = await keptItem(lin, { title: '私人' }, [file]);
    const { files } = await itemOf(lin, itemId);
    const fileId = files[0]?.fileId ?? '';
    const { url } = must(await lin.call(openShelfFile, { params: { itemId, fileId }, body: {} }));
    const params = { itemId };
    const body = { title: '我的', note: '' };
    for (const asked of [
      await chen.call(shelfItem, { params }),
      await chen.call(changeItem, { params, body }),
      await chen.call(dropItem, { params }),
      await chen.call(dropShelfFile, { params: { itemId, fileId } }),
      await chen.call(openShelfFile, { params: { itemId, fileId }, body: {} }),
      await chen.call(beginShelfUpload, {
        params,
        body: { files: [{ slot: 'document', name: 'a.pdf', size: 1, sha256: 'a'.repeat(64) }] },
      }),
    ])
      expect(asked.refusal?.refused).toBe('not-found');
    expect((await chen.fetch(url)).status).toBe(404);
    const sha256 = sha256Of(file.bytes);
    expect(must(await chen.call(onShelf, { params: { sha256 } })).found).toBeNull();
    expect(must(await chen.call(myShelf)).items.some((item) => item.itemId === itemId)).toBe(false);
  });

  test('產83 · staff have no shelf to look at', async () => {
    for (const who of ['wang', 'registrar', 'director', 'keeper'] as const) {
      expect((await school.as(who).call(myShelf)).refusal?.refused).toBe('not-allowed');
      expect((await school.as(who).call(myMap)).refusal?.refused).toBe('not-allowed');
    }
  });

  test('產83 · a hash alone gives nobody the bytes: who knows it cannot hand them in', async () => {
    const file = pdfFile();
    await keptItem(lin, { title: '只有我有' }, [file]);
    const outcomeId = await draftFor(chen, enrolments.chenChinese.id);
    const uploadId = await begin(chen, outcomeId, [file], '別人的檔案');
    const params = { uploadId, slot: 'document' };
    expect((await chen.call(takeFromShelf, { params })).refusal).toMatchObject({
      refused: 'shelf-file-gone',
      clause: '產83',
    });
    expect(must(await chen.call(uploadStatus, { params: { uploadId } })).state).toBe('waiting');
    const performanceId = await performanceDraft(chen, 'work');
    const work = samplePerformances(114)['work'] ?? { fields: {} };
    const begun = await announcePerformance(chen, performanceId, { ...work, files: [file] });
    const performanceUpload = begun.answer?.state === 'waiting' ? begun.answer.uploadId : '';
    const asked = { uploadId: performanceUpload, slot: 'document' };
    expect((await chen.call(takePerformanceFileFromShelf, { params: asked })).refusal?.refused).toBe(
      'shelf-file-gone',
    );
  });
});

describe('made of it', () => {
  test('五(三)1 · an outcome takes its file from the shelf without a byte, with its receipt; the item says so', async () => {
    const file = pdfFile();
    const itemId = await keptItem(lin, { title: '學習單' }, [file]);
    const outcomeId = await draftFor(lin, enrolments.linMaths.id);
    await done(lin.call(noteMade, { params: { itemId }, body: { outcomeId } }));
    const uploadId = await begin(lin, outcomeId, [file], '從收藏夾來');
    const taken = must(await lin.call(takeFromShelf, { params: { uploadId, slot: 'document' } }));
    expect(taken).toMatchObject({ state: 'received', number: 1 });
    const again = must(await lin.call(takeFromShelf, { params: { uploadId, slot: 'document' } }));
    expect(again).toEqual(taken);
    if (taken.state === 'received')
      expect(JSON.parse(taken.receipt.statement).files).toMatchObject([{ sha256: sha256Of(file.bytes) }]);
    expect((await itemOf(lin, itemId)).made).toMatchObject([{ kind: 'outcome', outcomeId, name: '數學' }]);
    // Thrown away, the outcome stays as it is, and so do its bytes.
    await done(lin.call(dropItem, { params: { itemId } }));
    age(file.bytes);
    await school.school.files.sweep(atOnce);
    expect(existsSync(path(file.bytes))).toBe(true);
  });

  test('國7 · what the shelf takes and an outcome does not is refused when it is announced', async () => {
    const large = pdfFile(5 * 1024 * 1024);
    await keptItem(lin, { title: '太大' }, [large]);
    const outcomeId = await draftFor(lin, enrolments.linMaths.id);
    await expect(begin(lin, outcomeId, [large], '太大了')).rejects.toThrow('file-too-large');
  });

  test('國7 · under another ending or another size the held bytes are not taken', async () => {
    const file = pdfFile();
    await keptItem(lin, { title: '一份' }, [file]);
    const outcomeId = await draftFor(lin, enrolments.linMaths.id);
    const uploadId = await begin(lin, outcomeId, [{ ...file, name: '照片.jpg' }], '改了名');
    const asked = await lin.call(takeFromShelf, { params: { uploadId, slot: 'document' } });
    expect(asked.refusal?.refused).toBe('file-kind-refused');
  });

  test('五(四) · a performance takes its file from the shelf; taking it back is no longer said of the item', async () => {
    const file = pdfFile();
    const itemId = await keptItem(lin, { title: '短片海報' }, [file]);
    const performanceId = await performanceDraft(lin, 'work');
    await done(lin.call(noteMade, { params: { itemId }, body: { performanceId } }));
    const work = samplePerformances(114)['work'] ?? { fields: {} };
    const begun = await announcePerformance(lin, performanceId, { ...work, files: [file] });
    const uploadId = begun.answer?.state === 'waiting' ? begun.answer.uploadId : '';
    const taken = await lin.call(takePerformanceFileFromShelf, { params: { uploadId, slot: 'document' } });
    expect(taken.answer).toMatchObject({ state: 'received', performanceId });
    expect((await itemOf(lin, itemId)).made).toMatchObject([{ kind: 'performance', category: 'work' }]);
  });

  test('產83 · somebody else’s outcome was not made of it', async () => {
    const itemId = await keptItem(lin, { title: '一件' });
    const outcomeId = await draftFor(chen, enrolments.chenMaths.id);
    const asked = await lin.call(noteMade, { params: { itemId }, body: { outcomeId } });
    expect(asked.refusal?.refused).toBe('not-found');
  });
});

describe('I2 the bytes', () => {
  test('I2 · what is kept is named: neither the sweep nor the scrub takes it for an orphan', async () => {
    const file = pdfFile();
    await keptItem(lin, { title: '留著' }, [file]);
    age(file.bytes);
    expect((await school.school.files.sweep(atOnce)).quarantined).not.toContain(sha256Of(file.bytes));
    expect(existsSync(path(file.bytes))).toBe(true);
    await school.school.files.copyMissing();
    expect(existsSync(secondPath(file.bytes))).toBe(true);
    expect((await school.school.files.scrub()).bad).toEqual([]);
    expect((await school.school.files.reconcile()).missing).toEqual([]);
  });

  test('產3 · thrown away they wait thirty days in quarantine, then leave both homes', async () => {
    const file = pdfFile();
    const sha256 = sha256Of(file.bytes);
    const itemId = await keptItem(lin, { title: '不要了' }, [file]);
    const [one] = (await itemOf(lin, itemId)).files;
    const params = { itemId, fileId: one?.fileId ?? '' };
    // A link opened just before keeps nothing back.
    const { url } = must(await lin.call(openShelfFile, { params, body: {} }));
    await school.school.files.copyMissing();
    await lin.call(dropShelfFile, { params });
    expect((await lin.fetch(url)).status).toBe(404);
    age(file.bytes);
    expect((await school.school.files.sweep(atOnce)).quarantined).toEqual([sha256]);
    expect(existsSync(path(file.bytes))).toBe(false);
    expect(existsSync(secondPath(file.bytes))).toBe(true);
    await school.owner.query(`update quarantine set found_at = now() - interval '31 days'`);
    expect((await school.school.files.sweep(atOnce)).erased).toContain(sha256);
    expect(existsSync(secondPath(file.bytes))).toBe(false);
  });

  test('I2 · of two that keep the same bytes one throws them away: the other still has them', async () => {
    const file = pdfFile();
    const mine = await keptItem(lin, { title: '我的' }, [file]);
    const theirs = await keptItem(chen, { title: '她的' }, [file]);
    await lin.call(dropItem, { params: { itemId: mine } });
    age(file.bytes);
    await school.school.files.sweep(atOnce);
    expect(existsSync(path(file.bytes))).toBe(true);
    // The last one lets them go for good.
    await chen.call(dropItem, { params: { itemId: theirs } });
    expect((await school.school.files.sweep(atOnce)).quarantined).toEqual([sha256Of(file.bytes)]);
  });

  test('I2 · thrown away while an upload that took them waits for its other file: they stay until it is whole', async () => {
    const [document, media] = [pdfFile(), mp4File()];
    const itemId = await keptItem(lin, { title: '兩個檔' }, [document]);
    const outcomeId = await draftFor(lin, enrolments.linMaths.id);
    const uploadId = await begin(lin, outcomeId, [document, media], '還差一個');
    const taken = must(await lin.call(takeFromShelf, { params: { uploadId, slot: 'document' } }));
    expect(taken).toMatchObject({ state: 'waiting', missing: ['media'] });
    await lin.call(dropItem, { params: { itemId } });
    age(document.bytes);
    await school.school.files.sweep(atOnce);
    expect(existsSync(path(document.bytes))).toBe(true);
    expect((await putBytes(lin, uploadId, media)).answer?.state).toBe('received');
  });

  test('planted: without its reference to the bytes a shelf file’s bytes would go', async () => {
    const file = pdfFile();
    const gone = pdfFile();
    const itemId = await keptItem(lin, { title: '一件' }, [file, gone]);
    const { rows } = await school.owner.query(
      `select conname from pg_constraint where conrelid = 'shelf_file'::regclass and confrelid = 'blob'::regclass`,
    );
    await school.owner.query(`insert into released_blob (sha256) values ($1), ($2)`, [
      sha256Of(file.bytes),
      sha256Of(gone.bytes),
    ]);
    for (const { bytes } of [file, gone]) age(bytes);
    expect((await school.school.files.sweep(atOnce)).quarantined).toEqual([]);
    await school.owner.query(`alter table shelf_file drop constraint ${rows[0].conname}`);
    expect((await school.school.files.sweep(atOnce)).quarantined).toHaveLength(2);
    await school.owner.query('delete from shelf_file where item_id = $1', [itemId]);
  });
});

describe('the ledger', () => {
  test('I8 · every act is one line, none says a word of what is kept, and the ledger holds', async () => {
    await sequence(school.school);
    const { rows } = await school.owner.query(
      `select act, count(*)::int as count from ledger_line where act like 'shelf.%' group by act order by act`,
    );
    expect(rows.map(({ act }) => act)).toEqual([
      'shelf.changed',
      'shelf.dropped',
      'shelf.fileDropped',
      'shelf.fileKept',
      'shelf.kept',
      'shelf.made',
    ]);
    const told =
      await school.owner.query(`select count(*)::int as count from ledger_content c join ledger_line l on l.id = c.line_id
      where l.act like 'shelf.%' and (c.data::text like '%老街%' or c.about::text like '%老街%')`);
    expect(told.rows[0].count).toBe(0);
    expect((await verifyLedger(school.school.db)).findings).toEqual([]);
  });
});

describe('the map', () => {
  test('everything of one’s own stands there with its semester, nothing of anybody else’s', async () => {
    const { performanceId } = await handedIn(chen, 'work', samplePerformances(114)['work'] ?? { fields: {} });
    const map = must(await chen.call(myMap));
    expect(map).toMatchObject({ firstYear: 114, now: { schoolYear: 114, semester: 1 } });
    expect(map.entries).toContainEqual({
      kind: 'performance',
      id: performanceId,
      schoolYear: 114,
      semester: 1,
      title: '老街的聲音（紀錄短片）',
      category: 'work',
      selected: false,
    });
    expect(map.entries.some(({ kind, title }) => kind === 'item' && title === '暑假')).toBe(true);
    expect(map.entries.some(({ title }) => title.includes('老街的聲音') && title.includes('私人'))).toBe(
      false,
    );
    const mine = must(await lin.call(myMap)).entries;
    expect(mine.filter(({ kind }) => kind === 'outcome').length).toBeGreaterThanOrEqual(2);
  });
});

test('產83 · a file that only fills an announcement takes no space; one that is kept takes its size once', async () => {
  const ji = school.as('ji');
  const used = async () => must(await ji.call(myShelf)).space.used;
  const file = pdfFile(10_000);
  const [one, other] = [await keptItem(ji, { title: '一' }), await keptItem(ji, { title: '二' })];
  await announceFile(ji, one, file);
  expect(await used()).toBe(0);
  await keepFile(ji, one, file);
  expect(await used()).toBe(10_000);
  await keepFile(ji, other, file);
  expect(await used()).toBe(10_000);
});
