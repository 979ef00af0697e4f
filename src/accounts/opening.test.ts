import { randomUUID } from 'node:crypto';
import { parseOptions } from '@node-rs/argon2';
import type { FastifyRequest } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { people } from '../../tests/cast.ts';
import { clientOf, openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { inTransaction } from '../platform/db.ts';
import { openMissingAccounts } from './account-contract.ts';
import { openAccounts, openFirstKeeper } from './account-store.ts';
import { actorOf, issueSession } from './auth.ts';
import { signIn, whoAmI } from './contract.ts';
import { libraryOf } from './library.ts';
import { sessionLimits } from './limits.ts';
import { hashPassword, unmatchableHash, verifyPassword } from './password.ts';
import { cookieAttributes, cookieName } from './session-cookie.ts';

let home: TestSchool;
beforeAll(async () => {
  home = await openTestSchool();
});
afterAll(() => home.close());

async function crowd(size: number) {
  const rows = await home.school.db
    .insertInto('person')
    .values(Array.from({ length: size }, () => ({ name: '同學' })))
    .returning('id')
    .execute();
  return rows.map(({ id }, at) => ({ personId: id, username: `${id.slice(0, 6)}${at}` }));
}

describe('五 · opening accounts', () => {
  test('產17 · a whole school of 2,700 gets its codes in seconds, each its own', async () => {
    const everybody = await crowd(2700);
    const began = performance.now();
    const { opened, skipped } = await inTransaction(home.school.db, (tx) =>
      openAccounts(tx, home.school, everybody, { actor: { personId: null }, start: { kind: 'codes' } }),
    );
    expect((performance.now() - began) / 1000).toBeLessThan(10);
    expect(skipped).toEqual([]);
    expect(new Set(opened.map(({ code }) => code)).size).toBe(2700);
    const again = await inTransaction(home.school.db, (tx) =>
      openAccounts(tx, home.school, everybody, { actor: { personId: null }, start: { kind: 'codes' } }),
    );
    expect(again.opened).toEqual([]);
    expect(again.skipped[0]?.why).toBe('has-account');
  });

  test('五 · a name no account can have and a name already taken are named, the others are opened', async () => {
    const [a, b, c] = await crowd(3);
    if (!a || !b || !c) throw new Error('three people');
    const { opened, skipped } = await inTransaction(home.school.db, (tx) =>
      openAccounts(
        tx,
        home.school,
        [
          { ...a, username: 'Ｓ００１' },
          { ...b, username: 's001' },
          { ...c, username: '王 老師' },
        ],
        { actor: { personId: null }, start: { kind: 'codes' } },
      ),
    );
    expect(opened).toMatchObject([{ username: 's001' }]);
    expect(skipped.map(({ why }) => why)).toEqual(['username-taken', 'bad-username']);
  });

  test('產16 · a common first password opens nothing but its change, unless it may be kept', async () => {
    const [first, demo] = await crowd(2);
    if (!first || !demo) throw new Error('two people');
    await inTransaction(home.school.db, async (tx) => {
      const actor = { personId: null };
      const given = { kind: 'password', password: 'welcome-everyone' } as const;
      await openAccounts(tx, home.school, [first], { actor, start: { ...given, keep: false } });
      await openAccounts(tx, home.school, [demo], { actor, start: { ...given, keep: true } });
    });
    const dueOf = async (username: string) =>
      (await home.anonymous.call(signIn, { body: { username, password: 'welcome-everyone' } })).answer
        ?.mustChangePassword;
    expect(await dueOf(first.username)).toBe(true);
    expect(await dueOf(demo.username)).toBe(false);
  });

  test('五 · the system keeper opens what is missing and prints the codes; they sign in', async () => {
    const { answer } = await home.as('keeper').call(openMissingAccounts, { body: { who: 'students' } });
    const lin = answer?.opened.find(({ username }) => username === '1140101');
    expect(lin?.name).toBe(people.lin.name);
    const entered = await home.anonymous.call(signIn, {
      body: { username: '1140101', password: lin?.code ?? '' },
    });
    expect(entered.answer).toMatchObject({ signedIn: true, mustChangePassword: true });
    expect((await home.as('wang').call(openMissingAccounts, { body: { who: 'staff' } })).status).toBe(403);
  });

  test('五 · the first system keeper of a new school signs in with the printed code', async () => {
    const [person] = await crowd(1);
    if (!person) throw new Error('one person');
    await home.school.db
      .insertInto('staff')
      .values({ person_id: person.personId, staff_code: 'FIRST' })
      .execute();
    const code = await inTransaction(home.school.db, (tx) =>
      openFirstKeeper(tx, home.school, { ...person, username: 'first', startsOn: '2025-08-01' }),
    );
    const entered = await home.anonymous.call(signIn, { body: { username: 'first', password: code } });
    expect(entered.answer).toMatchObject({
      mustChangePassword: true,
      appointments: [{ office: 'system-keeper' }],
    });
  });
});

describe('五 · what the sign-in library does', () => {
  test('五 · passwords are argon2id with 19 MiB, two passes, one lane; no password has the empty account’s hash', async () => {
    const kept = await hashPassword('seashore-breeze');
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(parseOptions(unmatchableHash())).toEqual(parseOptions(kept));
    expect(await verifyPassword({ hash: kept, password: 'seashore-breeze' })).toBe(true);
    expect(await verifyPassword({ hash: kept, password: 'seashore-breezE' })).toBe(false);
    expect(await verifyPassword({ hash: unmatchableHash(), password: 'seashore-breeze' })).toBe(false);
  });

  test('五 · it reads the cookies we write, and we read those it writes', async () => {
    const cookie = await issueSession(home.school, people.wang.id);
    const { api } = libraryOf(home.school, sessionLimits);
    const read = await api.getSession({ headers: new Headers({ cookie }) });
    const login = await home.school.db
      .selectFrom('login')
      .select('person_id')
      .where('id', '=', read?.user.id ?? '')
      .executeTakeFirst();
    expect(login?.person_id).toBe(people.wang.id);

    await inTransaction(home.school.db, (tx) =>
      openAccounts(tx, home.school, [{ personId: people.su.id, username: 't002' }], {
        actor: { personId: null },
        start: { kind: 'password', password: 'seashore-breeze', keep: true },
      }),
    );
    const { headers } = await api.signInUsername({
      body: { username: 'T002', password: 'seashore-breeze' },
      returnHeaders: true,
    });
    const written = (headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
    const seen = await clientOf(home.url, async () => written).call(whoAmI);
    expect(seen.answer?.person?.id).toBe(people.su.id);
  });

  test('五 · none of its own routes is served', async () => {
    for (const path of [
      'sign-in/username',
      'sign-up/email',
      'get-session',
      'update-user',
      'is-username-available',
    ])
      for (const method of ['GET', 'POST'])
        expect((await home.anonymous.fetch(`/api/auth/${path}`, { method })).status).toBe(404);
  });

  test('五 · it lets nobody sign up', async () => {
    const { api } = libraryOf(home.school, sessionLimits);
    const body = { email: 'x@example.org', name: 'x', password: 'seashore-breeze', username: 'x' };
    await expect(api.signUpEmail({ body })).rejects.toThrow();
  });

  test('五 · by https the cookie is __Host- and Secure, by http neither', () => {
    const secure = { ...home.school, publicUrl: 'https://portfolio.example.edu.tw' };
    expect(cookieName(secure)).toMatch(/^__Host-licheng-/);
    expect(cookieAttributes(secure)).toEqual({ path: '/', httpOnly: true, sameSite: 'lax', secure: true });
    expect(cookieName(home.school)).not.toMatch(/^__/);
    expect(cookieAttributes(home.school).secure).toBe(false);
  });

  test('五 · a session of one school is nobody in another, even where the same token is kept', async () => {
    const cookie = await issueSession(home.school, people.wang.id);
    const [name = '', value = ''] = cookie.split('=');
    const request = { cookies: { [name]: decodeURIComponent(value) } } as unknown as FastifyRequest;
    const stranger = { ...home.school, sessionSecret: randomUUID() };
    expect((await actorOf(stranger, request)).personId).toBeNull();
    expect((await actorOf(home.school, request)).personId).toBe(people.wang.id);
  });
});
