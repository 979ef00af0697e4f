import { describe, expect, test } from 'vitest';
import { refuse } from '../regulation/refusal.ts';
import {
  counsellingLengths,
  coverageOf,
  decideFollowUp,
  decideRecord,
  decideTouch,
  decideWithdrawal,
  mostStudents,
  type RecordText,
  termOf,
} from './counselling.ts';

const text: RecordText = {
  category: 'selection',
  topic: '高二選課',
  place: '諮詢室',
  heldOn: '2025-12-10',
  heldFrom: '12:10',
  heldTo: '12:50',
  content: '說明各選修的先備課程',
  privateNote: '',
  followUp: '',
  followUpDue: null,
};
const facts = { today: '2025-12-10', strangers: 0, students: 1, windowRefusal: undefined };
const decide = (change: Partial<RecordText>, given: Partial<typeof facts> = {}) =>
  decideRecord({ ...text, ...change }, { ...facts, ...given });

describe('a counselling record', () => {
  test('五(二)2 · is of one student or of many, but not of nobody and not of half the school', () => {
    expect(decide({})).toEqual(text);
    expect(decide({}, { students: mostStudents })).toEqual(text);
    expect(decide({}, { students: 0 })).toMatchObject({ refused: 'counselling-nobody', clause: '五(二)2' });
    expect(decide({}, { students: mostStudents + 1 })).toMatchObject({ refused: 'counselling-too-many' });
    expect(decide({}, { strangers: 1 })).toMatchObject({ refused: 'counselling-strangers' });
  });

  test('五(二)2 · is of today or earlier, never of tomorrow', () => {
    expect(decide({ heldOn: '2025-12-10' })).toEqual(text);
    expect(decide({ heldOn: '2025-12-11' })).toMatchObject({ refused: 'counselling-in-future' });
  });

  test('附錄 · is refused once its window is shut, with the window’s own clause', () => {
    const shut = refuse('window-closed', '附錄', { of: 'counselling' });
    expect(decideRecord(text, { ...facts, windowRefusal: shut })).toBe(shut);
    expect(decideWithdrawal('重複', shut)).toBe(shut);
  });

  test.each(['topic', 'place', 'content'] as const)('五(二)2 · needs a %s, up to its length', (field) => {
    const longest = '𠮷'.repeat(counsellingLengths[field]);
    expect(decide({ [field]: longest })).toMatchObject({ [field]: longest });
    expect(decide({ [field]: ` ${longest} ` })).toMatchObject({ [field]: longest });
    expect(decide({ [field]: `${longest}多` })).toMatchObject({ refused: 'counselling-length' });
    expect(decide({ [field]: ' ' })).toMatchObject({ facts: { counsellingField: field, min: 1, length: 0 } });
  });

  test('五(二)2 · ends after it began', () => {
    expect(decide({ heldTo: '12:11' })).toMatchObject({ heldTo: '12:11' });
    expect(decide({ heldTo: '12:10' })).toMatchObject({ refused: 'counselling-times' });
    expect(decide({ heldFrom: null })).toMatchObject({ refused: 'counselling-times' });
    expect(decide({ heldFrom: null, heldTo: null })).toMatchObject({ heldFrom: null });
  });

  test('五(二)2 · may ask for a follow-up, due on its day or later; no words, no due day', () => {
    const more = { followUp: '看選課結果', followUpDue: '2025-12-10' };
    expect(decide(more)).toMatchObject(more);
    expect(decide({ ...more, followUpDue: '2025-12-09' })).toMatchObject({
      refused: 'counselling-follow-up-early',
    });
    expect(decide({ followUp: ' ', followUpDue: '2025-12-09' })).toMatchObject({ followUpDue: null });
  });

  test('五(二)2 · is changed and taken back by the teacher who held it, while it stands, with a reason', () => {
    expect(decideTouch({ counsellor: 'a', withdrawn: false }, 'a')).toBeUndefined();
    expect(decideTouch({ counsellor: 'a', withdrawn: false }, 'b')).toMatchObject({
      refused: 'counselling-not-yours',
    });
    expect(decideTouch({ counsellor: 'a', withdrawn: true }, 'a')).toMatchObject({
      refused: 'counselling-withdrawn',
    });
    expect(decideWithdrawal(' 重複 ', undefined)).toEqual({ reason: '重複' });
    expect(decideWithdrawal(' ', undefined)).toMatchObject({ refused: 'counselling-reason' });
  });

  test('五(二)2 · has its follow-up done once, and undone again', () => {
    expect(decideFollowUp({ followUp: '再談', done: false }, true)).toBeUndefined();
    expect(decideFollowUp({ followUp: '再談', done: true }, false)).toBeUndefined();
    expect(decideFollowUp({ followUp: '再談', done: true }, true)).toMatchObject({
      refused: 'counselling-follow-up-so',
    });
    expect(decideFollowUp({ followUp: '', done: false }, true)).toMatchObject({
      refused: 'counselling-no-follow-up',
    });
  });

  test('附錄 · counts for the semester its day lies in', () => {
    expect(termOf('2026-01-31')).toEqual({ schoolYear: 114, semester: 1 });
    expect(termOf('2026-02-01')).toEqual({ schoolYear: 114, semester: 2 });
  });
});

test('附錄 · a class is covered when each of its students was seen as often as the text asks', () => {
  const students = ['a', 'b', 'c'].map((registrationId) => ({ registrationId, classId: '一甲' }));
  const times = new Map([
    ['a', 1],
    ['b', 2],
  ]);
  expect(coverageOf(students, times, 1).get('一甲')).toMatchObject({ students: 3, seen: 2, missing: ['c'] });
  expect(coverageOf(students, times, 2).get('一甲')).toMatchObject({ seen: 1, missing: ['a', 'c'] });
  expect(coverageOf(students, times, 0).get('一甲')).toMatchObject({ seen: 3, missing: [] });
});
