import { describe, expect, test } from 'vitest';
import {
  decideCorrection,
  decideStatus,
  decideWithdrawal,
  effectsOf,
  ends,
  isAhead,
  kindsFrom,
  noDetails,
  type StatusFacts,
  type StatusWish,
  standings,
  statusKinds,
  touched,
} from './status.ts';

const today = '2025-12-10';
const classId = '00000000-0000-4000-8000-000000000201';
const facts: StatusFacts = {
  standing: 'enrolled',
  startsOn: '2025-08-01',
  latestOn: null,
  latestKind: null,
  announced: false,
  class: { grade: 1, inDivision: true, seatTaken: false },
  grade: 1,
  openEnrolments: 3,
};
const suspend: StatusWish = {
  kind: 'suspend',
  on: '2025-12-01',
  reason: '因病',
  details: { ...noDetails, until: '2026-07-31' },
};

describe('八 changes of status', () => {
  test('八 · a change is decided on its day or after it as ahead of it; ahead of it only one waits', () => {
    expect(isAhead(today, today)).toBe(false);
    expect(isAhead('2025-12-11', today)).toBe(true);
    const waiting = { ...facts, announced: true };
    const tomorrow = { ...suspend, on: '2025-12-11' };
    expect(decideStatus(waiting, { ...suspend, on: today }, today)).toEqual({ standing: 'suspended' });
    expect(decideStatus(facts, tomorrow, today)).toEqual({ standing: 'suspended' });
    expect(decideStatus(waiting, tomorrow, today)).toMatchObject({
      refused: 'status-announced-already',
      clause: '八',
    });
  });

  test.each([
    ['announced', undefined],
    ['refused', undefined],
    ['in-force', 'status-applied-already'],
    ['corrected', 'status-applied-already'],
    ['withdrawn', 'status-withdrawn-already'],
  ] as const)('八 · a change that is %s: withdrawing is refused with %s', (state, refused) => {
    const decided = decideWithdrawal(state, '家長來電取消');
    expect('refused' in decided ? decided.refused : undefined).toBe(refused);
    expect(decideWithdrawal('announced', ' ')).toMatchObject({ refused: 'status-reason-length' });
  });

  test('八 · not before the registration began, and not before the latest event', () => {
    expect(decideStatus(facts, { ...suspend, on: '2025-08-01' }, today)).toEqual({ standing: 'suspended' });
    expect(decideStatus(facts, { ...suspend, on: '2025-07-31' }, today)).toMatchObject({
      refused: 'status-before-latest',
      facts: { earliest: '2025-08-01' },
    });
    const later = { ...facts, latestOn: '2025-12-01', latestKind: 'visit' as const };
    expect(decideStatus(later, suspend, today)).toEqual({ standing: 'suspended' });
    expect(decideStatus(later, { ...suspend, on: '2025-11-30' }, today)).toMatchObject({
      refused: 'status-before-latest',
    });
  });

  test('八 · only who is suspended returns, and a return names the class', () => {
    const back: StatusWish = {
      kind: 'return',
      on: today,
      reason: '復學',
      details: { ...noDetails, classId },
    };
    expect(decideStatus(facts, back, today)).toMatchObject({ refused: 'status-not-from-here' });
    const away = { ...facts, standing: 'suspended' as const };
    expect(decideStatus(away, back, today)).toEqual({ standing: 'enrolled' });
    expect(decideStatus(away, { ...back, details: noDetails }, today)).toMatchObject({
      refused: 'status-detail-missing',
      facts: { detail: 'classId' },
    });
  });

  test('八 · a transfer in is the first event or none', () => {
    const wish: StatusWish = {
      kind: 'transfer-in',
      on: today,
      reason: '轉入',
      details: { ...noDetails, otherSchool: '654321', classId },
    };
    expect(decideStatus(facts, wish, today)).toEqual({ standing: 'enrolled' });
    expect(
      decideStatus({ ...facts, latestOn: '2025-09-01', latestKind: 'visit' }, wish, today),
    ).toMatchObject({ refused: 'status-transfer-in-late' });
  });

  test('八 · a class of another division or year, and a taken seat, are refused', () => {
    const wish: StatusWish = {
      kind: 'repeat',
      on: today,
      reason: '重讀',
      details: { ...noDetails, classId },
    };
    const placed = (change: Partial<NonNullable<StatusFacts['class']>>) =>
      decideStatus(
        { ...facts, class: { grade: 1, inDivision: true, seatTaken: false, ...change } },
        wish,
        today,
      );
    expect(placed({})).toEqual({ standing: 'enrolled' });
    expect(placed({ inDivision: false })).toMatchObject({ refused: 'status-class-unknown' });
    expect(placed({ seatTaken: true })).toMatchObject({ refused: 'status-seat-taken' });
    expect(placed({ grade: 2 })).toMatchObject({ refused: 'status-repeat-upwards' });
  });

  test('八 · a school code has six characters; an end does not come before its beginning', () => {
    const visit = (details: Partial<StatusWish['details']>): StatusWish => ({
      kind: 'visit',
      on: today,
      reason: '借讀',
      details: {
        ...noDetails,
        otherSchool: '654321',
        until: today,
        fieldGroup: '21',
        programme: '301',
        visitCode: '1',
        ...details,
      },
    });
    expect(decideStatus(facts, visit({}), today)).toEqual({ standing: 'enrolled' });
    expect(decideStatus(facts, visit({ otherSchool: '65432' }), today)).toMatchObject({
      refused: 'status-school-code',
    });
    expect(decideStatus(facts, visit({ until: '2025-12-09' }), today)).toMatchObject({
      refused: 'status-until-before',
    });
  });

  test.each([
    ['', false],
    [' ', false],
    ['因'.repeat(500), true],
    ['因'.repeat(501), false],
  ])('八 · a reason of 1 to 500 characters (%#)', (reason, accepted) => {
    expect('standing' in decideStatus(facts, { ...suspend, reason }, today)).toBe(accepted);
  });

  test('八 · who has left or graduated cannot be changed any more but for a correction', () => {
    expect(kindsFrom('transferred')).toEqual([]);
    expect(kindsFrom('graduated')).toEqual([]);
    for (const standing of standings.filter((one) => one !== 'transferred' && one !== 'graduated'))
      expect(kindsFrom(standing).length).toBeGreaterThan(0);
  });

  test('八 · every kind says what it does to each of what it touches; the count is that of what ends', () => {
    for (const kind of statusKinds) {
      const effects = effectsOf(kind, facts);
      expect(effects.map(({ touches }) => touches)).toEqual(touched);
      expect(effects.every(({ count }) => count === (ends[kind].enrolments ? 3 : 0))).toBe(true);
    }
  });

  test('更正 · only the latest event in force is taken back, once, with a reason', () => {
    expect(decideCorrection({ id: 'b', revoked: false }, 'b', '誤植')).toEqual({ accepted: true });
    expect(decideCorrection({ id: 'a', revoked: false }, 'b', '誤植')).toMatchObject({
      refused: 'status-not-latest',
    });
    expect(decideCorrection({ id: 'a', revoked: true }, 'b', '誤植')).toMatchObject({
      refused: 'status-corrected-already',
    });
    expect(decideCorrection({ id: 'b', revoked: false }, 'b', '')).toMatchObject({
      refused: 'status-reason-length',
    });
  });
});
