import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appoint } from '../../tests/appoint.ts';
import { type CastName, classes, people } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { recordHistory } from '../history/contract.ts';
import {
  addCadreUnits,
  applyCarryOver,
  cadreGrid,
  cadreLists,
  cadreOverview,
  cadrePosts,
  myCadre,
  previewCarryOver,
  retireCadreUnit,
  saveCadreGrid,
  saveUsualPosts,
} from './contract.ts';

let town: TestSchool;
beforeAll(async () => {
  town = await openTestSchool();
  await appoint(town, 'he', 'student-activities', { division: 'day' });
  await appoint(town, 'lai', 'continuing-student-affairs', { division: 'continuing' });
  await appoint(town, 'fang', 'student-affairs-director');
  await appoint(town, 'wang', 'homeroom', { class: 'dayOne' });
});
afterAll(() => town.close());

const dayOne = { level: 'class', unitId: classes.dayOne.id };
const whole = { startsOn: '2025-08-01', endsOn: '2026-01-31' };
const monitor = { postId: null, registrationId: people.lin.registration, post: '班長', ...whole };
const vice = { postId: null, registrationId: people.chen.registration, post: '副班長', ...whole };

async function grid(who: CastName = 'he', params = dayOne, query = {}) {
  const { answer } = await town.as(who).call(cadreGrid, { params, query });
  if (!answer) throw new Error('no grid');
  return answer;
}

async function save(posts: object[], { who = 'he' as CastName, params = dayOne, reason = '' } = {}) {
  const { seen } = await grid(who, params);
  return town.as(who).call(saveCadreGrid, { params, body: { seen, posts, reason } });
}

describe('五(一)2 the grid of a class', () => {
  test('五(一)2 · 訓育組 enters it; its students see their own, and nobody else’s', async () => {
    expect((await save([monitor, vice])).answer).toEqual({ added: 2, changed: 0, removed: 0 });
    const own = await town.as('lin').call(myCadre);
    expect(own.answer?.posts).toMatchObject([
      { unit: '商一甲', post: '班長', level: 'class', startsOn: '2025-08-01' },
    ]);
    expect((await town.as('ji').call(myCadre)).answer?.posts).toEqual([]);
  });

  test('五(一)2 · neither the other division’s office nor those who only look can open or change it', async () => {
    const { seen } = await grid();
    const put = { params: dayOne, body: { seen, posts: [] } };
    expect((await town.as('lai').call(cadreGrid, { params: dayOne })).status).toBe(404);
    expect((await town.as('lai').call(saveCadreGrid, put)).status).toBe(404);
    for (const who of ['fang', 'wang', 'registrar', 'director', 'lin'] as const) {
      expect((await town.as(who).call(cadreGrid, { params: dayOne })).status).toBe(403);
      expect((await town.as(who).call(saveCadreGrid, put)).status).toBe(403);
    }
    expect((await grid()).posts).toHaveLength(2);
  });

  test('五(一)2 · a line that is wrong refuses the whole, with its row', async () => {
    const { posts } = await grid();
    const night = { ...vice, registrationId: people.huang.registration };
    expect((await save([...posts, night])).refusal).toMatchObject({
      refused: 'cadre-not-of-unit',
      clause: '五(一)2',
      facts: { row: 3, post: '副班長' },
    });
    const second = { ...monitor, registrationId: people.ji.registration };
    expect((await save([...posts, second])).refusal).toMatchObject({ refused: 'cadre-post-taken' });
    expect((await save([{ ...monitor, endsOn: '2026-02-01' }])).refusal).toMatchObject({
      refused: 'cadre-outside-semester',
      facts: whole,
    });
    expect((await grid()).posts).toEqual(posts);
  });

  test('五(一)2 · two who change it at the same time: the second is told, and nothing is lost', async () => {
    const { seen, posts } = await grid();
    const put = (more: object) =>
      town.as('he').call(saveCadreGrid, { params: dayOne, body: { seen, posts: [...posts, more] } });
    // Both have read and wait at the same door; whoever comes second finds what the first wrote.
    const both = await atTheDoor('cadre/day/114/1', [
      () => put({ ...vice, registrationId: people.ji.registration, post: '學藝股長' }),
      () => put({ ...vice, registrationId: people.tsai.registration, post: '風紀股長' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ refusal }) => refusal)?.refusal).toMatchObject({
      refused: 'cadre-changed-meanwhile',
    });
    expect((await grid()).posts).toHaveLength(3);
  });

  test('五(一)2 · what changed, by whom and why, stands in the student’s history and in the ledger', async () => {
    const { posts } = await grid();
    const shorter = posts.map((held) => (held.post === '班長' ? { ...held, endsOn: '2025-12-31' } : held));
    const reason = '班長改選';
    expect((await save(shorter, { reason })).answer).toEqual({ added: 0, changed: 1, removed: 0 });
    const params = { registrationId: people.lin.registration, topic: 'cadre' };
    const told = await town.as('lin').call(recordHistory, { params });
    expect(told.answer?.changes[0]).toMatchObject({
      kind: 'changed',
      label: '114-1 商一甲 班長',
      fields: [{ field: 'endsOn', before: '2026-01-31', after: '2025-12-31' }],
      by: people.he.name,
      reason,
    });
    expect((await town.as('chen').call(recordHistory, { params })).status).toBe(404);
    expect((await town.as('lai').call(recordHistory, { params })).status).toBe(404);
    const { rows } = await town.owner.query(
      `select data from ledger_content where about @> $1 order by line_id desc limit 1`,
      [{ unit: classes.dayOne.id }],
    );
    expect(rows[0]?.data).toMatchObject({ how: 'grid', schoolYear: 114, semester: 1, changed: 1 });
  });

  test('五(一)2 · saving what is there already changes nothing and writes no line', async () => {
    const count = async () =>
      (await town.owner.query('select count(*)::int as n from ledger_line')).rows[0].n;
    const before = await count();
    expect((await save((await grid()).posts)).answer).toEqual({ added: 0, changed: 0, removed: 0 });
    expect(await count()).toBe(before);
  });
});

/** Holds an advisory lock until all acts wait for it. Acts that do not take it never wait, and the test fails. */
async function atTheDoor<T>(key: string, acts: (() => Promise<T>)[]): Promise<T[]> {
  const holder = await town.owner.connect();
  try {
    await holder.query('select pg_advisory_lock(hashtextextended($1, 0))', [key]);
    const under = acts.map((act) => act());
    await expect
      .poll(
        async () =>
          (
            await town.owner.query(
              `select count(*)::int as n from pg_locks l join pg_database d on d.oid = l.database
               where l.locktype = 'advisory' and not l.granted and d.datname = current_database()`,
            )
          ).rows[0].n,
        { timeout: 10_000 },
      )
      .toBe(acts.length);
    await holder.query('select pg_advisory_unlock(hashtextextended($1, 0))', [key]);
    return await Promise.all(under);
  } finally {
    holder.release(true);
  }
}

describe('五(一)2 the overview', () => {
  test('五(一)2 · names what a class lacks, each office only its own', async () => {
    const day = await town.as('he').call(cadreOverview);
    expect(day.answer).toMatchObject({ schoolYear: 114, semester: 1, keeps: ['day'] });
    expect(day.answer?.classes).toMatchObject(
      [
        { name: '商一甲', students: 4, posts: 3, findings: 0, missing: ['風紀股長', '衛生股長', '總務股長'] },
      ].map((line) => ({ ...line, missing: expect.arrayContaining(['衛生股長', '總務股長']) })),
    );
    const night = await town.as('lai').call(cadreOverview);
    expect(night.answer?.classes.map(({ name }) => name)).toEqual(['進商一甲']);
    expect(night.answer?.keeps).toEqual(['continuing']);
  });

  test('五(一)2 · 學務主任 sees both divisions, a homeroom teacher the own class, neither keeps any', async () => {
    const director = await town.as('fang').call(cadreOverview);
    expect(director.answer?.classes.map(({ name }) => name)).toEqual(['商一甲', '進商一甲']);
    expect(director.answer?.keeps).toEqual([]);
    const homeroom = await town.as('wang').call(cadreOverview);
    expect(homeroom.answer?.classes.map(({ name }) => name)).toEqual(['商一甲']);
    expect((await town.as('su').call(cadreOverview)).status).toBe(403);
    expect((await town.as('lin').call(cadreOverview)).status).toBe(403);
  });

  test('五(一)2 · the list holds no more than one may see', async () => {
    const numbers = async (who: CastName) =>
      (await town.as(who).call(cadrePosts)).answer?.posts.map(({ number }) => number);
    expect(await numbers('wang')).toHaveLength(3);
    expect(await numbers('fang')).toHaveLength(3);
    expect(await numbers('lai')).toEqual([]);
    expect((await town.as('su').call(cadrePosts)).status).toBe(403);
  });
});

describe('五(一)2 the office’s own lists', () => {
  const params = { division: 'day' };

  test('五(一)2 · clubs are added by their names, retired and brought back; another division’s are not there', async () => {
    const body = { level: 'club', names: ['熱舞社', '熱舞社', '桌遊社'] };
    expect((await town.as('he').call(addCadreUnits, { params, body })).answer).toEqual({ added: 2 });
    expect((await town.as('he').call(addCadreUnits, { params, body })).answer).toEqual({ added: 0 });
    expect((await town.as('lai').call(addCadreUnits, { params, body })).status).toBe(404);
    expect((await town.as('fang').call(addCadreUnits, { params, body })).status).toBe(403);
    const unitId = await unit('桌遊社');
    const retire = (retired: boolean, who: CastName = 'he') =>
      town.as(who).call(retireCadreUnit, { params: { ...params, unitId }, body: { retired } });
    expect((await retire(true, 'lai')).status).toBe(404);
    expect((await retire(true)).status).toBe(204);
    const inClub = { ...monitor, post: '社長' };
    expect((await save([inClub], { params: { level: 'club', unitId } })).refusal).toMatchObject({
      refused: 'cadre-unit-retired',
    });
    expect((await retire(false)).status).toBe(204);
    expect((await save([inClub], { params: { level: 'club', unitId } })).answer).toMatchObject({ added: 1 });
  });

  test('五(一)2 · usual posts are the office’s to change; a name stands once', async () => {
    const posts = [{ name: '社長', single: true, needed: false }];
    const call = (body: object, who: CastName = 'he') =>
      town.as(who).call(saveUsualPosts, { params: { ...params, level: 'club' }, body });
    expect((await call({ posts: [...posts, ...posts] })).refusal).toMatchObject({
      refused: 'cadre-usual-twice',
    });
    expect((await call({ posts }, 'lai')).status).toBe(404);
    expect((await call({ posts })).status).toBe(204);
    const { answer } = await town.as('he').call(cadreLists, { params });
    expect(answer?.usual.club).toEqual(posts);
  });

  async function unit(name: string): Promise<string> {
    const { answer } = await town.as('he').call(cadreLists, { params });
    return answer?.units.find((one) => one.name === name)?.unitId ?? '';
  }
});

describe('五(一)2 carrying over', () => {
  const params = { division: 'day' };
  const query = { schoolYear: 114, semester: 2 };

  test('五(一)2 · is looked at first, and then takes over what was chosen for the whole semester', async () => {
    const { answer } = await town.as('he').call(previewCarryOver, { params, query });
    expect(answer?.from).toEqual({ schoolYear: 114, semester: 1 });
    const carries = answer?.posts.filter(({ verdict }) => verdict === 'carries') ?? [];
    expect(carries).toHaveLength(4);
    const postIds = carries.slice(1).map(({ postId }) => postId);
    expect((await town.as('lai').call(applyCarryOver, { params, query, body: { postIds } })).status).toBe(
      404,
    );
    const applied = await town.as('he').call(applyCarryOver, { params, query, body: { postIds } });
    expect(applied.answer).toEqual({ added: 3 });
    const posts = (await town.as('he').call(cadrePosts, { query })).answer?.posts ?? [];
    expect(posts.map(({ startsOn, endsOn }) => [startsOn, endsOn])).toEqual(
      Array.from({ length: 3 }, () => ['2026-02-01', '2026-07-31']),
    );
    const again = await town.as('he').call(applyCarryOver, { params, query, body: { postIds } });
    expect(again.refusal).toMatchObject({ refused: 'cadre-changed-meanwhile', clause: '五(一)2' });
  });
});
