import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterFailure,
  codeFrom,
  type Failures,
  isUsername,
  lockedAt,
  looksLikeCode,
  noFailures,
  normalCode,
  normalUsername,
} from './sign-in.ts';

const limits = { failures: 5, lockMinutes: 15, forgetHours: 24, clause: '產10' };
const at = (seconds: number) => new Date(Date.UTC(2025, 11, 10, 2) + seconds * 1000);

function failed(times: number, every = 1): Failures {
  let failures = noFailures;
  for (let n = 0; n < times; n++) failures = afterFailure(failures, at(n * every), limits);
  return failures;
}

describe('產10 · failures in a row', () => {
  test('產10 · four failures leave the account open, the fifth locks it', () => {
    expect(lockedAt(failed(4), at(4))).toBeUndefined();
    expect(lockedAt(failed(5), at(5))).toEqual(at(4 + 15 * 60));
  });

  test('產11 · one second before the 15 minutes are over it is locked, then it is open', () => {
    const failures = failed(5);
    expect(lockedAt(failures, at(4 + 15 * 60 - 1))).toBeDefined();
    expect(lockedAt(failures, at(4 + 15 * 60))).toBeUndefined();
  });

  test('產11 · after a lock five more failures are needed for the next', () => {
    const sixth = afterFailure(failed(5), at(4 + 15 * 60), limits);
    expect(sixth.count).toBe(1);
    expect(sixth.lockedUntil).toBeNull();
  });

  test('產18 · failures a day old are forgotten, those a second younger are not', () => {
    const four = failed(4, 0);
    expect(afterFailure(four, at(24 * 3600 - 1), limits).lockedUntil).not.toBeNull();
    expect(afterFailure(four, at(24 * 3600), limits).count).toBe(1);
  });
});

describe('五 · names and codes as people type them', () => {
  test('五 · a name is the same in capitals, full width and with spaces around', () => {
    for (const typed of ['n1140201', ' N1140201 ', 'Ｎ１１４０２０１'])
      expect(normalUsername(typed)).toBe('n1140201');
  });

  test('五 · account names are 1 to 64 letters, digits, dots, hyphens and underscores', () => {
    expect(isUsername('a')).toBe(true);
    expect(isUsername('a'.repeat(64))).toBe(true);
    for (const bad of ['', 'a'.repeat(65), '林', 'a b', 'A', "a'--"]) expect(isUsername(bad)).toBe(false);
  });

  test('產17 · a code carries 100 bits and is read back however it is typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 13, maxLength: 13 }), (random) => {
        const code = codeFrom(random);
        expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/);
        expect(looksLikeCode(code)).toBe(true);
        expect(normalCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(normalCode(code));
      }),
    );
    const low = codeFrom(new Uint8Array(13).fill(0xff));
    expect(codeFrom(new Uint8Array(13))).not.toBe(low);
    expect(normalCode('oOiIlL')).toBe('001111');
    expect(looksLikeCode('correct horse battery')).toBe(false);
  });
});
