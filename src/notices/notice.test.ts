import { expect, test } from 'vitest';
import { decideCode, decideVerification } from './notice.ts';

const now = new Date('2025-12-10T10:00:00+08:00');
const soon = new Date(now.getTime() + 1);
const code = { matches: true, tries: 0, expiresAt: soon };

test('產72 · the fifth code of a day is sent, a sixth is not', () => {
  expect(decideCode(true, 4, 5)).toBeUndefined();
  expect(decideCode(true, 5, 5)).toMatchObject({ refused: 'too-many-mail-codes', facts: { max: 5 } });
});

test('產71 · where mail is off, no code is promised', () => {
  expect(decideCode(false, 0, 5)).toMatchObject({ refused: 'mail-off', clause: '產71' });
});

test('產71 · a code opens up to its last moment and not at it', () => {
  expect(decideVerification(code, 5, now)).toBeUndefined();
  expect(decideVerification(code, 5, soon)).toMatchObject({ refused: 'mail-code-expired' });
  expect(decideVerification(undefined, 5, now)).toMatchObject({ refused: 'mail-code-expired' });
});

test('產73 · the fifth try may still be right; after five wrong ones the right code is refused too', () => {
  expect(decideVerification({ ...code, tries: 4 }, 5, now)).toBeUndefined();
  expect(decideVerification({ ...code, tries: 4, matches: false }, 5, now)).toMatchObject({
    refused: 'mail-code-wrong',
    facts: { left: 0 },
  });
  expect(decideVerification({ ...code, tries: 5 }, 5, now)).toMatchObject({ refused: 'mail-code-spent' });
});
