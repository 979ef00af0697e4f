import { describe, expect, test } from 'vitest';
import { decideAsk, decideReply, questionLength } from './question.ts';

const { max } = questionLength;
// Two UTF-16 units each, one character to people.
const long = '𠮷'.repeat(max);

describe('a question', () => {
  test('五(一)2 · of one character and of five hundred is taken, of none and of one more is refused', () => {
    expect(decideAsk('cadre', ' 錯 ', false)).toEqual({ text: '錯' });
    expect(decideAsk('cadre', long, false)).toEqual({ text: long });
    expect(decideAsk('cadre', ' \n ', false)).toMatchObject({
      refused: 'question-length',
      clause: '五(一)2',
    });
    expect(decideAsk('cadre', `${long}多`, false)).toMatchObject({ facts: { max, length: max + 1 } });
  });

  test('五(二)1 · waits for the answer to the open one about the same record', () => {
    expect(decideAsk('grades', '還是不對', true)).toMatchObject({
      refused: 'question-open',
      clause: '五(二)1',
    });
  });
});

describe('an answer', () => {
  test('五(二)2 · is given once, in words', () => {
    expect(decideReply('counselling', '已補上', false)).toEqual({ text: '已補上' });
    expect(decideReply('counselling', '', false)).toMatchObject({ refused: 'question-length' });
    expect(decideReply('counselling', long, false)).toEqual({ text: long });
    expect(decideReply('counselling', `${long}多`, false)).toMatchObject({ refused: 'question-length' });
    expect(decideReply('counselling', '已補上', true)).toMatchObject({ refused: 'question-answered' });
  });
});
