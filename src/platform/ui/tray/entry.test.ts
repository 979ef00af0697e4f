import { describe, expect, test } from 'vitest';
import {
  announcementOf,
  countOf,
  type SlotRules,
  slotsIn,
  type TrayEntry,
  type TrayState,
  totalOf,
  unsent,
  wrongWith,
} from './entry.ts';
import { openSpeed, secondsLeft } from './speed.ts';

const entry = (state: TrayState, size = 100, id: string = state): TrayEntry => ({
  id,
  account: 'lin',
  destination: 'outcomes',
  target: { outcomeId: 'o' },
  files: [
    {
      slot: 'document',
      name: '報告.pdf',
      size,
      type: 'application/pdf',
      sha256: null,
      located: false,
      keepsLocation: false,
    },
  ],
  state,
  uploadId: null,
  failure: null,
  known: null,
  sendsKnown: false,
  arrived: null,
  addedAt: 0,
});

describe('the tray counts', () => {
  const all = (['open', 'queued', 'paused', 'known', 'failed', 'done'] as const).map((state) => entry(state));

  test('what remains, is done, was there before, has failed', () => {
    expect(countOf(all)).toEqual({ open: 1, remaining: 2, done: 1, known: 1, failed: 1 });
  });

  test('everything but what has arrived is lost by signing out', () => {
    expect(unsent(all).map(({ state }) => state)).toEqual(['open', 'queued', 'paused', 'known', 'failed']);
  });

  test('bytes of what is sent or to be sent, the half-sent one included', () => {
    const sent = new Map([['queued', { step: 'sending' as const, sent: 40, total: 100 }]]);
    expect(totalOf(all, sent)).toEqual({ sent: 140, total: 300 });
  });
});

describe('國7 what a slot takes', () => {
  const rule = { endings: ['pdf'], mediaTypes: ['application/pdf'], maxBytes: 1000, clause: '國7' };
  test.each([
    [{ name: '報告.PDF', size: 1000 }, undefined],
    [{ name: '報告.pdf', size: 1001 }, 'large'],
    [{ name: '報告.pdf', size: 0 }, 'empty'],
    [{ name: '報告.docx', size: 10 }, 'kind'],
  ])('國7 · %o: %s', (file, wrong) => {
    expect(wrongWith(file, rule)).toBe(wrong);
  });
});

test('another description or another file is another announcement', () => {
  const one = entry('open');
  expect(announcementOf(one)).toBe(announcementOf(entry('queued')));
  expect(announcementOf({ ...one, target: { outcomeId: 'p' } })).not.toBe(announcementOf(one));
  expect(announcementOf(entry('open', 101))).not.toBe(announcementOf(one));
});

describe('how fast it goes', () => {
  test('is what left over the last seconds, a new try counted from its beginning', () => {
    const speed = openSpeed();
    expect(speed.now(0)).toBeUndefined();
    speed.tell('a', 1000, 1000);
    expect(speed.now(1100)).toBeUndefined();
    speed.tell('a', 3000, 2000);
    expect(speed.now(2000)).toBe(2000);
    // The connection broke: it begins anew, and nothing is counted backwards.
    speed.tell('a', 0, 2500);
    speed.tell('a', 1000, 3000);
    expect(speed.now(3000)).toBe(1500);
    expect(speed.now(20_000)).toBeUndefined();
  });

  test('tells how long the rest takes, or nothing', () => {
    expect(secondsLeft(5000, 2000)).toBe(3);
    expect(secondsLeft(5000, undefined)).toBeUndefined();
  });
});

describe('an entry given to another destination', () => {
  const rule = (...endings: string[]) => ({ endings, mediaTypes: [], maxBytes: 1, clause: '國7' });
  const apart: SlotRules = { document: rule('pdf', 'jpg'), media: rule('mp4') };
  const together: SlotRules = { file: rule('pdf', 'jpg', 'mp4') };
  const report = { slot: 'document', name: '報告.PDF' };
  const film = { slot: 'media', name: '短片.mp4' };

  test('its files lie in the slots that take them there', () => {
    expect(slotsIn([report, film], apart)).toEqual(
      new Map([
        ['document', 'document'],
        ['media', 'media'],
      ]),
    );
    expect(slotsIn([film], together)).toEqual(new Map([['media', 'file']]));
    expect(slotsIn([{ slot: 'file', name: '短片.mp4' }], apart)).toEqual(new Map([['file', 'media']]));
  });

  test('where two would lie in one slot, or one in none, it cannot go there', () => {
    expect(slotsIn([report, film], together)).toBeUndefined();
    expect(slotsIn([{ slot: 'document', name: '報告.docx' }], apart)).toBeUndefined();
  });
});
