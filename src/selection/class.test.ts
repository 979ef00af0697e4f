import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { classes, people } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { certifiedInRows, performancesInRows, roundInRows } from '../../tests/races.ts';
import { must } from '../../tests/submitting.ts';
import {
  chooseOutcomes,
  choosePerformances,
  mySelections,
  selectionClasses,
  selectionOfClass,
  selectionSummary,
} from './contract.ts';
import { slipPage } from './slip-pdf.ts';

let town: TestSchool;
let roundId: string;

beforeAll(async () => {
  town = await openTestSchool(new Date('2026-08-10T09:00:00+08:00'));
  roundId = await roundInRows(town);
  const outcomeIds = await certifiedInRows(town, 2);
  const performanceIds = await performancesInRows(town, 3);
  const params = { roundId };
  must(await town.as('lin').call(chooseOutcomes, { params, body: { outcomeIds } }));
  must(await town.as('lin').call(choosePerformances, { params, body: { performanceIds } }));
});
afterAll(() => town.close());

const ofClass = () => ({ params: { roundId, classId: classes.dayOne.id } });

describe('六(一) who has selected', () => {
  test('六(一) · the division’s office counts each class, the other division’s sees nothing of it', async () => {
    const { classes: seen } = must(await town.as('registrar').call(selectionClasses, { query: {} }));
    expect(seen.find(({ classId }) => classId === classes.dayOne.id)).toMatchObject({
      having: 1,
      outcomes: 2,
      performances: 3,
    });
    expect(seen.every(({ division }) => division === 'day')).toBe(true);
    expect((await town.as('lin').call(selectionClasses, { query: {} })).status).toBe(403);
  });

  test('國5 · of a class: names with counts, in the order of seats, never what was selected', async () => {
    const { students } = must(await town.as('registrar').call(selectionOfClass, ofClass()));
    const lin = students.find(({ registrationId }) => registrationId === people.lin.registration);
    expect(lin).toMatchObject({ outcomes: 2, performances: 3 });
    expect(students.map(({ seat }) => seat)).toEqual(
      students.map(({ seat }) => seat).toSorted((a, b) => (a ?? 99) - (b ?? 99)),
    );
    expect(JSON.stringify(students)).not.toContain('作品');
    const params = { registrationId: people.lin.registration };
    const { rounds } = must(await town.as('lin').call(selectionSummary, { params }));
    expect(rounds).toEqual([{ schoolYear: 114, batch: 1, outcomes: 2, performances: 3 }]);
  });

  test('六(一) · the slip says what is selected, until when, and has room for both signatures', async () => {
    const [round] = must(await town.as('lin').call(mySelections)).rounds;
    if (!round) throw new Error('There is no round.');
    const student = { className: '商一甲', seat: 1, number: '1140101', name: '林育安' };
    const page = slipPage({ student, round }, 'zh-TW', new Date('2026-08-10T09:00:00+08:00'));
    expect(page.closes).toBe('勾選截止：115 年 9 月 24 日 24:00');
    expect(page.parts.map(({ lines }) => lines.length)).toEqual([2, 3]);
    expect(page.parts[1]?.lines[0]).toMatchObject({ title: '作品成果紀錄：短片', description: '作品' });
    expect(page.signatures).toEqual(['學生簽名', '家長簽名']);
    for (const [who, path, status] of [
      ['lin', `/api/selection/${roundId}/slip.pdf`, 200],
      ['registrar', `/api/selection/${roundId}/classes/${classes.dayOne.id}/slips.pdf`, 200],
      ['lin', `/api/selection/${roundId}/classes/${classes.dayOne.id}/slips.pdf`, 404],
    ] as const) {
      const response = await town.as(who).fetch(path);
      expect([who, response.status]).toEqual([who, status]);
      if (status === 200)
        expect(
          Buffer.from(await response.arrayBuffer())
            .subarray(0, 5)
            .toString(),
        ).toBe('%PDF-');
    }
  });
});
