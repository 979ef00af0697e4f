import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castNow, people } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { inTransaction } from '../platform/db.ts';
import { disableAccount, enableAccount, findAccounts, unlockAccount } from './account-contract.ts';
import { openAccounts } from './account-store.ts';
import { signIn, whoAmI } from './contract.ts';
import { forgetOldSignIns } from './later.ts';

const password = 'seashore-breeze';
const honest = Array.from({ length: 200 }, (_, at) => `115${String(at).padStart(4, '0')}`);
let home: TestSchool;

beforeAll(async () => {
  home = await openTestSchool();
  await inTransaction(home.school.db, async (tx) => {
    const crowd = await tx
      .insertInto('person')
      .values(honest.map((name) => ({ name })))
      .returning(['id', 'name'])
      .execute();
    const cast = Object.values(people).map((one) => ({
      personId: one.id,
      username: 'number' in one ? one.number : one.staff,
    }));
    const all = [...cast, ...crowd.map(({ id, name }) => ({ personId: id, username: name }))];
    await openAccounts(tx, home.school, all, {
      actor: { personId: null },
      start: { kind: 'password', password, keep: true },
    });
  });
});
afterAll(() => home.close());

const later = (minutes: number) => home.clock.moveTo(new Date(castNow.getTime() + minutes * 60_000));
const enter = (username: string, secret: string) =>
  home.anonymous.call(signIn, { body: { username, password: secret } });
const outcomeOf = async (username: string, secret = 'not-the-password') => {
  const { status, refusal } = await enter(username, secret);
  return refusal?.refused ?? String(status);
};
const times = async (count: number, username: string) => {
  const seen: string[] = [];
  for (let n = 0; n < count; n++) seen.push(await outcomeOf(username));
  return seen;
};

describe('產10 · five failures lock an account', () => {
  test('產10 · after four the right password opens it, and the four are forgotten', async () => {
    expect(await times(4, '1140101')).toEqual(Array(4).fill('sign-in-failed'));
    expect(await outcomeOf('1140101', password)).toBe('200');
    expect(await times(4, '1140101')).toEqual(Array(4).fill('sign-in-failed'));
    expect(await outcomeOf('1140101', password)).toBe('200');
  });

  test('產11 · after five even the right password is refused, for fifteen minutes', async () => {
    await times(5, '1140102');
    const locked = await enter('1140102', password);
    expect(locked.status).toBe(429);
    expect(locked.refusal).toMatchObject({
      refused: 'account-locked',
      clause: '產10',
      facts: { minutes: 15 },
    });
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(14 * 60);
    later(14);
    expect(await outcomeOf('1140102', password)).toBe('account-locked');
    later(16);
    expect(await outcomeOf('1140102', password)).toBe('200');
    later(0);
  });

  test('產10 · a name that does not exist, or that no account can have, is answered alike to the letter', async () => {
    const seen = [];
    for (const username of ['1140103', '1149999', "no' such 名字"]) {
      const answers = [];
      for (let n = 0; n < 7; n++) {
        const { status, refusal } = await enter(username, 'not-the-password');
        const { until, seconds, ...facts } = refusal?.facts ?? {};
        answers.push({ status, ...refusal, facts });
      }
      seen.push(answers);
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    expect(seen[0]?.map(({ refused }) => refused)).toEqual([
      ...Array(4).fill('sign-in-failed'),
      ...Array(3).fill('account-locked'),
    ]);
  });

  test('產10 · forty guesses sent at the same moment are still only five', async () => {
    const seen = await Promise.all(Array.from({ length: 40 }, () => outcomeOf('t001')));
    expect(seen.filter((one) => one === 'sign-in-failed')).toHaveLength(4);
    expect(seen.filter((one) => one === 'account-locked')).toHaveLength(36);
  });

  test('產10 · 200 honest students of one address sign in while one account is attacked from it', async () => {
    const attack = Array.from({ length: 50 }, () => outcomeOf('t002'));
    const began = performance.now();
    const seen = await Promise.all(honest.map((name) => outcomeOf(name, password)));
    const seconds = (performance.now() - began) / 1000;
    expect(seen).toEqual(Array(200).fill('200'));
    expect(new Set(await Promise.all(attack))).toEqual(new Set(['sign-in-failed', 'account-locked']));
    expect(seconds).toBeLessThan(30);
  });

  test('產18 · failures that no longer count are dropped, standing ones are kept', async () => {
    const standing = () => home.owner.query('select 1 from sign_in_failure').then(({ rows }) => rows.length);
    await times(1, 'somebody-else');
    const before = await standing();
    later(24 * 60 - 5);
    await forgetOldSignIns(home.school);
    expect(await standing()).toBe(before);
    later(24 * 60 + 5);
    await forgetOldSignIns(home.school);
    expect(await standing()).toBe(0);
    later(0);
  });

  test('產10 · the lock is a line of the ledger; a name nobody has is not written down anywhere', async () => {
    await times(5, 'my-secret-typed-as-name');
    const lines =
      await home.owner.query(`select about from ledger_content c join ledger_line l on l.id = c.line_id
      where l.act = 'account.locked'`);
    expect(lines.rows.some(({ about }) => 'login' in about)).toBe(true);
    expect(lines.rows.some(({ about }) => !('login' in about))).toBe(true);
    const kept = await home.owner.query(`select t::text from sign_in_failure t
      union all select c::text from ledger_content c`);
    expect(JSON.stringify(kept.rows)).not.toContain('my-secret-typed-as-name');
  });
});

describe('五 · the system keeper', () => {
  const accountOf = async (text: string) =>
    (await home.as('keeper').call(findAccounts, { query: { text } })).answer?.accounts[0];

  test('五 · sees the lock and lifts it', async () => {
    await times(5, '1140104');
    const account = await accountOf('1140104');
    expect(account).toMatchObject({ failures: 5, may: ['reset', 'unlock', 'disable'], place: '商一甲' });
    expect(account?.lockedUntil).not.toBeNull();
    const params = { accountId: account?.id ?? '' };
    expect((await home.as('keeper').call(unlockAccount, { params })).status).toBe(204);
    expect(await outcomeOf('1140104', password)).toBe('200');
    expect((await home.as('keeper').call(unlockAccount, { params })).refusal?.refused).toBe('account-state');
  });

  test('五 · disables an account: its sessions end at once, nobody signs in by it until it is enabled', async () => {
    const params = { accountId: (await accountOf('n1140201'))?.id ?? '' };
    expect((await home.as('huang').call(whoAmI)).answer?.signedIn).toBe(true);
    expect((await home.as('keeper').call(disableAccount, { params })).status).toBe(204);
    expect((await home.as('huang').call(whoAmI)).answer?.signedIn).toBe(false);
    expect(await outcomeOf('n1140201', password)).toBe('account-disabled');
    expect(await outcomeOf('n1140201')).toBe('sign-in-failed');
    expect((await home.as('keeper').call(enableAccount, { params })).status).toBe(204);
    expect(await outcomeOf('n1140201', password)).toBe('200');
  });

  test('五 · nobody else keeps accounts, and the keeper cannot shut themselves out', async () => {
    const params = { accountId: (await accountOf('1140101'))?.id ?? '' };
    for (const who of ['lin', 'wang', 'registrar', 'director'] as const) {
      expect((await home.as(who).call(findAccounts)).status).toBe(403);
      expect((await home.as(who).call(disableAccount, { params })).status).toBe(403);
    }
    const own = await accountOf('a004');
    expect(own?.may).toEqual(['reset']);
    const refused = await home.as('keeper').call(disableAccount, { params: { accountId: own?.id ?? '' } });
    expect(refused.refusal?.refused).toBe('account-state');
  });
});
