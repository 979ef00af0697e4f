import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CastName, people } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { must } from '../../tests/submitting.ts';
import { enterDate } from './contract.ts';
import { makeFeed, myFeed, revokeFeed } from './feed-contract.ts';

let town: TestSchool;
beforeAll(async () => {
  town = await openTestSchool();
});
afterAll(() => town.close());

async function addressOf(who: CastName): Promise<string> {
  const { address } = must(await town.as(who).call(makeFeed));
  return address.replace(town.school.publicUrl, town.url);
}

/** Without a cookie, as another calendar asks. */
const read = (address: string) => fetch(address);

/** UID → DTSTART of a calendar. */
function startsIn(text: string): Map<string, string> {
  const plain = text.replace(/\r\n[ \t]/g, '');
  return new Map(
    plain
      .split('BEGIN:VEVENT')
      .slice(1)
      .map((event) => [/UID:(.*)@/.exec(event)?.[1] ?? '', /DTSTART[^:]*:(\S+)/.exec(event)?.[1] ?? '']),
  );
}

test('產74 · a student’s calendar holds what concerns them, as it is at other calendars, without a name', async () => {
  const answer = await read(await addressOf('lin'));
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(answer.headers.get('cache-control')).toBe('private, max-age=3600');
  const text = await answer.text();
  const starts = startsIn(text);
  expect(starts.get('outcome.upload-114-1-opens')).toBe('20251204');
  expect(starts.get('outcome.upload-114-1-closes')).toBe('20260203');
  expect([...starts.keys()].some((uid) => uid.startsWith('selection-114-one-two-1'))).toBe(true);
  expect([...starts.keys()].some((uid) => uid.startsWith('certification'))).toBe(false);
  for (const { name } of Object.values(people)) expect(text).not.toContain(name);
});

test('產74 · a teacher’s holds what they certify, an office’s what it submits; in English where asked', async () => {
  const teacher = startsIn(await (await read(await addressOf('wang'))).text());
  expect([...teacher.keys()]).toEqual(['certification-114-1-closes']);
  const office = await (await read(`${await addressOf('registrar')}?lang=en`)).text();
  expect([...startsIn(office).keys()]).toContain('submission-114-one-two-1-closes');
  expect(office).toContain('Submission closes');
  expect(startsIn(await (await read(await addressOf('keeper'))).text()).size).toBe(0);
});

test('四 · a moved date moves the entry that is there', async () => {
  const address = await addressOf('lin');
  const before = startsIn(await (await read(address)).text());
  const body = {
    name: 'closingCeremony',
    key: { schoolYear: 114, semester: 1 as const },
    on: '2026-01-21',
    reason: '',
  };
  must(await town.as('director').call(enterDate, { body }));
  const after = startsIn(await (await read(address)).text());
  expect([...after.keys()]).toEqual([...before.keys()]);
  expect(after.get('outcome.upload-114-1-closes')).toBe('20260204');
});

test('產74 · a revoked address answers like one that never was, and so does the one before a new one', async () => {
  const first = await addressOf('chen');
  expect((await read(first)).status).toBe(200);
  const second = await addressOf('chen');
  const guessed = await read(second.replace(/[^/]{22}\/licheng/, 'AAAAAAAAAAAAAAAAAAAAAA/licheng'));
  const replaced = await read(first);
  expect([guessed.status, replaced.status]).toEqual([404, 404]);
  expect(await replaced.text()).toBe(await guessed.text());
  expect((await town.as('chen').call(revokeFeed)).status).toBe(204);
  expect((await read(second)).status).toBe(404);
  expect(must(await town.as('chen').call(myFeed)).madeAt).toBeNull();
  expect((await town.as('chen').call(revokeFeed)).refusal).toMatchObject({
    refused: 'feed-none',
    clause: '產74',
  });
});

test('產74 · the address holds 128 random bits, and the database only their hash', async () => {
  const address = await addressOf('su');
  const token = address.split('/').at(-2) ?? '';
  expect(Buffer.from(token, 'base64url')).toHaveLength(16);
  const { rows } = await town.owner.query('select encode(token_hash, $1) as hash from calendar_feed', [
    'hex',
  ]);
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(JSON.stringify(rows)).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
});

test('產74 · asked for by ten at once, one address works', async () => {
  const made = await Promise.all(Array.from({ length: 10 }, () => addressOf('fang')));
  const answers = await Promise.all(made.map(read));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});
