import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { castNow, enrolments, people } from '../../tests/cast.ts';
import { handIn, mp4File, pdfFile, sha256Of } from '../../tests/hand-in.ts';
import { type Client, openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { openFile } from './contract.ts';

let opened: TestSchool;
let lin: Client;
const document = pdfFile(3000, '𠮷田 "報告"; x=1.pdf');
const media = mp4File(5000);
let ids: { outcomeId: string; versionId: string };
beforeAll(async () => {
  opened = await openTestSchool();
  lin = opened.as('lin');
  ids = await handIn(lin, { enrolmentId: enrolments.linChinese.id, files: [document, media] });
});
afterAll(() => opened.close());
beforeEach(() => opened.clock.moveTo(castNow));

async function link(client: Client, slot: 'document' | 'media' = 'document', disposition = 'inline') {
  const { outcomeId, versionId } = ids;
  const made = await client.call(openFile, { params: { outcomeId, versionId, slot }, body: { disposition } });
  return { ...made, url: made.answer?.url ?? '/files/none' };
}

describe('產4 file links', () => {
  test('產4 · the bytes come whole, inert, with their hash and their real name', async () => {
    const { url } = await link(lin, 'document', 'attachment');
    const got = await lin.fetch(url);
    expect(got.status).toBe(200);
    expect(sha256Of(Buffer.from(await got.arrayBuffer()))).toBe(sha256Of(document.bytes));
    const base64 = Buffer.from(sha256Of(document.bytes), 'hex').toString('base64');
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': '3000',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'repr-digest': `sha-256=:${base64}:`,
      'cache-control': 'private, no-store',
    });
    expect(got.headers.get('content-disposition')).toBe(
      `attachment; filename="__ ____; x=1.pdf"; filename*=UTF-8''${encodeURIComponent('𠮷田 "報告"; x=1.pdf')}`,
    );
  });

  test('產4 · a player may ask for ranges, as often as it likes', async () => {
    const { url } = await link(lin, 'media');
    for (const [range, start, end] of [
      ['bytes=0-99', 0, 99],
      ['bytes=4990-', 4990, 4999],
      ['bytes=-10', 4990, 4999],
    ] as const) {
      const got = await lin.fetch(url, { headers: { range } });
      expect(got.status).toBe(206);
      expect(got.headers.get('content-range')).toBe(`bytes ${start}-${end}/5000`);
      expect(Buffer.from(await got.arrayBuffer())).toEqual(media.bytes.subarray(start, end + 1));
    }
    const beyond = await lin.fetch(url, { headers: { range: 'bytes=5000-' } });
    expect(beyond.status).toBe(416);
    expect(beyond.headers.get('content-range')).toBe('bytes */5000');
  });

  test('產4 · after a quarter of an hour it is over', async () => {
    const { url, answer } = await link(lin);
    expect(Date.parse(answer?.expiresAt ?? '') - castNow.getTime()).toBeCloseTo(15 * 60_000, -4);
    opened.clock.moveTo(new Date(castNow.getTime() + 14 * 60_000));
    expect((await lin.fetch(url)).status).toBe(200);
    opened.clock.moveTo(new Date(castNow.getTime() + 16 * 60_000));
    const late = await lin.fetch(url);
    expect(late.status).toBe(409);
    expect(await late.json()).toMatchObject({
      refused: 'file-link-expired',
      clause: '產4',
      facts: { minutes: 15 },
    });
  });

  test('產4 · in any other session the link opens nothing', async () => {
    const { url } = await link(lin);
    for (const other of [opened.as('chen'), opened.as('wang'), opened.anonymous]) {
      expect((await other.fetch(url)).status).toBe(404);
    }
    expect((await lin.fetch(`/files/${'A'.repeat(43)}`)).status).toBe(404);
  });

  test('產4 · when its session ends the link ends', async () => {
    const { url } = await link(opened.as('wang'));
    expect((await opened.as('wang').fetch(url)).status).toBe(200);
    await opened.owner.query(
      `update login_session set ended_at = clock_timestamp()
       where login_id = (select id from login where person_id = $1)`,
      [people.wang.id],
    );
    expect((await opened.as('wang').fetch(url)).status).toBe(404);
  });
});

describe('六(二)2 who may open what was handed in', () => {
  test.each([
    ['lin', 200],
    ['registrar', 200],
    ['chen', 404],
    ['su', 404],
    ['he', 404],
    ['night', 404],
    ['keeper', 404],
  ] as const)('六(二)2 · %s: %i', async (who, status) => {
    expect((await link(opened.as(who))).status).toBe(status);
  });

  test('國3 · a deputy of its teacher may, and from the next request after the end no longer', async () => {
    await opened.owner.query(
      `insert into appointment (person_id, office, deputy_for, starts_on, ends_on)
       values ($1, 'deputy', $2, '2025-12-01', '2025-12-10')`,
      [people.he.id, people.wang.id],
    );
    const { url, status } = await link(opened.as('he'));
    expect(status).toBe(200);
    expect((await opened.as('he').fetch(url)).status).toBe(200);
    await opened.owner.query(`update appointment set revoked_at = clock_timestamp() where person_id = $1`, [
      people.he.id,
    ]);
    expect((await opened.as('he').fetch(url)).status).toBe(404);
  });
});
