import { describe, expect, test } from 'vitest';
import { termBefore } from '../calendar/term.ts';
import { isRefusal } from '../regulation/refusal.ts';
import {
  cadreLengths,
  decideGrid,
  findingsOf,
  type HeldPost,
  levelCodes,
  missingOf,
  type StandingPost,
} from './post.ts';

const term = { schoolYear: 114, semester: 1 } as const;
const usual = [
  { name: '班長', single: true, needed: true },
  { name: '小老師', single: false, needed: false },
];
const facts = {
  term,
  usual,
  retired: false,
  mayHold: (id: string) => id !== 'stranger',
  nameOf: (id: string) => id,
};

function held(registrationId: string, post: string, change: Partial<HeldPost> = {}): HeldPost {
  return { registrationId, post, startsOn: '2025-08-01', endsOn: '2026-01-31', ...change };
}
const problems = (...posts: HeldPost[]) => findingsOf(posts, facts).map(({ at, problem }) => [at, problem]);

describe('五(一)2 · a post', () => {
  test('五(一)2 · lies within its semester: the first day and the last, not a day more', () => {
    expect(problems(held('a', '班長'))).toEqual([]);
    expect(problems(held('a', '班長', { startsOn: '2025-07-31' }))).toEqual([[0, 'cadre-outside-semester']]);
    expect(problems(held('a', '班長', { endsOn: '2026-02-01' }))).toEqual([[0, 'cadre-outside-semester']]);
  });

  test('五(一)2 · may last one day, not less', () => {
    const day = '2025-09-01';
    expect(problems(held('a', '班長', { startsOn: day, endsOn: day }))).toEqual([]);
    expect(problems(held('a', '班長', { startsOn: '2025-09-02', endsOn: day }))).toEqual([
      [0, 'cadre-days-reversed'],
    ]);
  });

  test('五(一)2 · that only one may hold passes on the day after, not on the same day', () => {
    const first = held('a', '班長', { endsOn: '2025-10-31' });
    expect(problems(first, held('b', '班長', { startsOn: '2025-11-01' }))).toEqual([]);
    expect(problems(first, held('b', '班長', { startsOn: '2025-10-31' }))).toEqual([[1, 'cadre-post-taken']]);
    expect(problems(held('a', '小老師'), held('b', '小老師'))).toEqual([]);
  });

  test('五(一)2 · is held once by a student, who may hold others beside it', () => {
    expect(problems(held('a', '小老師'), held('a', '小老師'))).toEqual([[1, 'cadre-same-post']]);
    expect(problems(held('a', '小老師'), held('a', '班長'))).toEqual([]);
  });

  test('五(一)2 · belongs to a student of the unit and has a name of at most thirty characters', () => {
    expect(problems(held('stranger', '班長'))).toEqual([[0, 'cadre-not-of-unit']]);
    const longest = '𠮷'.repeat(cadreLengths.post);
    expect(problems(held('a', longest))).toEqual([]);
    expect(problems(held('a', `${longest}長`))).toEqual([[0, 'cadre-post-length']]);
    expect(problems(held('a', ''))).toEqual([[0, 'cadre-post-length']]);
  });
});

test('五(一)2 · a needed post nobody holds is missing, one that is not needed never', () => {
  expect(missingOf([], usual)).toEqual(['班長']);
  expect(missingOf([held('a', '班長')], usual)).toEqual([]);
});

describe('五(一)2 · the grid of a unit', () => {
  const standing: StandingPost[] = [
    { postId: '1', ...held('a', '班長') },
    { postId: '2', ...held('b', '小老師') },
  ];

  test('五(一)2 · tells what is new, what is other than it was and what is gone', () => {
    const wanted = [
      { postId: '1', ...held('a', '班長', { endsOn: '2025-12-31' }) },
      { postId: null, ...held('c', '小老師') },
    ];
    expect(decideGrid(standing, wanted, facts)).toMatchObject({
      added: [{ registrationId: 'c' }],
      changed: [{ before: { postId: '1' }, after: { endsOn: '2025-12-31' } }],
      removed: [{ postId: '2' }],
    });
    const same = decideGrid(standing, standing, facts);
    expect(same).toEqual({ added: [], changed: [], removed: [] });
  });

  test('五(一)2 · another student in a line is another record, never the old one rewritten', () => {
    const decided = decideGrid(standing, [{ postId: '1', ...held('c', '班長') }], facts);
    expect(decided).toMatchObject({
      added: [{ registrationId: 'c' }],
      changed: [],
      removed: [{ postId: '1' }, { postId: '2' }],
    });
  });

  test('五(一)2 · of a unit that is no more takes nobody new, and lets those there be mended', () => {
    const retired = { ...facts, retired: true };
    const more = [...standing, { postId: null, ...held('c', '小老師') }];
    expect(decideGrid(standing, more, retired)).toMatchObject({ refused: 'cadre-unit-retired' });
    const shorter = standing.map((one) => ({ ...one, endsOn: '2025-12-31' }));
    expect(decideGrid(standing, shorter, retired)).toMatchObject({ added: [], removed: [] });
  });

  test('五(一)2 · is refused as a whole, with the line, the post and the student that are wrong', () => {
    const wanted = [...standing, { postId: null, ...held('c', '班長') }];
    const decided = decideGrid(standing, wanted, facts);
    expect(isRefusal(decided) && decided).toEqual({
      refused: 'cadre-post-taken',
      clause: '五(一)2',
      facts: { row: 3, post: '班長', name: 'c', other: 1 },
    });
  });
});

test('五(一)2 · levels have the codes of the central database, and semesters follow each other', () => {
  expect(levelCodes).toEqual({ school: 1, class: 2, club: 3 });
  expect(termBefore({ schoolYear: 114, semester: 2 })).toEqual({ schoolYear: 114, semester: 1 });
  expect(termBefore({ schoolYear: 114, semester: 1 })).toEqual({ schoolYear: 113, semester: 2 });
});
