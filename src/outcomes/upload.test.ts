import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { enrolments, people } from '../../tests/cast.ts';
import {
  announced,
  begin,
  draftFor,
  type HandedFile,
  handIn,
  mp4File,
  pdfFile,
  pdfOf,
  putBytes,
  sha256Of,
} from '../../tests/hand-in.ts';
import { type Client, openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { issueSession } from '../accounts/auth.ts';
import { beginUpload, outcomeDetail, uploadStatus, withdrawOutcome } from './contract.ts';

let opened: TestSchool;
let lin: Client;
beforeAll(async () => {
  opened = await openTestSchool();
  lin = opened.as('lin');
});
afterAll(() => opened.close());

/** All that could change when something is handed in. */
async function everything() {
  const { rows } = await opened.owner.query(
    `select (select count(*)::int from outcome_version) as versions, (select count(*)::int from outcome_file) as files,
            (select count(*)::int from blob) as blobs, (select count(*)::int from ledger_line) as lines`,
  );
  const kept = readdirSync(opened.filesDir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /[0-9a-f]{64}$/.test(name),
  );
  const incoming = readdirSync(`${opened.filesDir}/incoming`);
  return { ...rows[0], kept: kept.length, incoming: incoming.length };
}

describe('五(三)1 handing in', () => {
  test('五(三)1 · a document becomes a version, its file, a ledger line and a receipt at once', async () => {
    const before = await everything();
    const file = pdfFile();
    const { outcomeId, versionId } = await handIn(lin, {
      enrolmentId: enrolments.linMaths.id,
      files: [file],
    });
    expect(await everything()).toEqual({
      versions: before.versions + 1,
      files: before.files + 1,
      blobs: before.blobs + 1,
      lines: before.lines + 2,
      kept: before.kept + 1,
      incoming: 0,
    });
    const { answer } = await lin.call(outcomeDetail, { params: { outcomeId } });
    expect(answer).toMatchObject({ state: 'received', draft: null, may: ['edit', 'upload', 'withdraw'] });
    expect(answer?.versions).toMatchObject([
      {
        versionId,
        number: 1,
        files: [{ slot: 'document', sha256: sha256Of(file.bytes), mediaType: 'application/pdf' }],
      },
    ]);
  });

  test('國7 · document and video: the second file completes the version, in either order', async () => {
    for (const files of [
      [pdfFile(), mp4File()],
      [mp4File(), pdfFile()],
    ] as [HandedFile, HandedFile][]) {
      const outcomeId = await draftFor(opened.as('chen'), enrolments.chenMaths.id);
      const uploadId = await begin(opened.as('chen'), outcomeId, files);
      const first = await putBytes(opened.as('chen'), uploadId, files[0]);
      expect(first.answer).toEqual({ state: 'waiting', outcomeId, missing: [files[1].slot] });
      const { answer } = await opened.as('chen').call(uploadStatus, { params: { uploadId } });
      expect(answer).toEqual(first.answer);
      const second = await putBytes(opened.as('chen'), uploadId, files[1]);
      expect(second.answer).toMatchObject({ state: 'received', number: 1 });
    }
  });

  test('五(三)1 · both files at the same moment make one version', async () => {
    const chen = opened.as('chen');
    const files = [pdfFile(), mp4File()];
    const uploadId = await begin(chen, await draftFor(chen, enrolments.chenChinese.id), files);
    const puts = await Promise.all(files.map((file) => putBytes(chen, uploadId, file)));
    expect(puts.map((put) => put.answer?.state).sort()).toEqual(['received', 'waiting']);
  });

  test('產5 · the digest a browser sends along is accepted (RFC 9530)', async () => {
    const ji = opened.as('ji');
    const file = pdfFile();
    const uploadId = await begin(ji, await draftFor(ji, enrolments.jiChinese.id), [file]);
    const base64 = Buffer.from(sha256Of(file.bytes), 'hex').toString('base64');
    const put = await putBytes(ji, uploadId, file, { 'repr-digest': `sha-512=:AAAA:, sha-256=:${base64}:` });
    expect(put.answer?.state).toBe('received');
  });
});

describe('國7 what is announced and cannot be taken', () => {
  let outcomeId: string;
  beforeAll(async () => {
    outcomeId = await draftFor(opened.as('tsai'), enrolments.tsaiChinese.id);
  });
  const announce = async (description: string, ...files: Partial<ReturnType<typeof announced>>[]) => {
    const before = await everything();
    const whole = files.map((file) => ({ ...announced(pdfFile()), ...file }));
    const begun = await opened
      .as('tsai')
      .call(beginUpload, { params: { outcomeId }, body: { description, files: whole } });
    expect(await everything()).toEqual(before);
    return begun;
  };

  test.each([
    ['國7 · a description of 101 characters', '字'.repeat(101), {}, 409, 'description-too-long'],
    ['國7 · no description', '  ', {}, 409, 'description-missing'],
    ['國7 · a document one byte over', '好', { size: 4_194_305 }, 413, 'file-too-large'],
    ['國7 · an SVG', '好', { name: '圖.svg' }, 415, 'file-kind-refused'],
    ['國7 · a page of HTML', '好', { name: '頁.html' }, 415, 'file-kind-refused'],
    ['國7 · a program', '好', { name: 'setup.exe' }, 415, 'file-kind-refused'],
  ])('%s is refused before any byte', async (_, description, file, status, refused) => {
    const begun = await announce(description, file);
    expect(begun).toMatchObject({ status, refusal: { refused, clause: '國7' } });
  });

  test('國7 · exactly 100 characters of four bytes each, and exactly 4 MiB, are taken', async () => {
    const begun = await announce('𠮷'.repeat(100), { size: 4_194_304 });
    expect(begun.status).toBe(200);
  });
});

describe('產5 a Content-Length that lies', () => {
  /** Says one length, sends another, and hangs up. */
  async function lie(uploadId: string, said: number, bytes: Buffer): Promise<string> {
    const cookie = await issueSession(opened.school, people.tsai.id);
    const { hostname, port } = new URL(opened.url);
    const socket = connect(Number(port), hostname);
    const head = [
      `PUT /api/uploads/${uploadId}/files/document HTTP/1.1`,
      `host: ${hostname}:${port}`,
      `cookie: ${cookie}`,
      'content-type: application/octet-stream',
      `content-length: ${said}`,
    ];
    socket.write(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes.subarray(0, said)]));
    let heard = '';
    for await (const piece of socket) {
      heard += String(piece);
      if (heard.endsWith('}')) break;
    }
    return heard;
  }

  test.each([
    ['more than comes', 1000],
    ['less than comes', -1000],
  ])('產5 · it says %s: nothing is kept of it', async (_, difference) => {
    const tsai = opened.as('tsai');
    const file = pdfFile(3000);
    const uploadId = await begin(tsai, await draftFor(tsai, enrolments.tsaiChinese.id), [file]);
    const before = await everything();
    const heard = await lie(uploadId, file.bytes.length + difference, file.bytes);
    expect(heard).toContain('"refused":"file-size-mismatch","clause":"產5"');
    expect(await everything()).toEqual(before);
    const { answer } = await tsai.call(uploadStatus, { params: { uploadId } });
    expect(answer).toMatchObject({ state: 'waiting', missing: ['document'] });
    expect((await putBytes(tsai, uploadId, file)).answer?.state).toBe('received');
    await tsai.call(withdrawOutcome, { params: { outcomeId: answer?.outcomeId ?? '' } });
  });
});

describe('國7 bytes that are not what was announced', () => {
  const pdf = pdfOf(3000);
  const exe = Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), Buffer.alloc(3000)]);
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const html = Buffer.from('<!doctype html><script>alert(1)</script>');
  let outcomeId: string;
  let before: Awaited<ReturnType<typeof everything>>;
  beforeAll(async () => {
    outcomeId = await draftFor(opened.as('tsai'), enrolments.tsaiChinese.id);
  });
  beforeEach(async () => {
    before = await everything();
  });
  const refusedPut = async (
    file: HandedFile,
    sent: { bytes?: Buffer; chunked?: boolean; headers?: Record<string, string> } = {},
    expected: { status: number; refused: string; clause: string } = { status: 0, refused: '', clause: '' },
  ) => {
    const tsai = opened.as('tsai');
    const uploadId = await begin(tsai, outcomeId, [file]);
    const { bytes = file.bytes, chunked, headers } = sent;
    const { status, refusal } = await putBytes(tsai, uploadId, { slot: file.slot, bytes, chunked }, headers);
    expect({ status, refused: refusal?.refused, clause: refusal?.clause }).toEqual(expected);
    expect(await everything()).toEqual(before);
  };

  test.each([
    ['a renamed .exe', exe],
    ['a renamed SVG', svg],
    ['a renamed page of HTML', html],
  ])('國7 · %s is refused for its bytes, whatever its name', async (_, bytes) => {
    await refusedPut(
      { slot: 'document', name: '報告.pdf', bytes },
      {},
      { status: 415, refused: 'file-kind-refused', clause: '國7' },
    );
  });

  test('國7 · a PNG that calls itself a PDF is refused', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    await refusedPut(
      { slot: 'document', name: '圖.pdf', bytes: png },
      {},
      { status: 415, refused: 'file-kind-refused', clause: '國7' },
    );
  });

  test('國7 · a password-protected PDF is refused', async () => {
    const document = await PDFDocument.create();
    document.addPage();
    document.encrypt({ userPassword: 'secret', ownerPassword: 'owner' });
    const bytes = Buffer.from(await document.save());
    await refusedPut(
      { slot: 'document', name: '報告.pdf', bytes },
      {},
      { status: 422, refused: 'file-encrypted', clause: '國7' },
    );
  });

  test('國7 · a truncated PDF is refused', async () => {
    await refusedPut(
      { slot: 'document', name: '報告.pdf', bytes: pdf.subarray(0, 2500) },
      {},
      { status: 422, refused: 'file-broken', clause: '國7' },
    );
  });

  test.each([false, true])(
    '產5 · one byte more or one less than announced is refused (in chunks: %s)',
    async (chunked) => {
      const file: HandedFile = { slot: 'document', name: '報告.pdf', bytes: pdf };
      const expected = { status: 422, refused: 'file-size-mismatch', clause: '產5' };
      await refusedPut(file, { bytes: Buffer.concat([pdf, Buffer.from(' ')]), chunked }, expected);
      await refusedPut(file, { bytes: pdf.subarray(0, -1), chunked }, expected);
    },
  );

  test('國7 · bytes that go on past the limit are cut off there', async () => {
    const file: HandedFile = { slot: 'document', name: '報告.pdf', bytes: pdf };
    await refusedPut(
      file,
      // In chunks, so that no length tells beforehand.
      { bytes: Buffer.alloc(30_000_000), chunked: true },
      { status: 413, refused: 'file-too-large', clause: '國7' },
    );
  });

  test('產5 · other bytes of the same size do not match their hash', async () => {
    const file: HandedFile = { slot: 'document', name: '報告.pdf', bytes: pdf };
    await refusedPut(
      file,
      { bytes: pdfOf(3000) },
      { status: 422, refused: 'file-hash-mismatch', clause: '產5' },
    );
  });

  test('產5 · a digest that contradicts the announcement is refused before the bytes', async () => {
    const file: HandedFile = { slot: 'document', name: '報告.pdf', bytes: pdf };
    const digest = `sha-256=:${Buffer.alloc(32).toString('base64')}:`;
    await refusedPut(
      file,
      { headers: { 'repr-digest': digest } },
      { status: 422, refused: 'file-hash-mismatch', clause: '產5' },
    );
  });
});
