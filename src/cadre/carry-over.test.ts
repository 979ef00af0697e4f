import { expect, test } from 'vitest';
import { type CarryFacts, carryOver, decideCarryOver, type EarlierPost } from './carry-over.ts';

const post = (postId: string, registrationId: string, change: Partial<EarlierPost> = {}): EarlierPost => ({
  postId,
  registrationId,
  level: 'class',
  unitId: '一甲',
  post: '班長',
  startsOn: '2026-02-01',
  endsOn: '2026-07-31',
  ...change,
});
const classmates = (unit: string, ...ids: string[]) => ids.map((id): [string, string] => [id, unit]);
const facts: CarryFacts = {
  term: { schoolYear: 115, semester: 1 },
  before: new Map(classmates('一甲', 'a', 'b', 'c', 'd', 'e')),
  now: new Map([...classmates('二甲', 'a', 'b', 'c'), ...classmates('二乙', 'd')]),
  retired: new Set(['桌遊社']),
  standing: [],
  usual: { class: [{ name: '班長', single: true, needed: true }], club: [], school: [] },
};
const verdicts = (posts: EarlierPost[], change: Partial<CarryFacts> = {}) =>
  carryOver(posts, { ...facts, ...change }).map(({ verdict, unitId }) => [verdict, unitId]);

test('五(一)2 · a class’s officers go where most of their class went; who went elsewhere or left does not', () => {
  expect(verdicts([post('1', 'a')])).toEqual([['carries', '二甲']]);
  expect(verdicts([post('1', 'd')])).toEqual([['moved', '二甲']]);
  expect(verdicts([post('1', 'e')])).toEqual([['left', '二甲']]);
});

test('五(一)2 · a club’s stay with it while it exists and its officer is at school', () => {
  const club = { level: 'club', unitId: '熱舞社', post: '社長' } as const;
  expect(verdicts([post('1', 'd', club)])).toEqual([['carries', '熱舞社']]);
  expect(verdicts([post('1', 'e', club)])).toEqual([['left', '熱舞社']]);
  expect(verdicts([post('1', 'a', { ...club, unitId: '桌遊社' })])).toEqual([['retired', '桌遊社']]);
});

test('五(一)2 · what is there already stays as it is, and a post for one is not given twice', () => {
  const days = { startsOn: '2026-08-01', endsOn: '2027-01-31' };
  const standing = [{ registrationId: 'a', post: '班長', unitId: '二甲', ...days }];
  expect(verdicts([post('1', 'a')], { standing })).toEqual([['there', '二甲']]);
  expect(verdicts([post('1', 'b')], { standing })).toEqual([['taken', '二甲']]);
  const first = post('1', 'a', { endsOn: '2026-04-30' });
  const then = post('2', 'b', { startsOn: '2026-05-01' });
  expect(verdicts([first, then])).toEqual([
    ['taken', '二甲'],
    ['carries', '二甲'],
  ]);
});

test('五(一)2 · only what the preview offered is carried over', () => {
  const lines = carryOver([post('1', 'a'), post('2', 'e', { post: '副班長' })], facts);
  expect(decideCarryOver(lines, ['1'])).toBeUndefined();
  expect(decideCarryOver(lines, [])).toMatchObject({ refused: 'cadre-nothing-chosen' });
  expect(decideCarryOver(lines, ['1', '2'])).toMatchObject({ refused: 'cadre-changed-meanwhile' });
});
