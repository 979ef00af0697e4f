import { describe, expect, test } from 'vitest';
import { citedByRefusals, citedByTests } from './citations.ts';
import { packagedRegulation, parseRegulation, readDefaults, readNational } from './parse.ts';
import { decideQuota, officeFor, quotasFor, versionFor } from './regulation.ts';

const source = packagedRegulation();
const read = parseRegulation(source);
if ('wrong' in read) throw new Error(read.wrong.join('\n'));
const { regulation } = read;
const national = readNational();
const known = new Set([
  ...regulation.clauses.map((clause) => clause.cite),
  ...national.rules.map((rule) => rule.cite),
  ...[...readDefaults().values()].map((entry) => entry.cite),
]);

function changed(from: string | RegExp, to: string): string[] {
  const text = source.replace(from, to);
  expect(text).not.toBe(source);
  const answer = parseRegulation(text);
  return 'wrong' in answer ? answer.wrong : [];
}

describe('the regulation as data', () => {
  test('二 · the seats add up to the seventeen of the text; sixteen are refused', () => {
    expect(regulation.committee.seats.reduce((sum, seat) => sum + seat.count, 0)).toBe(17);
    expect(changed('title: 級導師代表, count: 3', 'title: 級導師代表, count: 2')).toEqual([
      'the seats add up to 16, the text says 17 (二)',
    ]);
  });

  test('國6 · a yearly selection cap of six is allowed, seven is refused with the national rule', () => {
    expect(changed('max: 6, clause: 六(一)', 'max: 7, clause: 六(一)')).toEqual([
      expect.stringContaining('國6 at most 6'),
    ]);
    expect(changed('max: 6, clause: 六(一)', 'max: 5, clause: 六(一)')).toEqual([]);
  });

  test('國1 · an upload window of less than two weeks past the closing ceremony is refused', () => {
    expect(changed('closes: closingCeremony + 2w', 'closes: closingCeremony + 1w')).toEqual([
      expect.stringContaining('國1 asks for closingCeremony + 2w'),
    ]);
    expect(changed('closes: closingCeremony + 2w', 'closes: closingCeremony + 4w')).toEqual([]);
  });

  test('十一 · a rule that cites no clause of the text is refused by name', () => {
    expect(changed('per: semester, clause: 三', 'per: semester, clause: 十二')).toEqual([
      '十二 is cited but is no clause of the text',
    ]);
  });

  test('十一 · a rule without a citation, an unknown event and an unknown key are refused', () => {
    expect(changed(', max: 10, clause: 五(四)', ', max: 10').length).toBeGreaterThan(0);
    expect(changed('secondMidterm.end', 'fullMoon.end').length).toBeGreaterThan(0);
    expect(changed('afterReturn:', 'surprise: 1\nafterReturn:').length).toBeGreaterThan(0);
  });

  test('五(三)1 · no quota means no limit, a quota of nought means none', () => {
    expect(quotasFor({ regulation: { ...regulation, quotas: [] }, national }, 'outcome.upload')).toEqual([]);
    expect(decideQuota({ max: 0, clause: '五(三)1' }, 0)).toMatchObject({ refused: 'quota-full' });
  });

  test('五(三)1 · the third is accepted, the fourth refused', () => {
    const [quota] = quotasFor({ regulation, national }, 'outcome.upload');
    expect(quota && decideQuota(quota, 2)).toBeUndefined();
    expect(quota && decideQuota(quota, 3)).toEqual({
      refused: 'quota-full',
      clause: '五(三)1',
      facts: { max: 3, used: 3 },
    });
  });

  test('國6 · a school without a selection cap of its own has the national one', () => {
    const silent = { ...regulation, quotas: [] };
    expect(quotasFor({ regulation: silent, national }, 'outcome.selection')).toMatchObject([
      { max: 6, clause: '國6' },
    ]);
  });

  test('六(二)2 · each division has its own office', () => {
    expect(officeFor(regulation, 'submission.outcomes', 'day')?.offices).toEqual(['registrar']);
    expect(officeFor(regulation, 'submission.outcomes', 'continuing')?.offices).toEqual([
      'continuing-academic',
    ]);
  });

  test('一 · a text governs from its semester on, the one before it until then', () => {
    const versions = [
      { name: 'old', effectiveFrom: { schoolYear: 112, semester: 2 } },
      { name: 'new', effectiveFrom: { schoolYear: 114, semester: 2 } },
    ];
    expect(versionFor(versions, 112, 1)).toBeUndefined();
    expect(versionFor(versions, 114, 1)?.name).toBe('old');
    expect(versionFor(versions, 114, 2)?.name).toBe('new');
  });
});

describe('clause coverage', () => {
  test('十一 · every clause a refusal names is a clause of the text, the nation or ours', () => {
    expect(citedByRefusals().filter(({ cite }) => !known.has(cite))).toEqual([]);
    expect(citedByRefusals().length).toBeGreaterThan(20);
  });

  test('十一 · every clause a test names exists', () => {
    expect(citedByTests().filter(({ cite }) => !known.has(cite))).toEqual([]);
    expect(citedByTests().length).toBeGreaterThan(50);
  });

  test('十一 · every clause that works has a test', () => {
    const tested = new Set(citedByTests().map(({ cite }) => cite));
    const works = regulation.clauses
      .filter((clause) => clause.state === 'works')
      .map((clause) => clause.cite);
    expect(works.filter((cite) => !tested.has(cite))).toEqual([]);
  });
});
