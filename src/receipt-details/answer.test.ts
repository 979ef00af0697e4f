import { describe, expect, test } from 'vitest';
import {
  decideAnswer,
  decideApply,
  decideResolution,
  decideSignOff,
  linesText,
  openDoubts,
  type SignOffFacts,
  studentState,
} from './answer.ts';

const opens = new Date('2026-03-05T09:00:00+08:00');
const closes = new Date('2026-03-15T00:00:00+08:00');
const window = { opens, closes, clause: '附錄' };
const deadline = new Date('2026-03-22T00:00:00+08:00');
const second = 1000;
const justBefore = (instant: Date) => new Date(instant.getTime() - second);

describe('六(三) the student answers', () => {
  const facts = { window, lines: ['one', 'two'], replaced: false, signedOff: false };
  const correct = { answer: 'correct', doubt: '' } as const;

  test('附錄 · one second before it opens refused, at the opening accepted', () => {
    expect(decideAnswer(facts, correct, justBefore(opens))).toMatchObject({
      refused: 'confirmation-not-open',
      clause: '附錄',
    });
    expect(decideAnswer(facts, correct, opens)).toEqual({ accepted: true });
  });

  test('附錄 · one second before it closes accepted, at the closing refused', () => {
    expect(decideAnswer(facts, correct, justBefore(closes))).toEqual({ accepted: true });
    expect(decideAnswer(facts, correct, closes)).toMatchObject({
      refused: 'confirmation-closed',
      clause: '附錄',
    });
  });

  test('六(三) · a doubt needs words: 1 to 500 characters', () => {
    const doubt = (text: string) =>
      decideAnswer(facts, { answer: 'doubt', doubt: text, lineId: 'one' }, opens);
    expect(doubt('  ')).toMatchObject({ refused: 'text-length' });
    expect(doubt('少')).toEqual({ accepted: true });
    expect(doubt('𠮷'.repeat(500))).toEqual({ accepted: true });
    expect(doubt('字'.repeat(501))).toMatchObject({ refused: 'text-length', facts: { length: 501 } });
  });

  test("六(三) · a doubt about somebody else's line is not found; without lines there is nothing to answer", () => {
    expect(decideAnswer(facts, { answer: 'doubt', doubt: 'x', lineId: 'foreign' }, opens)).toMatchObject({
      refused: 'not-found',
    });
    expect(decideAnswer({ ...facts, lines: [] }, correct, opens)).toMatchObject({
      refused: 'no-receipt-lines',
    });
  });

  test('六(三) · an answer to a file that a later one has replaced is not noted', () => {
    expect(decideAnswer({ ...facts, replaced: true }, correct, opens)).toMatchObject({
      refused: 'receipt-replaced',
      clause: '六(三)',
    });
  });

  test('六(三) · after the sign-off nothing is answered', () => {
    expect(decideAnswer({ ...facts, signedOff: true }, correct, opens)).toMatchObject({
      refused: 'already-signed-off',
    });
  });
});

describe('六(三) where a student stands', () => {
  const said = (answer: 'correct' | 'doubt', linesHash = 'h', resolved = false) => ({
    answer,
    linesHash,
    resolved,
  });

  test('no answer is never "correct"', () => {
    expect(studentState([], 'h')).toBe('no-answer');
  });

  test('"correct" stands only for the lines it was said about', () => {
    expect(studentState([said('correct')], 'h')).toBe('correct');
    expect(studentState([said('correct', 'older')], 'h')).toBe('no-answer');
  });

  test('an open doubt stays open under a later file; a resolved one asks again when lines changed', () => {
    expect(studentState([said('doubt', 'older')], 'h')).toBe('doubt-open');
    expect(studentState([said('doubt', 'h', true)], 'h')).toBe('doubt-resolved');
    expect(studentState([said('doubt', 'older', true)], 'h')).toBe('no-answer');
  });

  test('a second doubt does not hide the first; "correct" takes both back', () => {
    const settled = said('doubt', 'h', true);
    expect(studentState([settled, said('doubt')], 'h')).toBe('doubt-open');
    expect(openDoubts([said('doubt'), said('doubt')])).toHaveLength(2);
    expect(studentState([said('correct'), said('doubt')], 'h')).toBe('correct');
    expect(openDoubts([said('doubt'), said('correct'), said('doubt')])).toHaveLength(1);
  });

  test('the order of lines does not change what was answered about, another value does', () => {
    const line = (description: string) => ({
      result: 'equal',
      semester: 1,
      courseCode: 'c',
      received: { description, courseName: 'x' },
      submitted: null,
    });
    expect(linesText([line('a'), line('b')])).toBe(linesText([line('b'), line('a')]));
    expect(linesText([line('a')])).not.toBe(linesText([line('b')]));
  });
});

describe('六(三) the office signs off', () => {
  const counts = { submitted: 5, equal: 5, changed: 0, missing: 0, extra: 0 };
  const given = (change: Partial<SignOffFacts> = {}): SignOffFacts => ({
    signedOff: false,
    window,
    counts,
    openDoubts: 0,
    noAnswer: 2,
    awaitsReissue: false,
    ...change,
  });

  test('附錄 · while students still have time, unless all have answered', () => {
    expect(decideSignOff(given(), '', justBefore(closes))).toMatchObject({ refused: 'confirmation-running' });
    expect(decideSignOff(given(), '', closes)).toEqual({ accepted: true });
    expect(decideSignOff(given({ noAnswer: 0 }), '', justBefore(closes))).toEqual({ accepted: true });
  });

  test('六(三) · no doubt may be open, and a correction must have been handed over', () => {
    expect(decideSignOff(given({ openDoubts: 1 }), '', closes)).toMatchObject({ refused: 'doubts-open' });
    expect(decideSignOff(given({ awaitsReissue: true }), '', closes)).toMatchObject({
      refused: 'reissue-needed',
    });
  });

  test('六(三) · differences that remain need a note', () => {
    const facts = given({ counts: { ...counts, equal: 4, missing: 1 } });
    expect(decideSignOff(facts, ' ', closes)).toMatchObject({
      refused: 'note-needed',
      facts: { differences: 1 },
    });
    expect(decideSignOff(facts, '學生已休學', closes)).toEqual({ accepted: true });
  });

  test('六(三) · once', () => {
    expect(decideSignOff(given({ signedOff: true }), '', closes)).toMatchObject({
      refused: 'already-signed-off',
    });
    expect(decideResolution({ open: true, signedOff: true }, 'x')).toMatchObject({
      refused: 'already-signed-off',
    });
    expect(decideResolution({ open: false, signedOff: false }, 'x')).toMatchObject({
      refused: 'doubt-not-open',
    });
    expect(decideResolution({ open: true, signedOff: false }, '')).toMatchObject({ refused: 'text-length' });
  });
});

describe('六(三) applying a file', () => {
  const facts = { window, deadline, state: 'uploaded', packageStands: true, matched: 3 };

  test('國2 · three whole days or more are granted, less is refused', () => {
    const lasting = (days: number) => ({
      ...facts,
      window: { ...window, closes: new Date(opens.getTime() + days * 24 * 3600 * 1000) },
    });
    expect(decideApply(lasting(3))).toMatchObject({ accepted: true });
    expect(
      decideApply({ ...facts, window: { ...window, closes: justBefore(lasting(3).window.closes) } }),
    ).toMatchObject({
      refused: 'confirmation-too-short',
      clause: '國2',
    });
  });

  test('國2 · a confirmation cannot reach beyond the national deadline', () => {
    expect(decideApply({ ...facts, deadline: justBefore(closes) })).toMatchObject({
      refused: 'confirmation-too-short',
    });
    expect(decideApply({ ...facts, deadline: closes })).toMatchObject({ accepted: true });
  });

  test('六(三) · a file of the other division, or of a package replaced meanwhile, is refused', () => {
    expect(decideApply({ ...facts, matched: 0 })).toMatchObject({ refused: 'nothing-of-this-division' });
    expect(decideApply({ ...facts, packageStands: false })).toMatchObject({ refused: 'package-replaced' });
    expect(decideApply({ ...facts, state: 'applied' })).toMatchObject({ refused: 'import-not-waiting' });
  });
});
