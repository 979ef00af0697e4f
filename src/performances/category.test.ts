import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { samplePerformances } from '../app/demo/performances.ts';
import { type Category, categories, categoryOf, type Field } from './category.ts';
import { decideFields, problemsIn, tidied } from './fields.ts';

const ground = { today: '2025-12-10', schoolYear: 114, licence: (code: string) => code === '14901' };
const right = samplePerformances(114);

const wordOf = (category: Category, key: string, value: string) => {
  const fields = { ...right[category.key]?.fields, [key]: value };
  const decided = decideFields(category, fields, ground);
  return 'refused' in decided ? decided.refused : 'accepted';
};
const each = categories.flatMap((category) => category.fields.map((field) => [category, field] as const));
const of = <T extends Field['type']>(type: T) =>
  each.filter((one): one is [Category, Field & { type: T }] => one[1].type === type);
const named = (rows: readonly (readonly [Category, Field])[]) =>
  rows.map(([category, field]) => ({ name: `${category.key}.${field.key}`, category, field }));

describe('the data', () => {
  test('五(四) · there are ten categories, each with a right example, and no field is without its words', () => {
    expect(categories).toHaveLength(10);
    for (const category of categories) {
      expect(decideFields(category, right[category.key]?.fields ?? {}, ground)).toHaveProperty('fields');
      expect(category.named.every((key) => category.fields.some((field) => field.key === key))).toBe(true);
      for (const { title } of [category, ...category.fields])
        expect(Object.values(title).every((text) => text !== '')).toBe(true);
    }
  });

  test('五(四) · every rule names fields of its category that it can judge', () => {
    for (const category of categories)
      for (const rule of category.rules) {
        const typeOf = (key: string) => category.fields.find((field) => field.key === key)?.type;
        expect(['day', 'schoolYear']).toContain(typeOf(rule.field));
        if (rule.rule === 'not-before') expect(typeOf(rule.other)).toBe('day');
      }
  });
});

describe('every field', () => {
  test.each(named(each))('五(四) · $name: needed unless it is optional', ({ category, field }) => {
    expect(wordOf(category, field.key, ' ')).toBe(field.optional ? 'accepted' : 'performance-field-missing');
  });

  test.each(named(of('text')))(
    '五(四) · $name: its length and no more, in code points',
    ({ category, field }) => {
      const max = field.type === 'text' ? field.max : 0;
      fc.assert(
        fc.property(fc.constantFrom('𠮷', '商', 'a'), (letter) => {
          expect(wordOf(category, field.key, letter.repeat(max))).toBe('accepted');
          expect(wordOf(category, field.key, letter.repeat(max + 1))).toBe('performance-field-too-long');
        }),
      );
    },
  );

  test.each(named(of('number')))(
    '五(四) · $name: within its range, no finer than it is read',
    ({ category, field }) => {
      if (field.type !== 'number') return;
      const { above, max, decimals } = field;
      const unit = 10 ** decimals;
      const numbers = fc.integer({ min: above * unit + 1, max: max * unit });
      fc.assert(
        fc.property(numbers, (n) => {
          expect(wordOf(category, field.key, (n / unit).toFixed(decimals))).toBe('accepted');
          expect(wordOf(category, field.key, String(max + n / unit).slice(0, 12))).toBe(
            'performance-field-too-large',
          );
        }),
      );
      for (const dirty of ['-1', '0', String(above)])
        expect(wordOf(category, field.key, dirty)).toBe('performance-field-too-small');
      for (const dirty of ['1e3', '十', '1,000', '0x10', '--1'])
        expect(wordOf(category, field.key, dirty)).toBe('performance-field-no-number');
      const fine = `${max - 1}.${'1'.repeat(decimals + 1)}`;
      expect(wordOf(category, field.key, fine)).toBe('performance-field-too-fine');
      expect(
        wordOf(
          category,
          field.key,
          `${max}`.replace(/\d/g, (d) => '０１２３４５６７８９'[Number(d)] ?? ''),
        ),
      ).toBe('accepted');
    },
  );

  test.each(named(of('code')))('五(四) · $name: a code of its list and no other', ({ category, field }) => {
    const codes = field.type === 'code' ? field.codes.map(({ code }) => code) : [];
    for (const code of codes) expect(wordOf(category, field.key, code)).toBe('accepted');
    fc.assert(
      fc.property(
        fc
          .string({ minLength: 1, maxLength: 3 })
          .filter((text) => text.trim() !== '' && !codes.includes(text.normalize('NFKC').trim())),
        (text) => {
          expect(wordOf(category, field.key, text)).not.toBe('accepted');
        },
      ),
    );
    expect(wordOf(category, field.key, '8')).toBe('performance-field-no-code');
  });

  test.each(named(of('day')))('五(四) · $name: a day that exists', ({ category, field }) => {
    for (const no of ['2025-02-29', '114/09/01', '2025-13-01', '1999-12-31', '2100-01-01', 'x'])
      expect(wordOf(category, field.key, no)).toBe('performance-field-no-day');
  });

  test('五(四) · a licence that is in the table and no other', () => {
    expect(wordOf(categoryOf('licence'), 'licence', '14901')).toBe('accepted');
    expect(wordOf(categoryOf('licence'), 'licence', '99999')).toBe('performance-licence-unknown');
  });

  test('五(四) · school years and semesters that there are', () => {
    const flexible = categoryOf('flexible');
    for (const [year, said] of [
      ['114', 'accepted'],
      ['100', 'accepted'],
      ['99', 'performance-field-no-school-year'],
      ['2025', 'performance-field-no-school-year'],
      ['115', 'performance-field-in-future'],
    ] as const)
      expect(wordOf(flexible, 'schoolYear', year)).toBe(said);
    expect(wordOf(flexible, 'semester', '2')).toBe('accepted');
    expect(wordOf(flexible, 'semester', '3')).toBe('performance-field-no-code');
  });
});

describe('rules between fields', () => {
  const rules = categories.flatMap((category) => category.rules.map((rule) => ({ category, rule })));
  const cases = rules.map((one) => ({
    ...one,
    name: `${one.category.key}: ${one.rule.field} ${one.rule.rule}`,
  }));

  test.each(cases.filter(({ rule }) => rule.rule === 'not-before'))(
    '五(四) · $name',
    ({ category, rule }) => {
      if (rule.rule !== 'not-before') return;
      const start = right[category.key]?.fields[rule.other] ?? '';
      expect(wordOf(category, rule.field, start)).toBe('accepted');
      expect(wordOf(category, rule.field, '2025-09-05')).toBe('performance-field-before');
    },
  );

  test.each(cases.filter(({ rule }) => rule.rule === 'not-in-future' && rule.field !== 'schoolYear'))(
    '五(四) · $name: today is past, tomorrow is not',
    ({ category, rule }) => {
      const fields = (day: string) => ({
        ...right[category.key]?.fields,
        endsOn: '2026-01-31',
        [rule.field]: day,
      });
      const wrong = (day: string) =>
        problemsIn(category, tidied(category, fields(day)), ground).map(({ refusal }) => refusal.refused);
      expect(wrong('2025-12-10')).toEqual([]);
      expect(wrong('2025-12-11')).toEqual(['performance-field-in-future']);
    },
  );

  test('五(四) · weeks are 1 to 18, whole', () => {
    const weeks = (value: string) => wordOf(categoryOf('flexible'), 'weeks', value);
    expect([weeks('0'), weeks('1'), weeks('18'), weeks('19'), weeks('1.5')]).toEqual([
      'performance-field-too-small',
      'accepted',
      'accepted',
      'performance-field-too-large',
      'performance-field-too-fine',
    ]);
  });

  test('五(四) · a field of another category is refused, and what a sheet cannot hold is tidied', () => {
    const work = categoryOf('work');
    expect(wordOf(work, 'hours', '3')).toBe('performance-field-unknown');
    const tidy = tidied(work, { name: ' 老街\r\n的\t聲音\u0007 ', finishedOn: '２０２５-11-02' });
    expect(tidy).toEqual({ name: '老街 的 聲音', finishedOn: '2025-11-02' });
  });
});
