import { describe, expect, test } from 'vitest';
import type { Division } from '../regulation/regulation.ts';
import { layouts } from './layouts.ts';
import {
  blocked,
  doubtful,
  findingKeys,
  type Origin,
  precheck,
  type SchoolFacts,
  type Selected,
} from './precheck.ts';
import { rosterOf } from './roster.ts';
import englishWords from './screens/words.en.json' with { type: 'json' };
import chineseWords from './screens/words.zh-TW.json' with { type: 'json' };

const school: SchoolFacts = {
  schoolYear: 114,
  division: 'day',
  schoolCodes: ['123456', '12345B'],
  descriptionMax: 100,
};

const parts = {
  entrySchoolYear: 114,
  schoolCode: '123456',
  fieldGroup: '21',
  programme: '301',
  category: '1',
  attribute: '1',
};

const origin: Origin = {
  schoolCode: '654321',
  schoolYear: 113,
  semester: 2,
  courseCode: '113654321V21301A1011011',
  courseName: '國語文',
  grade: 1,
  credits: 3,
  method: '1',
};

function given(change: Partial<Selected> = {}): Selected {
  return {
    outcomeId: 'first',
    registrationId: 'lin',
    hasNationalId: true,
    birthDate: '2010-03-14',
    entrySchoolYear: 114,
    fieldGroup: '21',
    programme: '301',
    kind: 'ordinary',
    enrolmentId: 'enrolment',
    schoolYear: 114,
    semester: 1,
    grade: 1,
    credits: 3,
    courseCode: '114123456V21301A1011011',
    courseName: '國語文',
    coded: true,
    parts,
    description: '讀書報告',
    certified: true,
    files: [{ slot: 'document', sha256: 'a'.repeat(64) }],
    origin: null,
    ...change,
  };
}

function found(change: Partial<Selected> = {}, division: Division = 'day') {
  const roster = rosterOf(layouts(), { schoolYear: 114, part: 'outcomes', division });
  if (!roster) throw new Error('no roster');
  return precheck([given(change)], roster, { ...school, division }).map(({ key, blocking, clause }) => [
    key,
    blocking ? 'blocks' : 'warns',
    clause,
  ]);
}

describe('國8 pre-check', () => {
  test('an outcome in order has no finding', () => {
    expect(found()).toEqual([]);
  });

  test('五(一)1 · ID number and birth date are needed: they are the identity toward the central database', () => {
    expect(found({ hasNationalId: false })).toEqual([['idMissing', 'blocks', '五(一)1']]);
    expect(found({ birthDate: null })).toEqual([['birthDateMissing', 'blocks', '五(一)1']]);
  });

  test('國8 · a course without its 23-character code cannot be submitted', () => {
    expect(found({ coded: false, parts: null })).toEqual([['courseCodeMissing', 'blocks', '國8']]);
    expect(found({ parts: null, courseCode: 'short' })).toEqual([['courseCodeInvalid', 'blocks', '國8']]);
  });

  test('國8 · a code of another school blocks, of another entry year or programme warns', () => {
    expect(found({ parts: { ...parts, schoolCode: '999999' } })).toEqual([
      ['courseCodeSchool', 'blocks', '國8'],
    ]);
    expect(found({ parts: { ...parts, schoolCode: '12345B' } })).toEqual([]);
    expect(found({ parts: { ...parts, entrySchoolYear: 113 } })).toEqual([
      ['courseCodeEntryYear', 'warns', '國8'],
    ]);
    expect(found({ parts: { ...parts, programme: '302' } })).toEqual([
      ['courseCodeProgramme', 'warns', '國8'],
    ]);
  });

  test('八 · a repeating or transferred student rightly carries a foreign code', () => {
    const foreign = { ...parts, schoolCode: '999999', entrySchoolYear: 112 };
    expect(found({ kind: 'repeat', parts: foreign })).toEqual([]);
    expect(found({ kind: 'transfer', parts: foreign, origin })).toEqual([]);
  });

  test('國8 · categories 8 and 9 only with attribute D', () => {
    for (const category of ['8', '9']) {
      expect(found({ parts: { ...parts, category } })).toEqual([['categoryNotAllowed', 'blocks', '國8']]);
      expect(found({ parts: { ...parts, category, attribute: 'D' } })).toEqual([]);
    }
    expect(found({ parts: { ...parts, category: '7' } })).toEqual([]);
  });

  test('國7 · a description of 100 characters passes, of 101 blocks, counted in code points', () => {
    expect(found({ description: '𠮷'.repeat(100) })).toEqual([]);
    expect(found({ description: '𠮷'.repeat(101) })).toEqual([['descriptionTooLong', 'blocks', '國7']]);
    expect(found({ description: ' ' })).toEqual([['descriptionMissing', 'blocks', '國7']]);
  });

  test('國6 · selected but no longer certified blocks', () => {
    expect(found({ certified: false })).toEqual([['notCertified', 'blocks', '國6']]);
  });

  test('六(一) · an outcome of another school year blocks', () => {
    expect(found({ schoolYear: 113 })).toEqual([['otherSchoolYear', 'blocks', '六(一)']]);
  });

  test('八 · a retake needs its original course, not later than this year', () => {
    expect(found({ kind: 'retake' })).toEqual([['originMissing', 'blocks', '八']]);
    expect(found({ kind: 'retake', origin: { ...origin, method: null } })).toEqual([
      ['originMissing', 'blocks', '八'],
    ]);
    expect(found({ kind: 'retake', origin })).toEqual([]);
    expect(found({ kind: 'retake', origin: { ...origin, schoolYear: 114 } })).toEqual([]);
    expect(found({ kind: 'retake', origin: { ...origin, schoolYear: 115 } })).toEqual([
      ['originInFuture', 'blocks', '八'],
    ]);
  });

  test('國8 · the continuing roster has no sheet for a retake', () => {
    expect(found({ kind: 'retake', origin }, 'continuing')).toEqual([['kindNotInRoster', 'blocks', '國8']]);
  });

  test('六(二)2 · the same bytes handed in twice by one student warn on both, by two students on neither', () => {
    const roster = rosterOf(layouts(), { schoolYear: 114, part: 'outcomes', division: 'day' });
    if (!roster) throw new Error('no roster');
    const twin = given({ outcomeId: 'second', description: '另一份' });
    expect(precheck([given(), twin], roster, school).map(({ key, outcomeId }) => [key, outcomeId])).toEqual([
      ['duplicate', 'first'],
      ['duplicate', 'second'],
    ]);
    expect(precheck([given(), { ...twin, registrationId: 'chen' }], roster, school)).toEqual([]);
  });

  test('六(二)2 · what does not block is to be looked at', () => {
    const roster = rosterOf(layouts(), { schoolYear: 114, part: 'outcomes', division: 'day' });
    if (!roster) throw new Error('no roster');
    const findings = precheck(
      [given({ parts: { ...parts, entrySchoolYear: 113 } }), given({ outcomeId: 'second', coded: false })],
      roster,
      school,
    );
    expect([...doubtful(findings)]).toContain('first');
    expect([...blocked(findings)]).toEqual(['second']);
  });

  test('only blocking findings keep an outcome out', () => {
    const roster = rosterOf(layouts(), { schoolYear: 114, part: 'outcomes', division: 'day' });
    if (!roster) throw new Error('no roster');
    const warned = given({ outcomeId: 'warned', parts: { ...parts, entrySchoolYear: 113 } });
    const bad = given({ outcomeId: 'bad', registrationId: 'chen', certified: false });
    expect([...blocked(precheck([warned, bad], roster, school))]).toEqual(['bad']);
  });
});

test('六(二)2 · every finding says in both languages what is wrong and what to do next', () => {
  for (const { language, words } of [
    { language: 'zh-TW', words: chineseWords },
    { language: 'en', words: englishWords },
  ]) {
    const sentences: Record<string, string> = words.submission.finding.sentence;
    expect(Object.keys(sentences).sort(), language).toEqual([...findingKeys].sort());
    for (const [key, sentence] of Object.entries(sentences)) expect(sentence, key).toMatch(/請|;|\. /);
  }
});
