import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castNow, people } from '../../tests/cast.ts';
import { clientOf, openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { inTransaction } from '../platform/db.ts';
import { findAccounts, resetPassword } from './account-contract.ts';
import { openAccounts } from './account-store.ts';
import {
  changePassword,
  endOtherSessions,
  endSession,
  listSessions,
  signIn,
  signOut,
  whoAmI,
} from './contract.ts';

const password = 'seashore-breeze';
let home: TestSchool;

beforeAll(async () => {
  home = await openTestSchool();
  await inTransaction(home.school.db, (tx) =>
    openAccounts(
      tx,
      home.school,
      Object.values(people).map((one) => ({
        personId: one.id,
        username: 'number' in one ? one.number : one.staff,
      })),
      { actor: { personId: null }, start: { kind: 'password', password, keep: true } },
    ),
  );
});
afterAll(() => home.close());

const later = (minutes: number) => home.clock.moveTo(new Date(castNow.getTime() + minutes * 60_000));

/** Signs in as a browser would and keeps the cookie it is given. */
async function browser(username: string, secret = password) {
  let cookie = '';
  const client = clientOf(home.url, async () => cookie);
  const answered = await client.call(signIn, { body: { username, password: secret } });
  const set = answered.headers.getSetCookie()[0] ?? '';
  cookie = set.split(';')[0] ?? '';
  return { ...client, answered, set, cookie };
}

describe('五 · signing in', () => {
  test('五 · a student signs in by student number and is told who they are', async () => {
    const lin = await browser('1140101');
    expect(lin.answered.answer).toMatchObject({
      signedIn: true,
      person: { id: people.lin.id, name: people.lin.name },
      registrations: [{ id: people.lin.registration, division: 'day' }],
      isStaff: false,
      mustChangePassword: false,
      clock: { offsetMs: home.clock.offsetMs },
    });
    expect(lin.set).toMatch(/; HttpOnly/);
    expect(lin.set).toMatch(/; SameSite=Lax/);
    expect(lin.set).not.toMatch(/Secure/);
    expect((await lin.call(whoAmI)).answer).toMatchObject({ signedIn: true });
  });

  test('五 · an office holder is told office, division and until when', async () => {
    const night = await browser('a003');
    expect(night.answered.answer?.appointments).toMatchObject([
      { office: 'continuing-academic', division: 'continuing', until: null },
    ]);
  });

  test('五 · each sign-in has a token of its own, and signing in again ends the browser’s earlier session', async () => {
    const first = await browser('1140102');
    const again = clientOf(home.url, async () => first.cookie);
    const second = await again.call(signIn, { body: { username: '1140102', password } });
    const cookie = (second.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
    expect(cookie).not.toBe(first.cookie);
    expect((await again.call(whoAmI)).answer?.signedIn).toBe(false);
    expect((await clientOf(home.url, async () => cookie).call(whoAmI)).answer?.signedIn).toBe(true);
  });

  test('五 · signing out ends the session on the server, not only in the browser', async () => {
    const chen = await browser('1140102');
    expect((await chen.call(signOut)).status).toBe(204);
    expect((await chen.call(whoAmI)).answer?.signedIn).toBe(false);
    expect((await chen.call(listSessions)).status).toBe(401);
  });

  test('五 · a cookie whose signature is not ours is nobody', async () => {
    const chen = await browser('1140102');
    const at = chen.cookie.indexOf('=') + 1;
    const forged =
      chen.cookie.slice(0, at) + (chen.cookie[at] === 'A' ? 'B' : 'A') + chen.cookie.slice(at + 1);
    for (const cookie of [forged, chen.cookie.replace(/\.[^.]*$/, ''), `${chen.cookie.slice(0, -6)}AAAAA%3D`])
      expect((await clientOf(home.url, async () => cookie).call(whoAmI)).answer?.signedIn).toBe(false);
  });

  test('產8 · a sign-in form on another site is refused', async () => {
    const { status } = await home.anonymous.call(signIn, {
      body: { username: '1140101', password },
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(status).toBe(403);
  });
});

describe('五 · how long a session lives', () => {
  test('產12 · unused for one minute less than two hours it lives, for two hours it is over', async () => {
    const lin = await browser('1140101');
    later(119);
    expect((await lin.call(whoAmI)).answer?.signedIn).toBe(true);
    later(119 + 121);
    expect((await lin.call(whoAmI)).answer?.signedIn).toBe(false);
    later(0);
  });

  test('產13 · used all the time it still ends twelve hours after signing in', async () => {
    const lin = await browser('1140101');
    for (let minutes = 100; minutes < 720; minutes += 100) {
      later(minutes);
      expect((await lin.call(whoAmI)).answer?.signedIn).toBe(true);
    }
    later(719);
    expect((await lin.call(whoAmI)).answer?.signedIn).toBe(true);
    later(721);
    expect((await lin.call(whoAmI)).answer?.signedIn).toBe(false);
    later(0);
  });

  test('五 · one sees one’s own sessions and ends them, nobody else’s', async () => {
    const phone = await browser('t001');
    const computer = await browser('t001');
    const { sessions = [] } = (await phone.call(listSessions)).answer ?? {};
    expect(sessions).toHaveLength(2);
    const other = sessions.find((one) => !one.current);
    const lin = await browser('1140101');
    expect((await lin.call(endSession, { params: { sessionId: other?.id ?? '' } })).status).toBe(404);
    expect((await computer.call(whoAmI)).answer?.signedIn).toBe(true);
    expect((await phone.call(endSession, { params: { sessionId: other?.id ?? '' } })).status).toBe(204);
    expect((await computer.call(whoAmI)).answer?.signedIn).toBe(false);
    await browser('t001');
    expect((await phone.call(endOtherSessions)).answer).toEqual({ endedSessions: 1 });
  });
});

describe('產16 · changing the password', () => {
  test('產16 · the new one holds, the old one is dead, other browsers are out, this one stays in under a new token', async () => {
    const chen = await browser('1140102');
    const elsewhere = await browser('1140102');
    const changed = await chen.call(changePassword, { body: { current: password, next: 'mountain-clouds' } });
    expect(changed.answer?.endedSessions).toBeGreaterThanOrEqual(1);
    expect((await elsewhere.call(whoAmI)).answer?.signedIn).toBe(false);
    expect((await chen.call(whoAmI)).answer?.signedIn).toBe(false);
    const cookie = (changed.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
    expect((await clientOf(home.url, async () => cookie).call(whoAmI)).answer?.signedIn).toBe(true);
    expect((await browser('1140102')).answered.refusal?.refused).toBe('sign-in-failed');
    expect((await browser('1140102', 'mountain-clouds')).answered.status).toBe(200);
  });

  test('產16 · a wrong current password, the same one again and a known one are refused', async () => {
    const ji = await browser('1140103');
    const change = (current: string, next: string) => ji.call(changePassword, { body: { current, next } });
    expect((await change('not-my-password', 'mountain-clouds')).refusal?.refused).toBe(
      'current-password-wrong',
    );
    expect((await change(password, password)).refusal?.refused).toBe('password-same');
    expect((await change(password, 'a800000014xyz')).refusal?.refused).toBe('password-known');
    expect((await change(password, 'short')).refusal).toMatchObject({
      refused: 'password-length',
      clause: '產16',
    });
    expect((await browser('1140103')).answered.status).toBe(200);
  });
});

describe('產17 · one-time codes', () => {
  async function codeFor(username: string): Promise<string> {
    const found = await home.as('keeper').call(findAccounts, { query: { text: username } });
    const accountId = found.answer?.accounts[0]?.id ?? '';
    return (await home.as('keeper').call(resetPassword, { params: { accountId } })).answer?.code ?? '';
  }

  test('產17 · after a reset only the code opens, and it opens nothing but the new password', async () => {
    const before = await browser('t002');
    const code = await codeFor('t002');
    expect((await before.call(whoAmI)).answer?.signedIn).toBe(false);
    expect((await browser('t002')).answered.refusal?.refused).toBe('sign-in-failed');
    const su = await browser('t002', code.toLowerCase().replaceAll('-', ' '));
    expect(su.answered.answer).toMatchObject({ signedIn: true, mustChangePassword: true });
    expect((await su.call(listSessions)).refusal?.refused).toBe('password-due');
    expect((await su.call(changePassword, { body: { next: 'mountain-clouds' } })).status).toBe(200);
    expect((await browser('t002', code)).answered.refusal?.refused).toBe('sign-in-failed');
    const free = await browser('t002', 'mountain-clouds');
    expect((await free.call(listSessions)).status).toBe(200);
  });

  test('產17 · a code opens until the end of its thirty days and not after', async () => {
    const code = await codeFor('t003');
    later(30 * 24 * 60 - 1);
    expect((await browser('t003', code)).answered.status).toBe(200);
    later(30 * 24 * 60 + 2);
    expect((await browser('t003', code)).answered.refusal?.refused).toBe('sign-in-failed');
    later(0);
  });

  test('產17 · one person’s code opens nobody else’s account, and a newer code replaces it', async () => {
    const first = await codeFor('t004');
    expect((await browser('t005', first)).answered.refusal?.refused).toBe('sign-in-failed');
    const second = await codeFor('t004');
    expect((await browser('t004', first)).answered.refusal?.refused).toBe('sign-in-failed');
    expect((await browser('t004', second)).answered.status).toBe(200);
  });
});
