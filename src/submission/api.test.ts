import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromBuffer } from 'yauzl';
import { people } from '../../tests/cast.ts';
import { damage } from '../../tests/damage.ts';
import { mp4File, pdfFile, sha256Of } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import {
  builtPackage,
  certifiedOutcome,
  days,
  handedOver,
  must,
  openedRound,
  roundKey,
  selects,
} from '../../tests/submitting.ts';
import {
  enterOrigin,
  handOver,
  onePackage,
  openRound,
  requestPackage,
  submissionRounds,
  submissionTask,
} from './contract.ts';
import { buildPackage } from './later.ts';
import type { Manifest } from './manifest.ts';

let school: TestSchool;
let round: Awaited<ReturnType<typeof openedRound>>;
const files = { lin: [pdfFile(3000), mp4File(5000)], chen: [pdfFile(2500)] };
const outcomes: Record<'linChinese' | 'linRetake' | 'chen' | 'ji' | 'huang', string> = {
  linChinese: '',
  linRetake: '',
  chen: '',
  ji: '',
  huang: '',
};

beforeAll(async () => {
  school = await openTestSchool();
  outcomes.linChinese = await certifiedOutcome(school, {
    enrolment: 'linChinese',
    description: '讀《紅樓夢》，\n寫給 𠮷 的信',
    files: files.lin,
  });
  outcomes.linRetake = await certifiedOutcome(school, { enrolment: 'linChineseRetake' });
  outcomes.chen = await certifiedOutcome(school, { enrolment: 'chenMaths', files: files.chen });
  outcomes.ji = await certifiedOutcome(school, { enrolment: 'jiChinese', description: '=1+1' });
  outcomes.huang = await certifiedOutcome(school, { enrolment: 'huangChinese', description: '夜間的讀書會' });
  school.clock.moveTo(days.selecting);
  round = await openedRound(school);
  await selects(school, 'lin', round.roundId, [outcomes.linChinese, outcomes.linRetake]);
  await selects(school, 'chen', round.roundId, [outcomes.chen]);
  await selects(school, 'ji', round.roundId, [outcomes.ji]);
  await selects(school, 'huang', round.roundId, [outcomes.huang]);
}, 120_000);

afterAll(() => school.close());

describe('六(二)2 rounds', () => {
  test('六(二)2 · a round is opened once; a second time it is refused', async () => {
    const again = await school.as('registrar').call(openRound, { body: roundKey });
    expect(again.refusal).toMatchObject({ refused: 'round-exists', clause: '六(二)2' });
  });

  test('六(二)2 · an office sees its own division, 教務主任 both, others none', async () => {
    const seen = async (who: 'registrar' | 'night' | 'director') =>
      must(await school.as(who).call(submissionRounds)).rounds.flatMap(({ tasks }) =>
        tasks.map(({ division }) => division),
      );
    expect(await seen('registrar')).toEqual(['day']);
    expect(await seen('night')).toEqual(['continuing']);
    expect(await seen('director')).toEqual(['day', 'continuing']);
    for (const who of ['lin', 'wang', 'keeper'] as const) {
      expect((await school.as(who).call(submissionRounds)).refusal).toMatchObject({ refused: 'not-allowed' });
    }
  });

  test("六(二)2 · the other division's task is not found, and 教務主任 may look but not pack", async () => {
    const params = { taskId: round.day };
    expect((await school.as('night').call(submissionTask, { params })).status).toBe(404);
    expect((await school.as('night').call(requestPackage, { params, body: {} })).refusal).toMatchObject({
      refused: 'not-found',
    });
    expect(must(await school.as('director').call(submissionTask, { params })).may).toEqual([]);
    expect((await school.as('director').call(requestPackage, { params, body: {} })).refusal).toMatchObject({
      refused: 'not-allowed',
      clause: '六(二)2',
    });
  });
});

describe('國8 pre-check', () => {
  test('八 · a retake without its original course blocks, and the office mends it', async () => {
    const task = must(await school.as('registrar').call(submissionTask, { params: { taskId: round.day } }));
    expect(task.roster).toEqual({ name: '學生課程學習成果名冊', code: '26' });
    expect([task.students, task.outcomes]).toEqual([3, 4]);
    expect(task.findings).toMatchObject([
      {
        key: 'originMissing',
        blocking: true,
        clause: '八',
        outcomeId: outcomes.linRetake,
        student: { name: '林育安', className: '商一甲', seat: 1 },
        subject: '國語文',
      },
    ]);
    expect(task.blocked).toEqual([outcomes.linRetake]);
  });

  test("八 · another division's office cannot enter it", async () => {
    const enrolmentId = await enrolmentOfRetake();
    expect(
      (await school.as('night').call(enterOrigin, { params: { enrolmentId }, body: origin })).status,
    ).toBe(404);
  });
});

describe('六(二)2 packing', () => {
  test('附錄 · one second before the selection ends it is refused', async () => {
    school.clock.moveTo(new Date('2026-09-24T23:59:58+08:00'));
    const refused = await school
      .as('registrar')
      .call(requestPackage, { params: { taskId: round.day }, body: {} });
    expect(refused.refusal).toMatchObject({ refused: 'selection-still-open', clause: '附錄' });
  });

  test('六(二)2 · a blocking finding stops it; leaving out needs a reason; what is in order cannot be left out', async () => {
    school.clock.moveTo(days.packing);
    const ask = async (body: object) =>
      (await school.as('registrar').call(requestPackage, { params: { taskId: round.day }, body })).refusal
        ?.refused;
    expect(await ask({})).toBe('blocking-findings');
    expect(await ask({ leaveOut: [outcomes.linRetake] })).toBe('reason-needed');
    expect(await ask({ leaveOut: [outcomes.linRetake, outcomes.chen], reason: '缺' })).toBe(
      'nothing-against-outcome',
    );
  });

  test('六(二)2 · the day package: workbook, files and manifest agree, byte for byte', async () => {
    must(
      await school
        .as('registrar')
        .call(enterOrigin, { params: { enrolmentId: await enrolmentOfRetake() }, body: origin }),
    );
    const made = await builtPackage(school, 'registrar', round.day);
    expect(made).toMatchObject({
      state: 'ready',
      number: 1,
      lines: 4,
      files: 5,
      checked: 5,
      failures: [],
      rosterCode: '26',
    });

    const zip = await downloaded('registrar', made.packageId);
    const inside = await unzipped(zip);
    expect(Object.keys(inside)).toEqual([
      '學生課程學習成果名冊.xlsx',
      'manifest.json',
      'manifest-sha256.txt',
      'files/00001-document.pdf',
      'files/00001-media.mp4',
      'files/00002-document.pdf',
      'files/00003-document.pdf',
      'files/00004-document.pdf',
    ]);
    checkManifest(inside, made.manifestSha256);
    expect(inside['files/00001-media.mp4']).toEqual(files.lin[1]?.bytes);
    checkUnzip(zip);

    const sheets = await rowsOf(inside['學生課程學習成果名冊.xlsx']);
    expect(sheets['封面']).toEqual([
      ['學校代碼', '學年度', '學期', '名冊別'],
      ['123456', 114, '0', '26'],
    ]);
    expect(sheets['學期課程學習成果']).toEqual([
      [
        '身分證號',
        '出生日期',
        '實際修課學期',
        '課程代碼',
        '科目名稱',
        '開課年級',
        '修課學分',
        '成果簡述',
        '課程學習成果文件檔案連結',
        '課程學習成果影音檔案連結',
      ],
      [
        'A123456789',
        '0990314',
        1,
        '114123456V21301A1011011',
        '國語文',
        1,
        3,
        '讀《紅樓夢》，\n寫給 𠮷 的信',
        'files/00001-document.pdf',
        'files/00001-media.mp4',
      ],
      [
        'B234567894',
        '0990602',
        1,
        '114123456V21301A1011021',
        '數學',
        1,
        4,
        '課堂專題的讀書報告',
        'files/00003-document.pdf',
        null,
      ],
      [
        'A800000014',
        '0990109',
        1,
        '114123456V21301A1011011',
        '國語文',
        1,
        3,
        '=1+1',
        'files/00004-document.pdf',
        null,
      ],
    ]);
    expect(sheets['重修課程學習成果']?.[1]).toEqual([
      'A123456789',
      '0990314',
      113,
      2,
      1,
      '113123456V21301A1011011',
      '國語文',
      1,
      3,
      '1',
      '課堂專題的讀書報告',
      'files/00002-document.pdf',
      null,
    ]);
    expect(sheets['轉學轉科課程學習成果']).toHaveLength(1);
  });

  test('六(二)2 · the continuing package is its own: periods instead of credits, its own code', async () => {
    const made = await builtPackage(school, 'night', round.continuing);
    expect(made).toMatchObject({ state: 'ready', lines: 1, rosterCode: '28' });
    const inside = await unzipped(await downloaded('night', made.packageId));
    const sheets = await rowsOf(inside['進修部(學校)學生課程學習成果名冊.xlsx']);
    expect(sheets['封面']?.[1]).toEqual(['12345B', 114, '0', '28']);
    expect(sheets['學期課程學習成果']?.[0]).toContain('修課節數');
    expect(sheets['學期課程學習成果']?.[1]?.[0]).toBe(people.huang.nationalId);
    expect(
      (await school.as('registrar').fetch(`/api/submission/packages/${made.packageId}/zip`)).status,
    ).toBe(404);
    expect((await school.as('director').fetch(`/api/submission/packages/${made.packageId}/zip`)).status).toBe(
      403,
    );
  });

  test('the same package downloaded twice is the same bytes, and no ID number lies in the database in clear', async () => {
    const { packages } = must(
      await school.as('registrar').call(submissionTask, { params: { taskId: round.day } }),
    );
    const packageId = packages[0]?.packageId ?? '';
    expect((await downloaded('registrar', packageId)).equals(await downloaded('registrar', packageId))).toBe(
      true,
    );
    const { rows } = await school.owner.query<{ found: boolean }>(
      `select exists (select from package_line l where l::text like '%A123456789%')
         or exists (select from package_document d where d::text like '%A123456789%')
         or exists (select from ledger_content c where c::text like '%A123456789%') as found`,
    );
    expect(rows[0]?.found).toBe(false);
  });

  test('六(二)2 · two packages asked for at once: one is built, the other refused', async () => {
    // Nothing can finish while the documents' table is held.
    const holder = await school.owner.connect();
    await holder.query('begin; lock table package_document in exclusive mode');
    const both = await Promise.all(
      [1, 2].map(() =>
        school.as('registrar').call(requestPackage, { params: { taskId: round.day }, body: {} }),
      ),
    );
    await holder.query('commit');
    holder.release();
    const refusals = both.flatMap(({ refusal }) => refusal ?? []);
    expect(refusals.map(({ refused }) => refused)).toEqual(['package-building']);
    const packageId = both.flatMap(({ answer }) => answer?.packageId ?? [])[0] ?? '';
    await until(
      async () =>
        must(await school.as('registrar').call(onePackage, { params: { packageId } })).state === 'ready',
    );
  });
});

describe('六(二)2 handing over', () => {
  test('六(二)2 · a new issue replaces the one before; the history stays', async () => {
    const before = await history();
    expect(before).toEqual([
      [2, 'ready'],
      [1, 'replaced'],
    ]);
    const [newest] = must(
      await school.as('registrar').call(submissionTask, { params: { taskId: round.day } }),
    ).packages;
    school.clock.moveTo(new Date('2026-09-27T09:00:00+08:00'));
    await handedOver(school, 'registrar', newest?.packageId ?? '', new Date('2026-09-27T08:00:00+08:00'));
    expect(await history()).toEqual([
      [2, 'handed-over'],
      [1, 'replaced'],
    ]);
    const third = await builtPackage(school, 'registrar', round.day);
    expect(await history()).toEqual([
      [3, 'ready'],
      [2, 'handed-over'],
      [1, 'replaced'],
    ]);
    school.clock.moveTo(new Date('2026-09-27T10:00:00+08:00'));
    await handedOver(school, 'registrar', third.packageId, new Date('2026-09-27T09:30:00+08:00'));
    expect(await history()).toEqual([
      [3, 'handed-over'],
      [2, 'replaced'],
      [1, 'replaced'],
    ]);
  });

  test("六(二)2 · not the other division's, and not twice", async () => {
    const [newest] = must(
      await school.as('registrar').call(submissionTask, { params: { taskId: round.day } }),
    ).packages;
    const params = { packageId: newest?.packageId ?? '' };
    const body = { at: new Date('2026-09-27T09:00:00+08:00').toISOString(), how: 'upload-site' };
    expect((await school.as('night').call(handOver, { params, body })).status).toBe(404);
    expect((await school.as('registrar').call(handOver, { params, body })).refusal).toMatchObject({
      refused: 'package-not-ready',
    });
  });

  test('附錄 · after the national deadline nothing is packed', async () => {
    school.clock.moveTo(new Date('2026-10-16T00:00:00+08:00'));
    const late = await school
      .as('registrar')
      .call(requestPackage, { params: { taskId: round.day }, body: {} });
    expect(late.refusal).toMatchObject({ refused: 'national-deadline-passed', clause: '附錄' });
    school.clock.moveTo(new Date('2026-10-15T23:59:50+08:00'));
    expect((await builtPackage(school, 'registrar', round.day)).state).toBe('ready');
  });

  test('every act has its line in the ledger', async () => {
    const { rows } = await school.owner.query<{ act: string; count: number }>(
      `select act, count(*)::int from ledger_line where act like 'submission.%' group by act order by act`,
    );
    expect(rows.map(({ act }) => act)).toEqual([
      'submission.originEntered',
      'submission.packageBuilt',
      'submission.packageDownloaded',
      'submission.packageHandedOver',
      'submission.packageRequested',
      'submission.roundOpened',
    ]);
  });
});

describe('a damaged file', () => {
  test('the package fails loudly and names it, nothing is handed out; building again after a job that ran twice changes nothing', async () => {
    school.clock.moveTo(new Date('2026-10-15T12:00:00+08:00'));
    const sha256 = sha256Of(files.chen[0]?.bytes ?? Buffer.alloc(0));
    damage(school, sha256);
    const made = await builtPackage(school, 'registrar', round.day);
    expect(made).toMatchObject({
      state: 'failed',
      failures: [{ line: 3, path: 'files/00003-document.pdf', student: '陳思妤', subject: '數學' }],
      may: [],
    });
    const zip = await school.as('registrar').fetch(`/api/submission/packages/${made.packageId}/zip`);
    expect(zip.status).toBe(409);
    await buildPackage(school.school, { packageId: made.packageId });
    expect(
      must(await school.as('registrar').call(onePackage, { params: { packageId: made.packageId } })).state,
    ).toBe('failed');
    const [earlier] = must(
      await school.as('registrar').call(submissionTask, { params: { taskId: round.day } }),
    ).packages.slice(1);
    await expect(downloaded('registrar', earlier?.packageId ?? '')).rejects.toThrow();
  });
});

const origin = {
  schoolCode: null,
  schoolYear: 113,
  semester: 2,
  courseCode: '113123456V21301A1011011',
  courseName: '國語文',
  grade: 1,
  credits: 3,
  method: '1',
};

async function enrolmentOfRetake(): Promise<string> {
  const { findings } = must(
    await school.as('registrar').call(submissionTask, { params: { taskId: round.day } }),
  );
  return findings.find(({ key }) => key === 'originMissing')?.enrolmentId ?? '';
}

async function history(): Promise<[number, string][]> {
  const { packages } = must(
    await school.as('registrar').call(submissionTask, { params: { taskId: round.day } }),
  );
  return packages.map(({ number, state }) => [number, state]);
}

async function downloaded(who: 'registrar' | 'night', packageId: string): Promise<Buffer> {
  const response = await school.as(who).fetch(`/api/submission/packages/${packageId}/zip`);
  expect(response.status).toBe(200);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(Number(response.headers.get('content-length'))).toBe(bytes.length);
  return bytes;
}

/** Every entry by its path, in the archive's order. */
function unzipped(zip: Buffer): Promise<Record<string, Buffer>> {
  return new Promise((resolve, reject) => {
    const found: Record<string, Buffer> = {};
    fromBuffer(zip, { lazyEntries: true }, (error, archive) => {
      if (error) return reject(error);
      archive.on('end', () => resolve(found));
      archive.on('entry', (entry) => {
        archive.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed);
          buffer(stream).then((bytes) => {
            found[entry.fileName] = bytes;
            archive.readEntry();
          }, reject);
        });
      });
      archive.readEntry();
    });
  });
}

function checkManifest(inside: Record<string, Buffer>, manifestSha256: string | null): void {
  const hash = (bytes: Buffer | undefined) =>
    createHash('sha256')
      .update(bytes ?? '')
      .digest('hex');
  const json = inside['manifest.json'];
  const manifest = JSON.parse(json?.toString() ?? '') as Manifest;
  expect(hash(json)).toBe(manifestSha256);
  expect(manifest.files.map(({ path }) => path).sort()).toEqual(
    Object.keys(inside)
      .filter((path) => !path.startsWith('manifest'))
      .sort(),
  );
  for (const file of manifest.files) {
    expect([file.path, hash(inside[file.path]), inside[file.path]?.length]).toEqual([
      file.path,
      file.sha256,
      file.size,
    ]);
  }
  const sums = inside['manifest-sha256.txt']?.toString().trimEnd().split('\n') ?? [];
  expect(sums).toHaveLength(manifest.files.length + 1);
  for (const line of sums) {
    const [sha256, path = ''] = line.split('  ');
    expect(hash(inside[path])).toBe(sha256);
  }
}

/** `unzip -t` where the machine has it: a second opinion about the archive. */
function checkUnzip(zip: Buffer): void {
  const dir = mkdtempSync(join(tmpdir(), 'licheng-zip-'));
  writeFileSync(join(dir, 'package.zip'), zip);
  const run = spawnSync('unzip', ['-t', join(dir, 'package.zip')], { encoding: 'utf8' });
  rmSync(dir, { recursive: true });
  if (run.error) console.info('unzip: not checked, it is not on this machine');
  else expect(run.stdout).toContain('No errors detected');
}

async function rowsOf(workbook: Buffer | undefined): Promise<Record<string, unknown[][]>> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((workbook ?? Buffer.alloc(0)) as unknown as ArrayBuffer);
  return Object.fromEntries(
    book.worksheets.map((sheet) => {
      const width = sheet.getRow(1).cellCount;
      const rows = (sheet.getRows(1, sheet.rowCount) ?? []).map((row) =>
        Array.from({ length: width }, (_, index) => row.getCell(index + 1).value),
      );
      return [sheet.name, rows];
    }),
  );
}

async function until(done: () => Promise<boolean>): Promise<void> {
  while (!(await done())) await new Promise((resolve) => setTimeout(resolve, 30));
}
