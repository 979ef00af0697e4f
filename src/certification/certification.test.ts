import { describe, expect, test } from 'vitest';
import { type Actor, anonymous, type Division } from '../accounts/actor.ts';
import {
  type CertificationFacts,
  decideCertification,
  decideWithdrawal,
  effectOfReturn,
  mayCertify,
  rightToCertify,
  saidReason,
} from './certification.ts';

const course = { offeringId: 'chinese', division: 'day' as const, teacherIds: ['wang', 'fang'] };
const teacher = (personId: string): Actor => ({ ...anonymous, personId, isStaff: true });
const deputy = (deputyFor: string, offeringId: string | null, division: Division | null = null): Actor => ({
  ...teacher('he'),
  appointments: [{ id: 'appointed', office: 'deputy', division, classId: null, deputyFor, offeringId }],
});

function given(change: Partial<CertificationFacts> = {}): CertificationFacts {
  return {
    outcomeId: 'outcome',
    ...course,
    withdrawn: false,
    versionId: 'second',
    versionNumber: 2,
    selected: false,
    reopening: { certification: 'allowed', clause: '五(三)2' },
    ...change,
  };
}

describe('五(三) certification', () => {
  test('五(三)1 · a teacher of the course may certify, a co-teacher too', () => {
    expect(rightToCertify(teacher('wang'), course)).toBeNull();
    expect(rightToCertify(teacher('fang'), course)).toBeNull();
  });

  test('五(三)1 · a teacher of another course may not', () => {
    expect(mayCertify(teacher('su'), course)).toBe(false);
    expect(mayCertify(anonymous, course)).toBe(false);
  });

  test('國3 · a deputy certifies in the place of the teacher, by the appointment', () => {
    expect(rightToCertify(deputy('wang', null), course)).toMatchObject({ id: 'appointed' });
    expect(rightToCertify(deputy('wang', 'chinese'), course)).toMatchObject({ id: 'appointed' });
  });

  test('國3 · a deputy for another course or another teacher may not', () => {
    expect(mayCertify(deputy('wang', 'maths'), course)).toBe(false);
    expect(mayCertify(deputy('su', null), course)).toBe(false);
  });

  test('國3 · a deputy for all of a teacher’s courses stays in the division they were appointed for', () => {
    expect(mayCertify(deputy('wang', null, 'day'), course)).toBe(true);
    expect(mayCertify(deputy('wang', null, 'continuing'), course)).toBe(false);
    expect(mayCertify(deputy('wang', 'chinese', 'continuing'), course)).toBe(false);
  });

  test('五(三)2 · the version seen is certified', () => {
    expect(decideCertification(given(), 'second')).toEqual({ accepted: true });
  });

  test('國4 · a version that is no longer the newest is refused', () => {
    expect(decideCertification(given(), 'first')).toMatchObject({
      refused: 'newer-version',
      facts: { number: 2 },
    });
  });

  test('五(三)2 · one decision stands at a time', () => {
    const standing = { decision: 'certified', decidedBy: 'wang' } as const;
    expect(decideCertification(given({ standing }), 'second')).toMatchObject({ refused: 'already-decided' });
  });

  test('五(三)1 · what the student withdrew cannot be certified', () => {
    expect(decideCertification(given({ withdrawn: true }), 'second')).toMatchObject({
      refused: 'outcome-withdrawn',
    });
  });

  test('國4 · a return says why: 1 to 500 characters, counted as people count', () => {
    const said = (reason: string) => saidReason(reason, 'return-reason-length');
    expect(said('  ')).toMatchObject({ refused: 'return-reason-length', clause: '國4' });
    expect(said(` ${'字'.repeat(500)} `)).toBe('字'.repeat(500));
    expect(said('𠮷'.repeat(500))).toBe('𠮷'.repeat(500));
    expect(said('字'.repeat(501))).toMatchObject({ refused: 'return-reason-length' });
  });

  test('五(三)2 · who decided takes it back, the course teacher too, nobody else', () => {
    const facts = given({ standing: { decision: 'certified', decidedBy: 'he' } });
    expect(decideWithdrawal(facts, teacher('he'), '看錯了')).toEqual({ accepted: true, reason: '看錯了' });
    expect(decideWithdrawal(facts, teacher('wang'), '看錯了')).toEqual({ accepted: true, reason: '看錯了' });
    expect(decideWithdrawal(facts, teacher('su'), '看錯了')).toMatchObject({ refused: 'not-certifier' });
    expect(decideWithdrawal(facts, teacher('he'), ' ')).toMatchObject({
      refused: 'withdrawal-reason-length',
    });
  });

  test('六(一) · a selected outcome keeps its certification', () => {
    const facts = given({ standing: { decision: 'certified', decidedBy: 'wang' }, selected: true });
    expect(decideWithdrawal(facts, teacher('wang'), '看錯了')).toMatchObject({
      refused: 'already-selected',
      clause: '六(一)',
    });
  });

  test('附錄 · one second before the upload window closes a returned work can still come again', () => {
    const closes = new Date('2026-02-04T00:00:00+08:00');
    expect(effectOfReturn(new Date(closes.getTime() - 1000), closes)).toEqual({ until: closes });
    expect(effectOfReturn(closes, closes)).toEqual({ uncertified: true });
    expect(effectOfReturn(closes, undefined)).toEqual({ uncertified: true });
  });
});
