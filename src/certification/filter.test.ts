import { describe, expect, test } from 'vitest';
import { chosenIn, countsOf, type Filterable, worksChosen } from './filter.ts';

const now = new Date('2025-12-20T10:00:00+08:00');
function work(change: Partial<Filterable> = {}): Filterable {
  return {
    state: 'waiting',
    offeringId: 'chinese',
    student: { className: '商一甲' },
    handedInAt: '2025-12-19T10:00:00+08:00',
    decided: null,
    ...change,
  };
}

describe('五(三)2 the queue, filtered', () => {
  const works = [
    work(),
    work({ handedInAt: '2025-12-13T10:00:00+08:00' }),
    work({ offeringId: 'maths', student: { className: '商一乙' } }),
    work({ state: 'certified', decided: { whose: 'own' } }),
    work({ state: 'certified', decided: { whose: 'colleague' } }),
  ];

  test('五(三)2 · without a word of the address it is what waits; nonsense chooses nothing else', () => {
    expect(chosenIn({})).toEqual({ state: 'waiting' });
    expect(chosenIn({ state: 'nonsense', class: '商一甲', page: '2' })).toEqual({
      state: 'waiting',
      class: '商一甲',
    });
  });

  test('五(三)2 · seven days old is shown from the very moment, a second younger is not', () => {
    const chosen = { state: 'waiting', age: '7' };
    expect(worksChosen(works, chosen, now)).toHaveLength(1);
    expect(worksChosen(works, chosen, new Date(now.getTime() - 1000))).toHaveLength(0);
  });

  test('五(三)2 · each count says what its choice would show while the others stand', () => {
    const chosen = { state: 'certified', by: 'own' };
    expect([...countsOf(works, chosen, 'by', ['own', 'colleague', 'deputy'], now).values()]).toEqual([
      1, 1, 0,
    ]);
    expect([...countsOf(works, chosen, 'state', ['waiting', 'certified'], now).values()]).toEqual([0, 1]);
    expect([...countsOf(works, { state: 'waiting' }, 'course', ['chinese', 'maths'], now).values()]).toEqual([
      2, 1,
    ]);
  });
});
