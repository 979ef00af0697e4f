import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packagedRegulation, parseRegulation } from '../regulation/parse.ts';
import type { Regulation } from '../regulation/regulation.ts';
import { type Actor, type Appointment, anonymous, type Division } from './actor.ts';
import {
  type DeputyWanted,
  decideDeputy,
  decideEnd,
  decideOffice,
  mayAppointDeputy,
  mayAppointOffice,
  mayEnd,
  maySeeAppointments,
  type OfficeWanted,
  officeTitled,
  stateOf,
} from './appointment.ts';

function officer(office: string, division: Division | null = null): Actor {
  const held: Appointment = {
    id: office,
    office,
    division,
    classId: null,
    deputyFor: null,
    offeringId: null,
  };
  return { ...anonymous, personId: office, isStaff: true, appointments: [held] };
}
/** What a text says, and how another one says it of another office. */
const textOf = (yaml: string): Regulation => {
  const read = parseRegulation(yaml);
  if ('wrong' in read) throw new Error(read.wrong.join('; '));
  return read.regulation;
};
const text = textOf(packagedRegulation());
const otherText = textOf(readFileSync(join(import.meta.dirname, '../../tests/other-school.yaml'), 'utf8'));

const director = officer('academic-director');
const registrar = officer('registrar', 'day');
const night = officer('continuing-academic', 'continuing');
const keeper = officer('system-keeper');
const teacher = officer('homeroom', 'day');

const chinese = { offeringId: 'chinese', division: 'day' } as const;
const nightChinese = { offeringId: 'nightChinese', division: 'continuing' } as const;

const wanted = (change: Partial<DeputyWanted> = {}): DeputyWanted => ({
  deputy: { id: 'he', isStaff: true },
  absent: { id: 'wang', isStaff: true },
  offeringId: null,
  teaches: [chinese],
  startsOn: '2025-12-10',
  endsOn: '2025-12-20',
  today: '2025-12-10',
  ...change,
});

describe('國3 · deputies', () => {
  test('國3 · 教務主任 appoints for both divisions, the two 組長 each for their own', () => {
    expect(decideDeputy(director, text, wanted())).toMatchObject({ division: 'day' });
    expect(decideDeputy(registrar, text, wanted())).toMatchObject({
      division: 'day',
      by: { id: 'registrar' },
    });
    expect(decideDeputy(night, text, wanted({ teaches: [nightChinese] }))).toMatchObject({
      division: 'continuing',
    });
  });

  test('五(一)1 · neither division appoints in the other', () => {
    expect(decideDeputy(night, text, wanted())).toMatchObject({
      refused: 'other-division',
      clause: '五(一)1',
    });
    expect(decideDeputy(registrar, text, wanted({ teaches: [nightChinese] }))).toMatchObject({
      refused: 'other-division',
    });
    expect(mayAppointDeputy(night, text, ['day'])).toBeUndefined();
  });

  test('五(一)1 · a teacher of both divisions: the whole queue is for 教務主任, one offering for its own 組長', () => {
    const both = { teaches: [chinese, nightChinese] };
    expect(decideDeputy(registrar, text, wanted(both))).toMatchObject({ refused: 'other-division' });
    expect(decideDeputy(registrar, text, wanted({ ...both, offeringId: 'chinese' }))).toMatchObject({
      division: 'day',
    });
    expect(decideDeputy(registrar, text, wanted({ ...both, offeringId: 'nightChinese' }))).toMatchObject({
      refused: 'other-division',
    });
    expect(decideDeputy(director, text, wanted(both))).toMatchObject({ division: null });
  });

  test('國3 · nobody else appoints a deputy, not even the teacher', () => {
    for (const actor of [teacher, keeper, anonymous])
      expect(decideDeputy(actor, text, wanted())).toMatchObject({ refused: 'not-allowed', clause: '國3' });
  });

  test('國3 · where another text names another office, that office appoints and ends, and nobody else does', () => {
    const research = officer('research');
    expect(decideDeputy(research, text, wanted())).toMatchObject({ refused: 'not-allowed' });
    expect(decideDeputy(research, otherText, wanted())).toMatchObject({ by: { id: 'research' } });
    expect(decideDeputy(research, otherText, wanted({ teaches: [chinese, nightChinese] }))).toMatchObject({
      division: null,
    });
    expect(mayEnd(research, otherText, { office: 'deputy', divisions: ['day'] })).toBeDefined();
    expect(maySeeAppointments(research, otherText)).toBeDefined();
    for (const actor of [director, registrar, night]) {
      expect(decideDeputy(actor, otherText, wanted())).toMatchObject({
        refused: 'not-allowed',
        clause: '國3',
      });
      expect(mayEnd(actor, otherText, { office: 'deputy', divisions: ['day'] })).toBeUndefined();
    }
    expect(maySeeAppointments(registrar, otherText)).toBeUndefined();
    // Whoever appoints the offices still sees them.
    expect(maySeeAppointments(director, otherText)).toBeDefined();
  });

  test('國3 · a deputy for oneself, from outside the staff, or for somebody who teaches nothing is refused', () => {
    expect(decideDeputy(director, text, wanted({ deputy: { id: 'wang', isStaff: true } }))).toMatchObject({
      refused: 'deputy-oneself',
    });
    expect(decideDeputy(director, text, wanted({ deputy: { id: 'lin', isStaff: false } }))).toMatchObject({
      refused: 'deputy-not-staff',
    });
    expect(decideDeputy(director, text, wanted({ teaches: [] }))).toMatchObject({
      refused: 'absent-teaches-nothing',
    });
    expect(decideDeputy(director, text, wanted({ offeringId: 'maths' }))).toMatchObject({
      refused: 'absent-teaches-nothing',
    });
  });

  test('國3 · the last day may be the first day and today; the day before either is refused', () => {
    expect(decideDeputy(director, text, wanted({ endsOn: '2025-12-10' }))).toHaveProperty('by');
    expect(decideDeputy(director, text, wanted({ endsOn: '2025-12-09' }))).toMatchObject({
      refused: 'ends-before-start',
    });
    const past = { startsOn: '2025-12-01', endsOn: '2025-12-09' };
    expect(decideDeputy(director, text, wanted(past))).toMatchObject({ refused: 'ends-in-the-past' });
    expect(decideDeputy(director, text, wanted({ ...past, endsOn: '2025-12-10' }))).toHaveProperty('by');
  });
});

describe('五 · offices', () => {
  const office = (change: Partial<OfficeWanted> = {}): OfficeWanted => ({
    office: 'registrar',
    person: { id: 'he', isStaff: true },
    classDivision: null,
    startsOn: '2025-12-10',
    endsOn: null,
    today: '2025-12-10',
    held: false,
    ...change,
  });

  test('五 · an office brings its division, a homeroom its class’s', () => {
    expect(decideOffice(director, office())).toMatchObject({ division: 'day' });
    expect(decideOffice(keeper, office({ office: 'continuing-academic' }))).toMatchObject({
      division: 'continuing',
    });
    expect(decideOffice(director, office({ office: 'homeroom', classDivision: 'continuing' }))).toMatchObject(
      {
        division: 'continuing',
      },
    );
    expect(decideOffice(director, office({ office: 'homeroom' }))).toMatchObject({
      refused: 'office-needs-class',
    });
  });

  test('五 · only a system keeper makes another one', () => {
    expect(mayAppointOffice(director, 'system-keeper')).toBeUndefined();
    expect(decideOffice(director, office({ office: 'system-keeper' }))).toMatchObject({
      refused: 'not-allowed',
    });
    expect(decideOffice(keeper, office({ office: 'system-keeper' }))).toHaveProperty('by');
  });

  test('五 · registrars appoint no offices; students hold none; nobody holds one twice', () => {
    expect(decideOffice(registrar, office())).toMatchObject({ refused: 'not-allowed' });
    expect(decideOffice(director, office({ person: { id: 'lin', isStaff: false } }))).toMatchObject({
      refused: 'office-not-staff',
    });
    expect(decideOffice(director, office({ held: true }))).toMatchObject({ refused: 'office-held' });
  });

  test('五 · a workbook’s titles find their office', () => {
    expect(officeTitled('註冊組長')).toBe('registrar');
    expect(officeTitled(' 兼 導師')).toBe('homeroom');
    expect(officeTitled('幹事')).toBeUndefined();
  });
});

describe('國3 · ending', () => {
  const deputy = {
    office: 'deputy',
    divisions: ['day'] as const,
    startsOn: '2025-12-10',
    over: false,
    lastKeeper: false,
  };
  const end = (actor: Actor, change: object = {}, endsOn: string | null = null) =>
    decideEnd(actor, text, { ...deputy, ...change }, endsOn, '2025-12-12');

  test('國3 · who may appoint may end, in their own division', () => {
    expect(end(registrar)).toMatchObject({ by: { id: 'registrar' } });
    expect(end(night)).toMatchObject({ refused: 'not-allowed' });
    expect(mayEnd(night, text, { office: 'deputy', divisions: ['day', 'continuing'] })).toBeUndefined();
    expect(mayEnd(director, text, { office: 'deputy', divisions: ['day', 'continuing'] })).toBeDefined();
  });

  test('國3 · the new last day is today or later; what is over stays over', () => {
    expect(end(director, {}, '2025-12-12')).toHaveProperty('by');
    expect(end(director, {}, '2025-12-11')).toMatchObject({ refused: 'ends-in-the-past' });
    expect(end(director, { over: true })).toMatchObject({ refused: 'appointment-over' });
  });

  test('五 · the last system keeper stays', () => {
    expect(end(keeper, { office: 'system-keeper', lastKeeper: true })).toMatchObject({
      refused: 'last-keeper',
    });
    expect(end(keeper, { office: 'system-keeper' })).toHaveProperty('by');
  });

  test('國3 · an appointment is current from its first day to its last, both included', () => {
    const dates = { startsOn: '2025-12-10', endsOn: '2025-12-20', revokedAt: null };
    expect(stateOf(dates, '2025-12-09')).toBe('coming');
    expect(stateOf(dates, '2025-12-10')).toBe('current');
    expect(stateOf(dates, '2025-12-20')).toBe('current');
    expect(stateOf(dates, '2025-12-21')).toBe('ended');
    expect(stateOf({ ...dates, revokedAt: new Date() }, '2025-12-15')).toBe('revoked');
  });
});
