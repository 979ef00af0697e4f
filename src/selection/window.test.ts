import { expect, test } from 'vitest';
import { type CalendarEvent, type Override, type WindowKey, windowFor } from '../calendar/window.ts';
import { packagedRegulation, parseRegulation, readNational } from '../regulation/parse.ts';
import { isRefusal, type Refusal } from '../regulation/refusal.ts';
import type { WindowOf } from '../regulation/regulation.ts';
import { lastSelectionWindow, selectionWindow } from './window.ts';

const read = parseRegulation(packagedRegulation());
if ('wrong' in read) throw new Error(read.wrong.join('\n'));
const rules = { regulation: read.regulation, national: readNational() };
const round = { schoolYear: 114, gradeBand: 'one-two', batch: 1 } as const;
const events: CalendarEvent[] = [
  { name: 'selection.opens', ...round, on: '2026-08-01' },
  { name: 'nationalDeadline', ...round, on: '2026-10-15' },
];
const override: Override = {
  of: 'selection',
  ...round,
  grade: 1,
  division: 'day',
  opens: null,
  closes: new Date('2026-10-01T00:00:00+08:00'),
  reason: '一年級校外教學',
};
const dates = (...overrides: Override[]) => ({
  windowOf: (of: WindowOf, key: WindowKey) => windowFor(rules, events, overrides, of, key),
});
const closes = (window: ReturnType<typeof selectionWindow> | Refusal) =>
  isRefusal(window) ? window.refused : window.window.closes;
const ruled = new Date('2026-09-25T00:00:00+08:00');

test('附錄 · an override of one grade moves that grade’s choosing, and packing waits for it', () => {
  const moved = dates(override);
  expect(closes(selectionWindow(moved, round, { division: 'day', grade: 1 }))).toEqual(override.closes);
  expect(closes(selectionWindow(moved, round, { division: 'day', grade: 2 }))).toEqual(ruled);
  expect(closes(lastSelectionWindow(moved, round, 'day'))).toEqual(override.closes);
  expect(closes(lastSelectionWindow(moved, round, 'continuing'))).toEqual(ruled);
});

test('附錄 · an earlier end of one grade does not let packing begin before the other has ended', () => {
  const early = dates({ ...override, closes: new Date('2026-09-01T00:00:00+08:00') });
  expect(closes(lastSelectionWindow(early, round, 'day'))).toEqual(ruled);
});

test('附錄 · without dates neither choosing nor packing has a window', () => {
  const undated = { windowOf: (of: WindowOf, key: WindowKey) => windowFor(rules, [], [], of, key) };
  expect(closes(selectionWindow(undated, round, { division: 'day', grade: 1 }))).toBe('window-undated');
  expect(closes(lastSelectionWindow(undated, round, 'day'))).toBe('window-undated');
});
